/** Authorised calls: a token on each, one repeat after 401, and every failure turned into an ending of ours. */
import type { Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';
import type { Tokens } from '../access-tokens.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf, isClearRefusal, NOT_FOUND, readError } from './refusals.ts';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
  readonly status?: number;
  /** Efí's own code. */
  readonly code?: number;
}

export type EfiAnswer = { readonly ok: true; readonly body: unknown } | CallFailure;

export interface Session {
  readonly clock: Clock;
  call(call: HttpCall, context: CallContext): Promise<EfiAnswer>;
}

export function createSession(http: GatewayHttp, tokens: Tokens, clock: Clock): Session {
  const send = async (
    call: HttpCall,
    context: CallContext,
    isRepeat: boolean,
  ): Promise<EfiAnswer> => {
    const access = await tokens.get(context);
    if (access.ending !== 'token') return { ok: false, outcome: access };
    const headers = { ...call.headers, Authorization: `Bearer ${access.token}` };
    const ending = await http.send({ ...call, headers }, context);
    if (ending.kind !== 'answered' || ending.status !== 401) return answerOf(ending, clock.now());
    tokens.drop(access.token);
    return isRepeat ? answerOf(ending, clock.now()) : send(call, context, true);
  };
  return { clock, call: (call, context) => send(call, context, false) };
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

/** Efí does not know the id or token (404 or 3500010; the real body is not documented, efi 3.4). */
export function isNotFound({ status, code }: CallFailure): boolean {
  return status === 404 || code === NOT_FOUND;
}

function answerOf(ending: HttpEnding, now: Instant): EfiAnswer {
  if (ending.kind === 'not-sent')
    return failure({ ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) });
  if (ending.kind === 'unclear') {
    const { status = 0 } = ending.problem;
    const outcome = isClearRefusal(ending.body)
      ? endingOf({ status, body: ending.body }, now)
      : ({ ending: 'unknown', text: problemText(ending.problem) } as const);
    return failure(outcome, ending.problem.status, ending.body);
  }
  if (ending.status < 300) return { ok: true, body: ending.body };
  return failure(endingOf(ending, now), ending.status, ending.body);
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
