/** What is remembered of issues without a clear ending, for as long as the account is open. */
import type { XmlTree } from './wire.ts';

export interface Memory {
  /** The request that had no clear ending, as it was sent first. */
  earlier(reference: string): XmlTree | undefined;
  remember(reference: string, content: XmlTree): void;
  forget(reference: string): void;
  /** The gateway holds the reference with contents that we do not have any more. */
  lock(reference: string): void;
  isLocked(reference: string): boolean;
}

const MOST_REMEMBERED = 1000;

export function createMemory(): Memory {
  const contents = new Map<string, XmlTree>();
  const locked = new Map<string, true>();
  return {
    earlier: (reference) => contents.get(reference),
    remember: (reference, content) => {
      if (!contents.has(reference)) keep(contents, reference, content);
    },
    forget: (reference) => {
      contents.delete(reference);
      locked.delete(reference);
    },
    lock: (reference) => keep(locked, reference, true),
    isLocked: (reference) => locked.has(reference),
  };
}

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const oldest = map.keys().next();
  if (map.size >= MOST_REMEMBERED && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
}
