/** The one door of the core: name checked, input parsed, handler run, ending wrapped. Knows no transport. */
import { api, type CallName, type Handlers } from '../../preload/contract/api.ts';
import type { FailureShape, Result } from '../../preload/contract/result.ts';
import { Failure } from '../../domain/failure.ts';
import type { Log } from '../log.ts';

/** Who asks. */
export interface Caller {
  readonly kind: 'window' | 'shell' | 'test';
  readonly windowId?: number;
}

export type Dispatch = (call: string, input: unknown, caller: Caller) => Promise<Result<unknown>>;

export interface DispatchOptions {
  readonly handlers: Handlers;
  readonly log: Log;
  /** Whether calls are answered; while the secrets are locked only a few are. */
  readonly isLocked: () => boolean;
}

/** What is answered before the passphrase was typed. */
const ANSWERED_WHILE_LOCKED: ReadonlySet<string> = new Set([
  'security.status',
  'security.unlock',
  'status.get',
]);

export function createDispatch({ handlers, log, isLocked }: DispatchOptions): Dispatch {
  return async (call, input, caller) => {
    try {
      const name = knownName(call);
      if (isLocked() && !ANSWERED_WHILE_LOCKED.has(name)) {
        throw new Failure('locked', 'The secrets are locked');
      }
      return { ok: true, value: await run(handlers, name, input) };
    } catch (error) {
      return { ok: false, failure: describe(error, { call, caller, log }) };
    }
  };
}

function knownName(call: string): CallName {
  if (!Object.hasOwn(api, call)) throw new Failure('not-found', 'No such call');
  return call as CallName;
}

function run(handlers: Handlers, name: CallName, input: unknown): unknown {
  const parsed = api[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Failure('invalid-input', 'The input of a call does not hold', {
      field: issue?.path.join('.') ?? '',
      reason: issue?.message ?? '',
    });
  }
  // The types of name, input and handler belong together by construction of the contract.
  const handler = handlers[name] as (input: unknown) => unknown;
  return handler(parsed.data);
}

interface Context {
  readonly call: string;
  readonly caller: Caller;
  readonly log: Log;
}

function describe(error: unknown, { call, caller, log }: Context): FailureShape {
  if (error instanceof Failure) {
    log.info('call.failed', { call, code: error.code, windowId: caller.windowId });
    return { code: error.code, message: error.message, detail: error.detail };
  }
  log.error('call.broke', error, { call, windowId: caller.windowId });
  return { code: 'unexpected', message: 'Something unexpected happened', detail: {} };
}
