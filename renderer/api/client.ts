/** The one way from the page to the core. Read this first. */
import type { CallName, Input, Output } from '../../preload/contract/api.ts';
import {
  BRIDGE_NAME,
  type Bridge,
  type EventName,
  type Events,
} from '../../preload/contract/events.ts';
import type { FailureShape, Result } from '../../preload/contract/result.ts';

declare global {
  interface Window {
    [BRIDGE_NAME]: Bridge;
  }
}

/** A call that the core answered with a failure. The screen shows the text of its code. */
export class CallFailure extends Error {
  readonly failure: FailureShape;

  constructor(failure: FailureShape) {
    super(failure.message);
    this.name = 'CallFailure';
    this.failure = failure;
  }
}

/**
 * Asks the core.
 * @throws CallFailure with the failure that the core gave
 */
export async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  const result = (await window[BRIDGE_NAME].call(name, input)) as Result<Output<N>>;
  if (!result.ok) throw new CallFailure(result.failure);
  return result.value;
}

/** Listens to one event of the core until the returned function is called. */
export function onEvent<E extends EventName>(
  name: E,
  listener: (payload: Events[E]) => void,
): () => void {
  return window[BRIDGE_NAME].on((arrived, payload) => {
    if (arrived === name) listener(payload as Events[E]);
  });
}

/** What went wrong, in the one shape that the screens show. */
export function failureOf(error: unknown): FailureShape {
  if (error instanceof CallFailure) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message, detail: {} };
}
