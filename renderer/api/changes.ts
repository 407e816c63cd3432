/** Which answers of the core become old when it says that something changed. */
import type { QueryClient } from '@tanstack/react-query';
import type { Area } from '../../preload/contract/events.ts';
import { onEvent } from './client.ts';

/** First part of a call's name: `titulos` of `titulos.list`. Every query key starts with it. */
export type CallArea =
  | 'accounts'
  | 'callbacks'
  | 'carnes'
  | 'clients'
  | 'company'
  | 'exposure'
  | 'home'
  | 'imports'
  | 'plans'
  | 'reviews'
  | 'search'
  | 'security'
  | 'settings'
  | 'simulator'
  | 'status'
  | 'titulos';

const outdatedBy: Readonly<Record<Area, readonly CallArea[]>> = {
  accounts: ['accounts', 'status', 'exposure'],
  callbacks: ['callbacks', 'accounts', 'status'],
  carnes: ['carnes', 'clients'],
  clients: ['clients', 'titulos', 'carnes', 'search', 'plans', 'accounts', 'status'],
  company: ['company', 'status'],
  exposure: ['exposure', 'status'],
  imports: ['imports'],
  payments: ['titulos', 'carnes', 'clients', 'reviews', 'home', 'status'],
  plans: ['plans', 'clients', 'accounts'],
  security: ['security', 'accounts', 'status'],
  settings: ['settings', 'accounts', 'status', 'exposure'],
  simulator: ['simulator'],
  status: ['status'],
  titulos: ['titulos', 'carnes', 'clients', 'reviews', 'search', 'home', 'accounts', 'status'],
};

/** Rest between two rounds of asking again, so that a long run of changes leaves the list readable. */
const REST_MS = 250;

/**
 * Asks again for what changed, one round after the other: a list of many pages is never restarted
 * half way by the next change. Ends when the returned function is called.
 */
export function followChanges(queries: QueryClient): () => void {
  const waiting = new Set<CallArea>();
  let isRunning = false;
  let hasEnded = false;

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    while (waiting.size > 0 && !hasEnded) {
      const round = [...waiting];
      waiting.clear();
      await Promise.all(round.map((area) => queries.invalidateQueries({ queryKey: [area] })));
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
    isRunning = false;
  };

  const stop = onEvent('changed', ({ area }) => {
    for (const outdated of outdatedBy[area]) waiting.add(outdated);
    void run();
  });
  return () => {
    hasEnded = true;
    stop();
  };
}
