/** Access tokens of one account: 600 s each, renewed early, never asked for twice at once (efi 1.2). */
import type { Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';
import { holdTokens, type GrantedToken, type Tokens } from '../access-tokens.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent } from '../outcomes.ts';
import type { GatewayHttp, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf } from './refusals.ts';
import { tokenAnswer } from './wire.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const RENEW_EARLY_MS = 30_000;

/** @param credentials undefined when they were never filled in */
export function createTokens(
  http: GatewayHttp,
  credentials: Credentials | undefined,
  clock: Clock,
): Tokens {
  return holdTokens({
    clock,
    renewEarlyMs: RENEW_EARLY_MS,
    ask: (context) => authorise(http, credentials, { context, now: clock.now() }),
  });
}

async function authorise(
  http: GatewayHttp,
  credentials: Credentials | undefined,
  { context, now }: { readonly context: CallContext; readonly now: Instant },
): Promise<GrantedToken | NotSent> {
  if (!credentials) return refused('Client ID e Client Secret não foram preenchidos.');
  const ending = await http.send(authoriseCall(credentials), context);
  const parsed = ending.kind === 'answered' ? tokenAnswer.safeParse(ending.body) : undefined;
  if (!parsed?.success) return failed(ending, now);
  const { access_token: token, expires_in: seconds } = parsed.data;
  return { ending: 'token', token, seconds };
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
