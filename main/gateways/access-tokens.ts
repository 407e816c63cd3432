/** Holds the access token of one account: renewed early, never asked for twice at once. */
import { addMs, type Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { CallContext } from './gateway.ts';
import type { NotSent } from './outcomes.ts';

export type TokenEnding = { readonly ending: 'token'; readonly token: string } | NotSent;

/** What an authorisation brought; `seconds` is how long it holds from when it was asked for. */
export interface GrantedToken {
  readonly ending: 'token';
  readonly token: string;
  readonly seconds: number;
}

export interface Tokens {
  /** A token that holds for some time at least. All callers of one moment share one authorisation. */
  get(context: CallContext): Promise<TokenEnding>;
  /** Forgets a token that the gateway refused; a newer one stays. */
  drop(token: string): void;
}

export interface TokenHolder {
  readonly clock: Clock;
  /** How long before its end a token is renewed. */
  readonly renewEarlyMs: number;
  /** One call to the gateway; never rejects for what the gateway answers. */
  readonly ask: (context: CallContext) => Promise<GrantedToken | NotSent>;
}

export function holdTokens({ clock, renewEarlyMs, ask }: TokenHolder): Tokens {
  let held: { readonly token: string; readonly renewAt: Instant } | undefined;
  let asking: Promise<TokenEnding> | undefined;

  const renew = async (context: CallContext): Promise<TokenEnding> => {
    const askedAt = clock.now();
    const answer = await ask(withoutSignal(context));
    if (answer.ending !== 'token') return answer;
    const { token, seconds } = answer;
    held = { token, renewAt: addMs(askedAt, seconds * 1000 - renewEarlyMs) };
    return { ending: 'token', token };
  };

  return {
    get: async (context) => {
      if (held && clock.now() < held.renewAt) return { ending: 'token', token: held.token };
      asking ??= renew(context).finally(() => {
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
