/** One visit of our own public address: out into the world, and back in through the way that gateways take. */
import type { Clock } from '../clock.ts';
import { toMs, type Instant } from '../../domain/instant.ts';
import { ask, type WebAnswer, type WebTrouble } from './http.ts';

/** A one-time address under the listener's own; see the listener's probes. */
export interface OneTimeAddress {
  readonly path: string;
  hit(): { readonly sourceIp: string } | undefined;
  close(): void;
}

export interface ProbeResult {
  readonly at: Instant;
  readonly url: string;
  readonly elapsedMs: number;
  /** The listener saw the visit. */
  readonly hasArrived: boolean;
  /** Whom the listener saw: 127.0.0.1 through a tunnel. */
  readonly sourceIp?: string;
  /** What came back to the visitor: an HTTP status, or why none did. */
  readonly answer: { readonly status: number } | { readonly trouble: WebTrouble };
}

export interface ProbePorts {
  readonly clock: Clock;
  readonly openAddress: () => OneTimeAddress;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 10_000;
/** Public localtunnel servers show browsers a page first; this header says that we are none. */
const HEADERS = { 'bypass-tunnel-reminder': '1', 'user-agent': 'Baixa' };

export async function probe(baseUrl: string, ports: ProbePorts): Promise<ProbeResult> {
  const address = ports.openAddress();
  const at = ports.clock.now();
  const url = `${baseUrl}${address.path}`;
  try {
    const answer = await ask(url, {
      headers: HEADERS,
      timeoutMs: TIMEOUT_MS,
      signal: ports.signal,
    });
    const hit = address.hit();
    return {
      at,
      url,
      elapsedMs: Math.max(0, toMs(ports.clock.now()) - toMs(at)),
      hasArrived: hit !== undefined,
      ...(hit === undefined ? {} : { sourceIp: hit.sourceIp }),
      answer: shortOf(answer),
    };
  } finally {
    address.close();
  }
}

/** The way is proved when the visit arrived and its answer found the way back. */
export function isProof({ hasArrived, answer }: ProbeResult): boolean {
  return hasArrived && 'status' in answer && answer.status === 200;
}

function shortOf(answer: WebAnswer): ProbeResult['answer'] {
  return answer.kind === 'answered' ? { status: answer.status } : { trouble: answer.trouble };
}
