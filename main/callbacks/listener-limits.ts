/** How much a stranger on the internet may ask of the listener. */
export interface ListenerLimits {
  /** Longest body that is stored; more gets 413. */
  readonly bodyBytes: number;
  /** Bodies held in memory at one time by all requests together; more gets 503. */
  readonly bodyBytesTogether: number;
  /** Of a body that is refused, what is still read so that the sender gets to see the answer. */
  readonly drainBytes: number;
  /** How long that may take. */
  readonly drainTimeoutMs: number;
  /** Request line and headers together; more gets 431. */
  readonly headerBytes: number;
  readonly headers: number;
  readonly connections: number;
  /** From the connection's first moment to the end of the headers; 0 = no clock (loopback behind a tunnel). */
  readonly headersTimeoutMs: number;
  /** From the end of the headers to the end of the body; 0 = no clock. */
  readonly bodyTimeoutMs: number;
  readonly keepAliveMs: number;
  /** How long close() waits for requests that are being answered. */
  readonly closeGraceMs: number;
}

export const defaultLimits: ListenerLimits = {
  bodyBytes: 1024 * 1024,
  bodyBytesTogether: 64 * 1024 * 1024,
  drainBytes: 16 * 1024 * 1024,
  drainTimeoutMs: 5_000,
  headerBytes: 16 * 1024,
  headers: 100,
  connections: 500,
  headersTimeoutMs: 10_000,
  bodyTimeoutMs: 20_000,
  keepAliveMs: 5_000,
  closeGraceMs: 5_000,
};
