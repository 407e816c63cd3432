/** Which rows are ticked. */
import { useCallback, useMemo, useState } from 'react';

/** Largest number of rows that a bulk action takes. */
export const MAXIMUM_SELECTION = 5_000;

export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly toggle: (id: number) => void;
  readonly add: (ids: readonly number[]) => void;
  readonly clear: () => void;
}

/** The ticked rows of one list. Clear it where the filter changes. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback((id: number) => {
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const add = useCallback((more: readonly number[]) => {
    setIds((before) => new Set([...before, ...more].slice(0, MAXIMUM_SELECTION)));
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return useMemo(() => ({ ids, toggle, add, clear }), [ids, toggle, add, clear]);
}
