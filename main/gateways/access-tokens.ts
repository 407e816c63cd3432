/** Keeps the access token of one account: renewed early, never asked for twice at once. */
import { addMs, type Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { CallContext, NotSent } from './gateway.ts';

export type TokenEnding = { readonly ending: 'token'; readonly token: string } | NotSent;

/** What an authorisation brought. */
export type Authorised =
  { readonly ending: 'token'; readonly token: string; readonly lifeMs: number } | NotSent;

export interface AccessTokens {
  /** A token that holds for 30 s at least. All callers of one moment share one authorisation. */
  get(context: CallContext): Promise<TokenEnding>;
  /** Forgets a token that the gateway refused; a newer one stays. */
  drop(token: string): void;
}

const RENEW_EARLY_MS = 30_000;

/** @param authorise one call to the gateway; never rejects for what the gateway answers */
export function createAccessTokens(
  authorise: (context: CallContext) => Promise<Authorised>,
  clock: Clock,
): AccessTokens {
  let held: { readonly token: string; readonly renewAt: Instant } | undefined;
  let asking: Promise<TokenEnding> | undefined;

  const ask = async (context: CallContext): Promise<TokenEnding> => {
    const askedAt = clock.now();
    const answer = await authorise(withoutSignal(context));
    if (answer.ending !== 'token') return answer;
    const { token, lifeMs } = answer;
    held = { token, renewAt: addMs(askedAt, lifeMs - RENEW_EARLY_MS) };
    return { ending: 'token', token };
  };

  return {
    get: async (context) => {
      if (held && clock.now() < held.renewAt) return { ending: 'token', token: held.token };
      asking ??= ask(context).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

// Others wait for the same answer, so the first caller's hurry must not take it from them.
function withoutSignal(context: CallContext): CallContext {
  return { record: (attempt) => context.record(attempt) };
}
