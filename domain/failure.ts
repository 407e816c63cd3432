/** Every reason why a use case can stop. The texts that an operator reads are looked up by these codes. */
export const failureCodes = [
  'invalid-input',
  'not-found',
  'conflict',
  'not-allowed',
  'locked',
  'wrong-passphrase',
  'no-keyring',
  'secret-unreadable',
  'state-not-allowed',
  'due-date-past',
  'value-too-low',
  'value-too-high',
  'gateway-credentials',
  'gateway-refused',
  'gateway-unavailable',
  'gateway-rate-limited',
  'gateway-answer-unreadable',
  'gateway-not-found',
  'gateway-capability-missing',
  'no-network',
  'file-unreadable',
  'file-too-large',
  'file-format',
  'data-folder-in-use',
  'data-folder-read-only',
  'data-folder-unsuitable',
  'database-newer',
  'database-damaged',
  'disk-full',
  'port-taken',
  'port-not-permitted',
  'job-cancelled',
  'unexpected',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What may travel with a failure: plain values for the screen, never secrets or personal data. */
export type FailureDetail = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A use case that cannot go on. `message` is a sentence for the log (English);
 * the screen shows the text of `code`, filled in with `detail`.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: FailureDetail;

  constructor(
    code: FailureCode,
    message: string,
    detail: FailureDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
    this.detail = detail;
  }
}
