/** Authorises one account: an hour in production, a day in the sandbox; the answer says how long (juno 3.1). */
import type { GrantedToken } from '../access-tokens.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf } from './refusals.ts';
import { tokenAnswer } from './wire.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The private token of the digital account: not the client secret, and sent with every call. */
  readonly resourceToken: string;
}

/** @param credentials undefined when they were never filled in */
export async function authorise(
  http: GatewayHttp,
  credentials: Credentials | undefined,
  context: CallContext,
): Promise<GrantedToken | NotSent> {
  if (!credentials) return refused(NOT_FILLED_IN);
  const ending = await http.send(tokenCall(credentials), context);
  const isAnswer = ending.kind === 'answered' && ending.status < 300;
  const parsed = isAnswer ? tokenAnswer.safeParse(ending.body) : undefined;
  if (!parsed?.success) return failed(ending);
  const { access_token: token, expires_in: seconds } = parsed.data;
  return { ending: 'token', token, seconds };
}

const NOT_FILLED_IN =
  'Client ID, Client Secret e token privado do Juno não foram preenchidos, ou têm um caractere que não podem ter.';

/** Beside the resources, never below their path. */
function tokenCall({ clientId, clientSecret }: Credentials): HttpCall {
  const basic = Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64');
  return {
    operation: 'authorize',
    method: 'POST',
    template: '/authorization-server/oauth/token',
    headers: { Authorization: `Basic ${basic}` },
    form: { grant_type: 'client_credentials' },
  };
}

/** Whatever went wrong here, the call that needed the token was not sent. */
function failed(ending: HttpEnding): NotSent {
  if (ending.kind !== 'answered')
    return { ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) };
  if (ending.status < 300)
    return refused('O Juno respondeu sem código de acesso.', 'refused-before-processing');
  const outcome = endingOf(ending);
  if (outcome.ending === 'not-sent') return outcome;
  return refused(outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text);
}

function refused(text: string, reason: NotSent['reason'] = 'credentials'): NotSent {
  return { ending: 'not-sent', reason, text };
}
