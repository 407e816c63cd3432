/** Asks for access tokens: by form at Banco do Brasil, by JSON at Efí (pix 3.2, efi 6.1). */
import type { Clock } from '../../clock.ts';
import { holdTokens, type GrantedToken, type Tokens } from '../access-tokens.ts';
import type { NotSent } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { notConnected } from './not-connected.ts';
import { endingOf } from './refusals.ts';
import { tokenAnswer } from './wire.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface PixTokens extends Tokens {
  /** Of what Baixa cannot do without, what the last token does not allow; empty where the bank does not tell. */
  missingScopes(): readonly string[];
}

export interface TokenParts {
  readonly http: GatewayHttp;
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly body: 'form' | 'json';
  /** Asked for where the body is a form, parted by blanks. */
  readonly scopes: string;
}

/** Without these nothing can be issued or polled. */
const NEEDED = ['cobv.read', 'cobv.write', 'pix.read'];
/** The token of Banco do Brasil lives ten minutes (pix 3.2). */
const RENEW_EARLY_MS = 60_000;

export function createTokens(parts: TokenParts): PixTokens {
  let granted: readonly string[] | undefined;
  const tokens = holdTokens({
    clock: parts.clock,
    renewEarlyMs: RENEW_EARLY_MS,
    ask: async (context) => {
      const ending = await parts.http.send(tokenCall(parts), context);
      const parsed = ending.kind === 'answered' ? tokenAnswer.safeParse(ending.body) : undefined;
      if (!parsed?.success) return failed(ending);
      const { access_token: token, expires_in: seconds, scope } = parsed.data;
      granted = scope === undefined || scope === '' ? undefined : scope.split(/\s+/);
      return { ending: 'token', token, seconds } satisfies GrantedToken;
    },
  });
  return {
    ...tokens,
    missingScopes: () => (granted ? NEEDED.filter((scope) => !granted?.includes(scope)) : []),
  };
}

function tokenCall({ credentials, body, scopes }: TokenParts): HttpCall {
  const { clientId, clientSecret } = credentials;
  const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
  const grant = { grant_type: 'client_credentials' };
  return {
    operation: 'token',
    method: 'POST',
    template: '/oauth/token',
    headers: { Authorization: `Basic ${basic}` },
    ...(body === 'form' ? { form: { ...grant, scope: scopes } } : { body: grant }),
  };
}

/** Whatever went wrong here, the call that needed the token was not sent. */
function failed(ending: HttpEnding): NotSent {
  if (ending.kind !== 'answered') return notConnected(ending.problem);
  if (ending.status < 400) return refused(NO_TOKEN, 'refused-before-processing');
  const outcome = endingOf(ending);
  if (outcome.ending === 'not-sent') return outcome;
  return refused(
    outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text,
    'credentials',
  );
}

const NO_TOKEN = 'O banco respondeu sem código de acesso.';

function refused(text: string, reason: NotSent['reason']): NotSent {
  return { ending: 'not-sent', reason, text };
}
