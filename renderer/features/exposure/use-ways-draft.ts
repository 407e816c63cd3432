import { useState } from 'react';
import type { WaySettings } from '../../../domain/way-settings.ts';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import {
  draftOf,
  emptyWay,
  fingerprint,
  isChanged,
  withMoved,
  type WaysDraft,
} from './way-draft.ts';

export interface WaysEditor {
  readonly draft: WaysDraft;
  readonly isDirty: boolean;
  /** @returns the id of the new way */
  readonly add: (kind: WaySettings['kind']) => number;
  readonly change: (id: number, way: WaySettings) => void;
  readonly move: (id: number, by: -1 | 1) => void;
  readonly remove: (id: number) => void;
  readonly put: (changes: Partial<Pick<WaysDraft, 'asksOutside' | 'ddnsPassword'>>) => void;
  /** Begins anew from what is saved. */
  readonly reset: (settings: ExposureField['settings']) => void;
}

/** The ways as they are being edited; what is saved elsewhere is taken over while nothing was typed here. */
export function useWaysDraft(settings: ExposureField['settings']): WaysEditor {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const isDirty = isChanged(draft);
  if (!isDirty && draft.base !== fingerprint(settings)) setDraft(draftOf(settings));
  const setWays = (next: (ways: WaysDraft['ways']) => WaysDraft['ways']): void =>
    setDraft((now) => ({ ...now, ways: next(now.ways) }));
  return {
    draft,
    isDirty,
    add: (kind) => {
      const id = 1 + Math.max(-1, ...draft.ways.map((one) => one.id));
      setWays((ways) => [...ways, { id, savedAt: undefined, way: emptyWay(kind) }]);
      return id;
    },
    change: (id, way) =>
      setWays((ways) => ways.map((one) => (one.id === id ? { ...one, way } : one))),
    move: (id, by) => setWays((ways) => withMoved(ways, id, by)),
    remove: (id) => setWays((ways) => ways.filter((one) => one.id !== id)),
    put: (changes) => setDraft((now) => ({ ...now, ...changes })),
    reset: (saved) => setDraft(draftOf(saved)),
  };
}
