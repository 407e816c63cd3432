/** Access tokens of one account: 600 s each, renewed early, never asked for twice at once (efi 1.2). */
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';
import type { CallContext, NotSent } from '../gateway.ts';
import type { GatewayHttp, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf } from './refusals.ts';
import { tokenAnswer } from './wire.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export type TokenEnding = { readonly ending: 'token'; readonly token: string } | NotSent;

export interface Tokens {
  /** A token that holds for 30 s at least. All callers of one moment share one authorisation. */
  get(context: CallContext): Promise<TokenEnding>;
  /** Forgets a token that the gateway refused; a newer one stays. */
  drop(token: string): void;
}

interface HeldToken {
  readonly token: string;
  readonly renewAt: Instant;
}

const RENEW_EARLY_MS = 30_000;

/** @param credentials undefined when they were never filled in */
export function createTokens(
  http: GatewayHttp,
  credentials: Credentials | undefined,
  clock: Clock,
): Tokens {
  let held: HeldToken | undefined;
  let asking: Promise<TokenEnding> | undefined;

  const authorise = async (context: CallContext): Promise<TokenEnding> => {
    if (!credentials) return refused('Client ID e Client Secret não foram preenchidos.');
    const askedAt = clock.now();
    const ending = await http.send(authoriseCall(credentials), withoutSignal(context));
    const parsed = ending.kind === 'answered' ? tokenAnswer.safeParse(ending.body) : undefined;
    if (!parsed?.success) return failed(ending, askedAt);
    const { access_token: token, expires_in: seconds } = parsed.data;
    held = { token, renewAt: addMs(askedAt, seconds * 1000 - RENEW_EARLY_MS) };
    return { ending: 'token', token };
  };

  return {
    get: async (context) => {
      if (held && clock.now() < held.renewAt) return { ending: 'token', token: held.token };
      asking ??= authorise(context).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

function authoriseCall({ clientId, clientSecret }: Credentials) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
  return {
    operation: 'authorize',
    method: 'POST',
    template: '/v1/authorize',
    headers: { Authorization: `Basic ${basic}` },
    body: { grant_type: 'client_credentials' },
  } as const;
}

// Others wait for the same answer, so the first caller's hurry must not take it from them.
function withoutSignal(context: CallContext): CallContext {
  return { record: (attempt) => context.record(attempt) };
}

/** Whatever went wrong here, the call that needed the token was not sent. */
function failed(ending: HttpEnding, now: Instant): NotSent {
  if (ending.kind !== 'answered')
    return { ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) };
  if (ending.status < 400)
    return refused('A Efí respondeu sem código de acesso.', 'refused-before-processing');
  const outcome = endingOf(ending, now);
  if (outcome.ending === 'not-sent') return outcome;
  return refused(outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text);
}

function refused(text: string, reason: NotSent['reason'] = 'credentials'): NotSent {
  return { ending: 'not-sent', reason, text };
}
