import type { FailureCode, FailureDetail } from '../../domain/failure.ts';

/** A failure as it crosses the border: Electron would drop the fields of an Error. */
export interface FailureShape {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: FailureDetail;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureShape };
