/** Calls with the token in their form, and every failure turned into an ending of ours. Nothing is ever sent twice here. */
import type { Clock } from '../../clock.ts';
import type { AttemptRecord, CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import { endingOf, saysFailure } from './refusals.ts';
import { success } from './wire.ts';

export const UNREADABLE = 'A resposta do Boleto Fácil veio em uma forma desconhecida.';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
}

export type Answer = { readonly ok: true; readonly data: unknown } | CallFailure;

export interface Session {
  readonly clock: Clock;
  /** Codes that were cancelled while the account is open: a cancelled charge is only seen by its absence. */
  readonly cancelled: RecentCodes;
  call(call: HttpCall, context: CallContext): Promise<Answer>;
  /** The same without the account's token. */
  callOpenly(call: HttpCall, context: CallContext): Promise<Answer>;
}

export interface SessionParts {
  readonly http: GatewayHttp;
  readonly clock: Clock;
  readonly token: string | undefined;
}

const NO_TOKEN: CallFailure = {
  ok: false,
  outcome: {
    ending: 'not-sent',
    reason: 'credentials',
    text: 'Falta o token privado do Boleto Fácil.',
  },
};

export function createSession({ http, clock, token }: SessionParts): Session {
  const callOpenly: Session['call'] = async (call, context) =>
    answerOf(await http.send(call, context), false);
  const call: Session['call'] = async (wanted, context) => {
    if (token === undefined) return NO_TOKEN;
    const form = { token, ...wanted.form };
    const quiet = { ...context, record: withoutText(token, context) };
    return answerOf(await http.send({ ...wanted, form }, quiet), true);
  };
  return { clock, cancelled: createRecentCodes(), call, callOpenly };
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

/** Codes with a place for the last 5,000 of them. */
export interface RecentCodes {
  has(code: string): boolean;
  add(code: string): void;
}

const MOST_REMEMBERED = 5000;

function createRecentCodes(): RecentCodes {
  const codes = new Set<string>();
  return {
    has: (code) => codes.has(code),
    add: (code) => {
      const oldest = codes.values().next();
      if (codes.size >= MOST_REMEMBERED && !oldest.done) codes.delete(oldest.value);
      codes.add(code);
    },
  };
}

/** An answer may repeat the token that it refuses, in whatever field. */
function withoutText(token: string, context: CallContext): CallContext['record'] {
  return (attempt) => {
    const entries = Object.entries(attempt).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'string' ? value.replaceAll(token, '‹segredo›') : value,
    ]);
    context.record(Object.fromEntries(entries) as AttemptRecord);
  };
}

function answerOf(ending: HttpEnding, hasToken: boolean): Answer {
  if (ending.kind === 'not-sent') {
    const text = problemText(ending.problem);
    return { ok: false, outcome: { ending: 'not-sent', reason: 'no-network', text } };
  }
  if (ending.kind === 'unclear')
    return { ok: false, outcome: { ending: 'unknown', text: problemText(ending.problem) } };
  if (ending.status >= 300 || saysFailure(ending.body))
    return { ok: false, outcome: endingOf(ending, hasToken) };
  const parsed = success.safeParse(ending.body);
  if (parsed.success) return { ok: true, data: parsed.data.data };
  return { ok: false, outcome: { ending: 'unknown', text: UNREADABLE } };
}
