import { Failure, type FailureCode } from '../../domain/failure.ts';

/** What the system says when a file cannot be written, in the words of the screen. */
const CODES: Readonly<Record<string, FailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EROFS: 'not-allowed',
  // Windows: the file is open in a viewer.
  EBUSY: 'not-allowed',
};

/** Any error of a print as a Failure; one that already is stays as it is. */
export function toPrintFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const system = systemCodeOf(error);
  const detail = system === undefined ? {} : { system };
  const code = CODES[system ?? ''] ?? 'unexpected';
  return new Failure(code, 'The document could not be written', detail, { cause: error });
}

function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
