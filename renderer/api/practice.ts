/** The switch 'Prática': whether lists and sums show real money or what the simulator and homologação hold. */
import { useSyncExternalStore } from 'react';
import { useStatus } from './status.ts';

const KEY = 'baixa.practice';
const watchers = new Set<() => void>();

function chosen(): string | null {
  return localStorage.getItem(KEY);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Shows practice (true) or real money (false) on every screen from now on. */
export function setPractice(isPractice: boolean): void {
  localStorage.setItem(KEY, isPractice ? 'on' : 'off');
  for (const watcher of watchers) watcher();
}

/** Where nobody chose yet: practice while there is no other account than the practice one. */
export function usePractice(): boolean {
  const choice = useSyncExternalStore(watch, chosen);
  const status = useStatus().data;
  if (choice !== null) return choice === 'on';
  return status !== undefined && status.hasPracticeAccount && !status.hasRealAccount;
}
