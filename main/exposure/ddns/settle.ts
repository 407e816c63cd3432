/** What an answer changes in the memory of the updates. */
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { WebAnswer, WebTrouble } from '../http.ts';
import { effectOf, readDuckDns, readDyndns2, type DdnsReply } from './answers.ts';
import { listAddresses, type DdnsCall } from './calls.ts';
import type { DdnsSettings } from '../../../domain/ddns-settings.ts';
import { waitAfter, type DdnsNameState, type DdnsState, type DdnsTrouble } from './state.ts';

export interface Exchange {
  readonly call: DdnsCall;
  readonly answer: WebAnswer;
  readonly now: Instant;
}

export interface Settled {
  readonly state: DdnsState;
  /** Why the update did not get through, where it did not and may be tried again. */
  readonly trouble?: DdnsTrouble;
  /** Addresses that the provider says it keeps now. */
  readonly recorded: readonly string[];
}

/** @param state from before the exchange */
export function settle(settings: DdnsSettings, state: DdnsState, exchange: Exchange): Settled {
  const { answer } = exchange;
  return answer.kind === 'failed'
    ? settleTrouble(settings, state, { trouble: answer.trouble, now: exchange.now })
    : settleReplies(settings, state, { exchange, answer });
}

function settleTrouble(
  settings: DdnsSettings,
  state: DdnsState,
  { trouble, now }: { readonly trouble: WebTrouble; readonly now: Instant },
): Settled {
  if (trouble === 'aborted') return { state, trouble, recorded: [] };
  const waitMs = waitAfter(trouble, state.failures, { settings });
  return { state: rest(state, trouble, addMs(now, waitMs)), trouble, recorded: [] };
}

function settleReplies(
  settings: DdnsSettings,
  state: DdnsState,
  { exchange, answer }: { exchange: Exchange; answer: WebAnswer & { kind: 'answered' } },
): Settled {
  const { call, now } = exchange;
  const replies = readReplies(settings, state, { call, answer });
  const names = state.names.map((entry) => {
    const reply = replies[call.names.indexOf(entry.name)];
    return reply === undefined ? entry : settleName(entry, reply, { call, now });
  });
  const stop = replies.find(({ code }) => effectOf(code) === 'stop-all');
  const failed = replies.find(({ code }) => ['rest', 'unknown'].includes(effectOf(code)));
  const told = { ...withoutWait(state), names, ...(stop && { stoppedBy: stop.code }) };
  const recorded = [...new Set(replies.flatMap((reply) => reply.recorded))];
  if (failed === undefined || stop !== undefined) return { state: told, recorded };
  const askedMs = failed.waitMs ?? readRetryAfter(answer.headers['retry-after']);
  const waitMs = waitAfter(failed.code, state.failures, { settings, askedMs });
  const rested = rest({ ...told, failures: state.failures }, failed.code, addMs(now, waitMs));
  return { state: rested, trouble: failed.code, recorded };
}

function readReplies(
  settings: DdnsSettings,
  state: DdnsState,
  { call, answer }: { call: DdnsCall; answer: WebAnswer & { kind: 'answered' } },
): readonly DdnsReply[] {
  const { status, body } = answer;
  const toRead = { status, body, names: call.names, sent: listAddresses(call.sent) };
  if (settings.provider !== 'duckdns') return readDyndns2(toRead);
  // A name and a token that worked do not become wrong by themselves: then the provider is more likely at fault.
  const hasWorked = state.names.some(({ goodAt }) => goodAt !== undefined);
  return readDuckDns(toRead).map((reply) =>
    reply.code === 'ko' && hasWorked ? { ...reply, code: 'ko-after-good' } : reply,
  );
}

function settleName(
  entry: DdnsNameState,
  { code }: DdnsReply,
  { call, now }: { readonly call: DdnsCall; readonly now: Instant },
): DdnsNameState {
  const effect = effectOf(code);
  switch (effect) {
    case 'told':
      return { ...entry, told: { ...entry.told, ...call.sent }, goodAt: now };
    case 'stop-name':
      return { ...entry, stoppedBy: code };
    case 'stop-all':
    case 'rest':
    case 'unknown':
      return entry;
    default:
      return assertNever(effect);
  }
}

function withoutWait(state: DdnsState): DdnsState {
  const { wait, ...rested } = state;
  return wait === undefined && state.failures === 0 ? state : { ...rested, failures: 0 };
}

function rest(state: DdnsState, reason: DdnsTrouble, until: Instant): DdnsState {
  return { ...state, wait: { until, reason }, failures: state.failures + 1 };
}

/** Only the form in seconds; who gives a date gets the usual wait. */
function readRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : undefined;
}
