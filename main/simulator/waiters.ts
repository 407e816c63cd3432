/** Promises that wait for one moment, which may come again and again. */
export interface Waiters {
  wait(): Promise<void>;
  /** Resolves when the moment comes, or after `ms` of real time. */
  waitAtMost(ms: number): Promise<void>;
  /** The moment has come. */
  release(): void;
}

export function createWaiters(): Waiters {
  let waiting: (() => void)[] = [];
  const add = (resolve: () => void) => {
    waiting.push(resolve);
  };
  return {
    wait: () => new Promise(add),
    waitAtMost: (ms) =>
      new Promise((resolve) => {
        const limit = setTimeout(resolve, ms);
        add(() => {
          clearTimeout(limit);
          resolve();
        });
      }),
    release() {
      const all = waiting;
      waiting = [];
      all.forEach((resolve) => resolve());
    },
  };
}
