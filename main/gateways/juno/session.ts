/** Authorised calls: both tokens on each, one repeat after 401, and every failure turned into an ending of ours. */
import type { Clock } from '../../clock.ts';
import type { Tokens } from '../access-tokens.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf } from './refusals.ts';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
  readonly status?: number;
}

export type JunoAnswer = { readonly ok: true; readonly body: unknown } | CallFailure;

/** What an account is set to beside its credentials. */
export interface AccountSettings {
  /** The random key that a boleto with Pix asks for, and the name of the credential that keeps it. */
  pixKey(): string | undefined;
  readonly pixKeyName: string;
  /** Of the creation of that key: a UUID. */
  readonly idempotencyKey: string;
  /** Whether an address of somebody else may be switched off: Juno calls one address for each kind of event. */
  readonly replacesCallbackUrl: boolean;
  /** Only an address on the internet takes https; the simulator calls loopback. */
  readonly needsHttps: boolean;
  /** Name of the credential that keeps the key of the signatures. */
  readonly callbackSecretName: string;
  /** Read when it is needed: it may be made while the account is open. */
  callbackSecret(): string | undefined;
}

export interface Session {
  readonly clock: Clock;
  readonly settings: AccountSettings;
  call(call: HttpCall, context: CallContext): Promise<JunoAnswer>;
}

export interface SessionParts {
  readonly http: GatewayHttp;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly settings: AccountSettings;
  /** Path before every resource; empty, or `/api-integration`. */
  readonly resourcePath: string;
  /** Undefined when it was never filled in: then no access token is given either. */
  readonly resourceToken: string | undefined;
}

export function createSession(parts: SessionParts): Session {
  const { http, tokens, clock, settings } = parts;
  const send = async (
    call: HttpCall,
    context: CallContext,
    isRepeat: boolean,
  ): Promise<JunoAnswer> => {
    const access = await tokens.get(context);
    if (access.ending !== 'token') return { ok: false, outcome: access };
    const ending = await http.send(authorised(parts, call, access.token), context);
    if (ending.kind !== 'answered' || ending.status !== 401) return answerOf(ending);
    tokens.drop(access.token);
    return isRepeat ? answerOf(ending) : send(call, context, true);
  };
  return { clock, settings, call: (call, context) => send(call, context, false) };
}

function authorised(
  { resourcePath, resourceToken = '' }: SessionParts,
  call: HttpCall,
  token: string,
): HttpCall {
  return {
    ...call,
    template: `${resourcePath}${call.template}`,
    headers: {
      ...call.headers,
      Authorization: `Bearer ${token}`,
      'X-Api-Version': '2',
      'X-Resource-Token': resourceToken,
      ...(call.body !== undefined && { 'Content-Type': 'application/json;charset=UTF-8' }),
    },
  };
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

/** How an attempt ends whose first call failed: the charge was not sent, whatever became of that call. */
export function beforeCreating({ outcome }: CallFailure): Rejected | NotSent {
  if (outcome.ending !== 'unknown') return outcome;
  return { ending: 'not-sent', reason: 'no-network', text: outcome.text };
}

export function isNotFound({ status }: CallFailure): boolean {
  return status === 404;
}

function answerOf(ending: HttpEnding): JunoAnswer {
  if (ending.kind === 'not-sent')
    return failure({ ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) });
  if (ending.kind === 'unclear')
    return failure({ ending: 'unknown', text: problemText(ending.problem) }, ending.problem.status);
  if (ending.status < 300) return { ok: true, body: ending.body };
  return failure(endingOf(ending), ending.status);
}

function failure(outcome: CallFailure['outcome'], status?: number): CallFailure {
  return { ok: false, outcome, ...(status !== undefined && { status }) };
}
