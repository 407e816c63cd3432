/** The other end of core-child.ts: starts the core, calls it, and kills it with no chance to tidy up. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import type { CallName, Input, Output } from '../../../preload/contract/api.ts';
import type { CorePlace, FromCore, ToCore } from './core-messages.ts';

export interface CoreProcess {
  /** Resolves when the core is up. Rejects when the process ended before. */
  readonly ready: Promise<void>;
  /** Rejects when the core refuses, and when it ends before it answers. */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Whether the process has ended, by whatever hand. */
  hasEnded(): boolean;
  /** SIGKILL. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Asks it to close and waits for its end. */
  close(): Promise<void>;
}

/** The core went away before it answered: expected of a killed one only. */
export class CoreGone extends Error {}

type Waiting = (message: Extract<FromCore, { kind: 'result' }> | CoreGone) => void;

export function spawnCore(place: CorePlace): CoreProcess {
  const child = fork(inject('coreChild'), [JSON.stringify(place)], { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  const ended = once(child, 'exit').then(() => {
    for (const tell of waiting.values()) tell(new CoreGone('The core is gone'));
  });
  let lastId = 0;

  child.on('message', (message: FromCore) => {
    if (message.kind === 'result') waiting.get(message.id)?.(message);
  });
  // What cannot be told any more is answered by the end of the process.
  const send = (message: ToCore) => child.send(message, () => undefined);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    ready: readyOf(child, ended),
    hasEnded,
    async call(name, input) {
      if (hasEnded()) throw new CoreGone('The core is gone');
      lastId += 1;
      const id = lastId;
      const answer = new Promise<Parameters<Waiting>[0]>((resolve) => waiting.set(id, resolve));
      send({ kind: 'call', id, name, input });
      const message = await answer;
      waiting.delete(id);
      if (message instanceof CoreGone) throw message;
      const { result } = message;
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return result.value as never;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async close() {
      send({ kind: 'close' });
      await ended;
    },
  };
}

async function readyOf(child: ReturnType<typeof fork>, ended: Promise<void>): Promise<void> {
  const first = once(child, 'message') as Promise<[FromCore]>;
  const message = await Promise.race([first, ended]);
  if (message === undefined) throw new CoreGone('The core ended before it was up');
  const [told] = message;
  if (told.kind !== 'ready' || told.listenerPort === null) throw new Error('Nothing listens');
}
