/** The tunnel's times, in milliseconds. */
export interface TunnelPace {
  /**
   * Least time between two connections in the same place, save after one that has answered a request: a server that is
   * full drops each one at once.
   */
  readonly reopenMs: number;
  /** A connection that lasts this long was taken by the server. */
  readonly settleMs: number;
  /** Within this time after an answer it is the server that ends a connection. */
  readonly endingMs: number;
  /** To the tunnel's port. */
  readonly connectTimeoutMs: number;
  /** Idle time until TCP asks whether the other side is there. */
  readonly keepAliveMs: number;
  readonly registrationTimeoutMs: number;
  /** First pause after a failure; each further one is about twice as long. */
  readonly firstRetryMs: number;
  /** The same after another name was granted. */
  readonly firstNameRetryMs: number;
  readonly maxRetryMs: number;
  /** How long the app's own listener may take to accept a connection; then the caller gets 503. */
  readonly localConnectMs: number;
  /** From the last byte of the request that came to the first of the answer; then the caller gets 503. */
  readonly localAnswerMs: number;
  /** How long a throw-away request waits. */
  readonly spendTimeoutMs: number;
  /** Least time between two rounds of throw-away requests: where callers queue, each of them stands in the way. */
  readonly spendEveryMs: number;
  /** How long a server counts a dead connection to which it has written: Linux gives up after about 15 min. */
  readonly deadMs: number;
  /** Between two looks at this machine's addresses. */
  readonly networkEveryMs: number;
  /** How long close() waits for requests that are being answered. */
  readonly closeGraceMs: number;
}

/** localtunnel.me, loca.lt and a server of one's own take all of these. */
export const defaultPace: TunnelPace = {
  reopenMs: 1_000,
  settleMs: 500,
  endingMs: 2_000,
  connectTimeoutMs: 10_000,
  keepAliveMs: 20_000,
  registrationTimeoutMs: 10_000,
  firstRetryMs: 1_000,
  firstNameRetryMs: 5_000,
  maxRetryMs: 300_000,
  localConnectMs: 3_000,
  localAnswerMs: 20_000,
  spendTimeoutMs: 3_000,
  spendEveryMs: 10_000,
  deadMs: 16 * 60_000,
  networkEveryMs: 5_000,
  closeGraceMs: 5_000,
};
