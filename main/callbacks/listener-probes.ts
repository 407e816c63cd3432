/** One-time addresses by which the app itself, or a telephone, proves that it is reached from outside. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';

/** One visit of a probe's address. */
export interface ProbeHit {
  readonly at: Instant;
  /** The peer of the socket: 127.0.0.1 through a tunnel. */
  readonly sourceIp: string;
}

export interface OpenProbe {
  /** `/p/` and 32 hexadecimal digits: nobody guesses it. */
  readonly path: string;
  /** The first visit. */
  hit(): ProbeHit | undefined;
  /** Resolves with the first visit; never on its own when there is none. */
  readonly visited: Promise<ProbeHit>;
  /** From now on the address is as unknown as any other. */
  close(): void;
}

export interface Probes {
  open(): OpenProbe;
  /** Notes the visit of an open probe; false for every other target. */
  take(target: string, hit: ProbeHit): boolean;
}

/** Probes that were never closed are forgotten from the oldest on. */
const MOST_OPEN = 100;
const NONCE_BYTES = 16;
const PROBE_PATH = /^(?:https?:\/\/[^/?#]*)?(\/p\/[0-9a-f]{32})$/su;

export function createProbes(): Probes {
  const open = new Map<string, (hit: ProbeHit) => void>();
  return {
    open() {
      const path = `/p/${randomBytes(NONCE_BYTES).toString('hex')}`;
      let first: ProbeHit | undefined;
      const visited = new Promise<ProbeHit>((resolve) => {
        open.set(path, (hit) => {
          first ??= hit;
          resolve(hit);
        });
      });
      forgetOldest(open);
      return { path, hit: () => first, visited, close: () => void open.delete(path) };
    },
    take(target, hit) {
      const note = open.get(PROBE_PATH.exec(target)?.[1] ?? '');
      note?.(hit);
      return note !== undefined;
    },
  };
}

function forgetOldest(open: Map<string, unknown>): void {
  const [oldest] = open.keys();
  if (open.size > MOST_OPEN && oldest !== undefined) open.delete(oldest);
}
