/** A bridge of answers made up by the test, in place of the core. */
import type { CallName, Input, Output } from '../../../preload/contract/api.ts';
import type { Bridge, EventName, Events } from '../../../preload/contract/events.ts';
import type { FailureShape, Result } from '../../../preload/contract/result.ts';
import type { FailureCode } from '../../../domain/failure.ts';

/** One function a call; it may give a value or throw a `FailedCall`. */
export type Answers = {
  readonly [N in CallName]?: (input: Input<N>) => Output<N> | Promise<Output<N>>;
};

/** Thrown by an answer: the call ends with this failure. */
export class FailedCall extends Error {
  readonly failure: FailureShape;

  constructor(code: FailureCode, detail: FailureShape['detail'] = {}) {
    super(code);
    this.failure = { code, message: code, detail };
  }
}

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Every call so far, oldest first. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  /** Inputs of the calls of one name. */
  readonly inputsOf: <N extends CallName>(name: N) => readonly Input<N>[];
  readonly emit: <E extends EventName>(name: E, payload: Events[E]) => void;
}

/** A call without an answer fails with `unexpected`, which the screen shows. */
export function createFakeBridge(answers: Answers): FakeBridge {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(name: EventName, payload: unknown) => void>();
  const bridge: Bridge = {
    call: async (name, input) => {
      calls.push({ name, input });
      return answer(answers as Record<string, (input: unknown) => unknown>, name, input);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bridge,
    calls,
    inputsOf: (name) =>
      calls.filter((call) => call.name === name).map((call) => call.input as never),
    emit: (name, payload) => {
      for (const listener of listeners) listener(name, payload);
    },
  };
}

async function answer(
  answers: Readonly<Record<string, (input: unknown) => unknown>>,
  name: string,
  input: unknown,
): Promise<Result<unknown>> {
  const give = answers[name];
  if (!give) return { ok: false, failure: new FailedCall('unexpected').failure };
  try {
    return { ok: true, value: await give(input) };
  } catch (error) {
    if (error instanceof FailedCall) return { ok: false, failure: error.failure };
    throw error;
  }
}
