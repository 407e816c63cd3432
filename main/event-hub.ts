/** Carries what changed from the use cases to whoever shows it. Knows no transport. */
import type { ChangedEvent, EventName, Events } from '../preload/contract/events.ts';

export type EventListener = <N extends EventName>(name: N, payload: Events[N]) => void;

export interface EventHub {
  emit: EventListener;
  /** @returns the function that ends it */
  on(listener: EventListener): () => void;
  changed(area: ChangedEvent['area'], ids: readonly number[] | 'all'): void;
}

/** More ids than this say no more than "all of them". */
const MOST_IDS = 100;

export function createEventHub(): EventHub {
  const listeners = new Set<EventListener>();
  const emit: EventListener = (name, payload) => {
    for (const listener of listeners) listener(name, payload);
  };
  return {
    emit,
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    changed: (area, ids) =>
      emit('changed', { area, ids: ids === 'all' || ids.length > MOST_IDS ? 'all' : ids }),
  };
}
