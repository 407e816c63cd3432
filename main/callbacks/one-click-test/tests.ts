/** The one-click tests of all accounts: one at a time for each, the last one kept for the screen. */
import { Failure } from '../../../domain/failure.ts';
import type { TestPorts } from './ports.ts';
import { runTest, type RunningTest, type TestView } from './run-test.ts';

export interface ReceptionTests {
  /**
   * Runs a test, or joins the one that runs, and gives the ended one.
   * @throws Failure `not-found` for an unknown account, `unexpected` while the core closes
   */
  run(accountId: number): Promise<TestView>;
  /** The last one since the start, as it stands now. */
  last(accountId: number): TestView | undefined;
  /** Ends what runs and waits for it. */
  close(): Promise<void>;
}

export function createReceptionTests(ports: Omit<TestPorts, 'signal'>): ReceptionTests {
  const abort = new AbortController();
  const running = new Map<number, Promise<TestView>>();
  const last = new Map<number, RunningTest>();

  async function start(accountId: number): Promise<TestView> {
    const account = ports.tools.books.accounts.getById(accountId);
    const tell = (): void => ports.tools.notify('callbacks', 'all');
    const test = runTest({ ...ports, signal: abort.signal }, { account }, tell);
    last.set(accountId, test);
    await test.end;
    return test.view();
  }

  return {
    run(accountId) {
      if (abort.signal.aborted)
        return Promise.reject(new Failure('unexpected', 'The core is closing'));
      const known = running.get(accountId);
      if (known !== undefined) return known;
      const test = start(accountId).finally(() => running.delete(accountId));
      running.set(accountId, test);
      return test;
    },
    last: (accountId) => last.get(accountId)?.view(),
    async close() {
      abort.abort();
      await Promise.allSettled(running.values());
    },
  };
}
