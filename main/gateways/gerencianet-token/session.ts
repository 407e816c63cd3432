/** Calls with the account's token inside the document, and every failure turned into an ending of ours. */
import type { Clock } from '../../clock.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected, UnknownEnding } from '../outcomes.ts';
import type { GatewayHttp, HttpCall, HttpEnding } from '../http.ts';
import { problemText } from '../problem-texts.ts';
import type { TokenCall } from './calls.ts';
import { endingOf, isClearRefusal, readError } from './refusals.ts';
import { statusOf, writeXml } from './wire.ts';

export interface CallFailure {
  readonly ok: false;
  readonly outcome: Rejected | UnknownEnding | NotSent;
  /** The gateway's own code. */
  readonly code?: string;
  /** What the error came with. */
  readonly body?: unknown;
}

export type TokenAnswer = { readonly ok: true; readonly body: unknown } | CallFailure;

export interface Session {
  readonly clock: Clock;
  call(call: TokenCall, context: CallContext): Promise<TokenAnswer>;
}

export interface SessionParts {
  /** Both are one under an address of the operator's own. */
  readonly hosts: Readonly<Record<TokenCall['host'], GatewayHttp>>;
  readonly token: string | undefined;
  readonly clock: Clock;
}

export const UNREADABLE = 'A resposta da Gerencianet veio em uma forma desconhecida.';

const NO_TOKEN: CallFailure = {
  ok: false,
  outcome: {
    ending: 'not-sent',
    reason: 'credentials',
    text: 'Falta o token de integração da Gerencianet nesta conta.',
  },
};

export function createSession({ hosts, token, clock }: SessionParts): Session {
  return {
    clock,
    call: async (call, context) => {
      if (token === undefined) return NO_TOKEN;
      return answerOf(await hosts[call.host].send(httpCall(call, token), context));
    },
  };
}

/** Field and case differ between the two hosts (efi 5.1). */
function httpCall({ operation, template, host, root, content }: TokenCall, token: string) {
  const document = host === 'issuing' ? { token, ...content } : { Token: token, ...content };
  const field = host === 'issuing' ? 'entrada' : 'xml';
  return {
    operation,
    method: 'POST',
    template,
    headers: { Accept: 'text/xml, application/xml' },
    form: { [field]: writeXml(root, document) },
    shown: { [field]: { [root]: document } },
  } satisfies HttpCall;
}

/** Text of a failed question, for the outcomes that only say `unreachable`. */
export function failureText({ outcome }: CallFailure): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

const DONE = '2';
const ERROR = '1';

function answerOf(ending: HttpEnding): TokenAnswer {
  if (ending.kind === 'not-sent')
    return failure({ ending: 'not-sent', reason: 'no-network', text: problemText(ending.problem) });
  if (ending.kind === 'unclear') {
    const { body, problem } = ending;
    if (isClearRefusal(body)) return failure(endingOf({ status: problem.status ?? 0, body }), body);
    return failure({ ending: 'unknown', text: problemText(problem) });
  }
  const status = statusOf(ending.body);
  if (ending.status < 300 && status === DONE) return { ok: true, body: ending.body };
  if (ending.status < 300 && status !== ERROR)
    return failure({ ending: 'unknown', text: UNREADABLE });
  return failure(endingOf(ending), ending.body);
}

function failure(outcome: CallFailure['outcome'], body?: unknown): CallFailure {
  const { code } = readError(body);
  return {
    ok: false,
    outcome,
    ...(code !== undefined && { code }),
    ...(body !== undefined && { body }),
  };
}
