import type { FaultKind } from '../../../domain/simulator-panel.ts';

/** Which details a kind of fault has. */
export interface FaultFieldsOf {
  readonly delay: boolean;
  readonly status: boolean;
  readonly code: boolean;
  readonly after: boolean;
  /** Whether it strikes so and so often, or by chance. */
  readonly repeats: boolean;
}

export function fieldsOf(kind: FaultKind): FaultFieldsOf {
  const isReplacing = ['status', 'html', 'error'].includes(kind);
  return {
    delay: kind === 'delay' || kind === 'late',
    status: kind === 'status' || kind === 'html',
    code: kind === 'error',
    after: isReplacing,
    repeats: kind !== 'switch-off',
  };
}
