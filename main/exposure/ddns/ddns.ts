/** Keeps dynamic names pointing here: asks only when something changed, obeys the provider, stops when only a person can help. */
import type { Instant } from '../../../domain/instant.ts';
import { judgeAddress, rangeTexts, type AddressJudge } from '../../../domain/public-address.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { ask, type WebAnswer } from '../http.ts';
import {
  listAddresses,
  planCalls,
  usableAddresses,
  type Agent,
  type DdnsAddresses,
  type DdnsCall,
} from './calls.ts';
import { listStops, reasonText, updatedOutcome, type DdnsOutcome } from './outcome.ts';
import { settle } from './settle.ts';
import { checkDdnsSettings, type DdnsSettings } from '../../../domain/ddns-settings.ts';
import { dueNames, restOf, stateFor, type DdnsState, type DdnsTrouble } from './state.ts';

export interface DdnsPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly agent: Agent;
  /** As it was kept the last time; without it the provider is told anew, which it may hold against the name. */
  readonly state?: DdnsState | undefined;
  /** Called before each request and after its answer, so that a crash between the two asks no provider twice. */
  keep(state: DdnsState): void;
  /** Stands in for the rules of `judgeAddress`, for development on one computer. */
  readonly judge?: AddressJudge | undefined;
  /** For one request; 20 s unless told. */
  readonly timeoutMs?: number | undefined;
}

export interface Ddns {
  state(): DdnsState;
  /**
   * Tells the provider where there is something to tell. Cheap to call every minute; calls queue up behind one another.
   * Never rejects for what the provider answers.
   */
  update(addresses: DdnsAddresses, signal?: AbortSignal): Promise<DdnsOutcome>;
}

const TIMEOUT_MS = 20_000;
const LONGEST_ANSWER_BYTES = 16 * 1024;

export function createDdns(settings: DdnsSettings, ports: DdnsPorts): Ddns {
  const problems = checkDdnsSettings(settings);
  let state = stateFor(settings, ports.state);
  let last: Promise<unknown> = Promise.resolve();

  const keep = (next: DdnsState): void => {
    state = next;
    ports.keep(next);
  };

  const send = async (call: DdnsCall, signal: AbortSignal | undefined): Promise<Sent> => {
    keep({ ...state, lastSentAt: ports.clock.now() });
    const answer = await askProvider(call, ports, signal);
    const settled = settle(settings, state, { call, answer, now: ports.clock.now() });
    keep(settled.state);
    report(ports.log, settings, { answer, state, trouble: settled.trouble });
    return { trouble: settled.trouble, recorded: settled.recorded };
  };

  const sendAll = async (calls: readonly DdnsCall[], signal?: AbortSignal): Promise<Sent> => {
    const recorded: string[] = [];
    for (const call of calls) {
      const sent = await send(call, signal);
      recorded.push(...sent.recorded);
      if (sent.trouble !== undefined || state.stoppedBy !== undefined) return { ...sent, recorded };
    }
    return { trouble: undefined, recorded };
  };

  const run = async (addresses: DdnsAddresses, signal?: AbortSignal): Promise<DdnsOutcome> => {
    if (problems.length > 0) return { kind: 'settings-refused', problems };
    const wanted = usableAddresses(settings, addresses);
    const now = ports.clock.now();
    const held = refuseAddresses(wanted, ports.judge) ?? holdBack(state, wanted, now);
    if (held !== undefined) return held;
    const names = dueNames(state, wanted, now);
    const calls = planCalls(settings, { names, addresses: wanted, agent: ports.agent });
    const due = calls.filter((call) => dueNames(state, call.sent, now).length > 0);
    const { trouble, recorded } = await sendAll(due, signal);
    if (trouble === 'aborted') return { kind: 'cancelled' };
    return conclude(state, { provider: settings.provider, names, sent: wanted, recorded, trouble });
  };

  return {
    state: () => state,
    update(addresses, signal) {
      const turn = last.then(() => run(addresses, signal));
      last = Promise.allSettled([turn]);
      return turn;
    },
  };
}

interface Sent {
  readonly trouble: DdnsTrouble | undefined;
  readonly recorded: readonly string[];
}

function askProvider(
  { url, headers }: DdnsCall,
  { timeoutMs = TIMEOUT_MS }: DdnsPorts,
  signal: AbortSignal | undefined,
): Promise<WebAnswer> {
  return ask(url, { headers, timeoutMs, maxBytes: LONGEST_ANSWER_BYTES, signal });
}

// A private address in a public name would send the gateways' callbacks nowhere, and tell the world of the network.
function refuseAddresses(
  wanted: DdnsAddresses,
  judge: AddressJudge = judgeAddress,
): DdnsOutcome | undefined {
  const addresses = listAddresses(wanted);
  if (addresses.length === 0)
    return { kind: 'address-refused', text: 'Não há endereço público que este provedor aceite.' };
  const verdicts = addresses.map((address) => judge(address));
  const refused = verdicts.find(({ kind }) => kind !== 'public');
  if (refused === undefined || refused.kind === 'public') return undefined;
  const text =
    refused.kind === 'unreadable'
      ? 'O endereço público não pôde ser lido; o nome não foi alterado.'
      : `${refused.address} é um endereço ${rangeTexts[refused.range]}; o nome não foi alterado.`;
  return { kind: 'address-refused', text };
}

/** Why nothing is sent now; undefined when there is something to send. */
function holdBack(state: DdnsState, wanted: DdnsAddresses, now: Instant): DdnsOutcome | undefined {
  const stops = listStops(state);
  const isStopped =
    state.stoppedBy !== undefined || state.names.every((entry) => entry.stoppedBy !== undefined);
  if (isStopped) return { kind: 'stopped', stops };
  if (dueNames(state, wanted, now).length === 0) return { kind: 'unchanged', stops };
  const rest = restOf(state, now);
  return rest && { kind: 'waiting', until: rest.until, text: reasonText(rest.reason) };
}

interface Ending {
  readonly provider: DdnsSettings['provider'];
  readonly names: readonly string[];
  readonly sent: DdnsAddresses;
  readonly recorded: readonly string[];
  readonly trouble: DdnsTrouble | undefined;
}

function conclude(state: DdnsState, { trouble, names, ...ending }: Ending): DdnsOutcome {
  const stops = listStops(state);
  if (state.stoppedBy !== undefined) return { kind: 'stopped', stops };
  if (trouble !== undefined) {
    const text = reasonText(trouble);
    return { kind: 'failed', reason: trouble, until: state.wait?.until, text, stops };
  }
  const taken = names.filter((name) => !stops.some((stop) => stop.name === name));
  if (taken.length === 0) return { kind: 'stopped', stops };
  return updatedOutcome(state, { ...ending, names: taken });
}

/** Only words of our own and numbers: the request holds the login and the answer may repeat it. */
function report(log: Log, settings: DdnsSettings, { answer, state, trouble }: Reported): void {
  const kind = settings.provider;
  const status = answer.kind === 'answered' ? answer.status : undefined;
  if (trouble === 'aborted') return;
  if (trouble !== undefined) log.warn('ddns.failed', { kind, reason: trouble, status });
  else if (state.stoppedBy !== undefined)
    log.warn('ddns.stopped', { kind, reason: state.stoppedBy, status });
  else log.info('ddns.updated', { kind, count: state.names.length, status });
}

interface Reported {
  readonly answer: WebAnswer;
  readonly state: DdnsState;
  readonly trouble: DdnsTrouble | undefined;
}
