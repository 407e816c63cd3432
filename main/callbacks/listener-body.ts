/** Reads a request's body within a size, a clock and a common budget. */
import type { IncomingMessage } from 'node:http';

export type BodyReading =
  | { readonly kind: 'read'; readonly body: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'too-slow' }
  /** The memory for bodies is spent by other requests. */
  | { readonly kind: 'no-room' }
  /** The sender went away in the middle: nothing was announced whole, nothing is stored. */
  | { readonly kind: 'gone' };

/** Memory that the bodies of all requests share. */
export interface BodyBudget {
  /** False when so many bytes more do not fit. */
  take(bytes: number): boolean;
  release(bytes: number): void;
}

export interface BodyLimits {
  readonly bodyBytes: number;
  readonly bodyTimeoutMs: number;
}

export function createBodyBudget(mostBytes: number): BodyBudget {
  let used = 0;
  return {
    take: (bytes) => {
      if (used + bytes > mostBytes) return false;
      used += bytes;
      return true;
    },
    release: (bytes) => {
      used -= bytes;
    },
  };
}

/** Holds the bytes of a `read` body in the budget until the caller releases them; gives back all others itself. */
export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
  budget: BodyBudget,
): Promise<BodyReading> {
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) {
    return Promise.resolve({ kind: 'too-large' });
  }
  return collect(request, limits, budget);
}

/** True when the request announced a body, read or not. */
export function hasBody(request: IncomingMessage): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > 0
  );
}

/** Reads on and forgets, so that a sender who writes before reading gets to see the answer. Resolves when that is over. */
export function drain(
  request: IncomingMessage,
  limits: { readonly drainBytes: number; readonly drainTimeoutMs: number },
): Promise<void> {
  return new Promise((resolve) => {
    let left = limits.drainBytes;
    const stopClock = startClock(limits.drainTimeoutMs, resolve);
    const finish = (): void => {
      stopClock();
      resolve();
    };
    request.on('data', (chunk: Buffer) => {
      left -= chunk.byteLength;
      if (left < 0) finish();
    });
    request.once('end', finish);
    request.once('close', finish);
    request.on('error', finish);
    request.resume();
    if (request.readableEnded || request.destroyed) finish();
  });
}

function collect(
  request: IncomingMessage,
  limits: BodyLimits,
  budget: BodyBudget,
): Promise<BodyReading> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stopClock = startClock(limits.bodyTimeoutMs, () => finish({ kind: 'too-slow' }));
    const finish = (reading: BodyReading): void => {
      stopClock();
      request.off('data', take).off('end', end).off('close', leave).off('error', leave);
      // A late fault of the connection must not become an uncaught one.
      request.on('error', () => undefined);
      request.pause();
      if (reading.kind !== 'read') budget.release(bytes);
      resolve(reading);
    };
    const take = (chunk: Buffer): void => {
      if (bytes + chunk.byteLength > limits.bodyBytes) {
        finish({ kind: 'too-large' });
      } else if (budget.take(chunk.byteLength)) {
        bytes += chunk.byteLength;
        chunks.push(chunk);
      } else {
        finish({ kind: 'no-room' });
      }
    };
    const end = (): void => finish({ kind: 'read', body: Buffer.concat(chunks, bytes) });
    const leave = (): void => finish({ kind: 'gone' });
    request.on('data', take).once('end', end).once('close', leave).once('error', leave);
  });
}

function startClock(timeoutMs: number, onTime: () => void): () => void {
  if (timeoutMs === 0) return () => undefined;
  const timer = setTimeout(onTime, timeoutMs);
  return () => clearTimeout(timer);
}
