/** Authorised calls: the key on each, and every failure turned into an ending of ours. Nothing is ever sent twice here. */
import type { Clock } from '../../clock.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf, readError } from './refusals.ts';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
  readonly status?: number;
  /** Asaas' own code, such as `invalid_customer`. */
  readonly code?: string;
}

export type AsaasAnswer = { readonly ok: true; readonly body: unknown } | CallFailure;

/** What an account is set to beside its key. */
export interface AccountSettings {
  /** Asaas writes to payers, and bills the account for it. */
  readonly notifiesPayer: boolean;
  /** Sent back with each callback; 32 to 255 characters. */
  readonly callbackToken?: string;
  /** Where Asaas tells of a callback queue in trouble. */
  readonly callbackEmail?: string;
}

export interface Session {
  readonly clock: Clock;
  readonly settings: AccountSettings;
  call(call: HttpCall, context: CallContext): Promise<AsaasAnswer>;
}

export interface SessionParts {
  readonly http: GatewayHttp;
  readonly clock: Clock;
  readonly accessToken: string | undefined;
  readonly settings: AccountSettings;
}

/** Obligatory for accounts made since June 2024 (asaas 1.2). */
const USER_AGENT = 'Baixa';

const NO_TOKEN: CallFailure = {
  ok: false,
  outcome: {
    ending: 'not-sent',
    reason: 'credentials',
    text: 'Falta a chave de API da Asaas, ou ela tem um caractere que não pode ter.',
  },
};

export function createSession({ http, clock, accessToken, settings }: SessionParts): Session {
  const send = async (call: HttpCall, context: CallContext): Promise<AsaasAnswer> => {
    if (accessToken === undefined) return NO_TOKEN;
    const headers = { ...call.headers, access_token: accessToken, 'User-Agent': USER_AGENT };
    return answerOf(await http.send({ ...call, headers }, context));
  };
  return { clock, settings, call: send };
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

/** Asaas does not know the id; of another environment it says the same (asaas 9.12). */
export function isNotFound({ status }: CallFailure): boolean {
  return status === 404;
}

/** How an attempt to create ends whose payer could not be made: the charge was not sent, whatever became of the payer. */
export function beforeCreating({ outcome }: CallFailure): Rejected | NotSent {
  if (outcome.ending !== 'unknown') return outcome;
  return { ending: 'not-sent', reason: 'no-network', text: outcome.text };
}

/** How an attempt ends whose first question failed: nothing was sent, and the charge itself was not refused. */
export function notAsked(failure: CallFailure): NotSent {
  const outcome = beforeCreating(failure);
  if (outcome.ending === 'not-sent') return outcome;
  const { text } = outcome.refusal;
  return { ending: 'not-sent', reason: 'refused-before-processing', text };
}

function answerOf(ending: HttpEnding): AsaasAnswer {
  if (ending.kind === 'not-sent')
    return failure({ ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) });
  if (ending.kind === 'unclear')
    return failure(
      { ending: 'unknown', text: problemText(ending.problem) },
      ending.problem.status,
      ending.body,
    );
  if (ending.status < 300) return { ok: true, body: ending.body };
  return failure(endingOf(ending), ending.status, ending.body);
}

function failure(outcome: CallFailure['outcome'], status?: number, body?: unknown): CallFailure {
  const { code } = readError(body);
  return {
    ok: false,
    outcome,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
  };
}
