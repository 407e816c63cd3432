import { useState } from 'react';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useAction } from '../../api/queries.ts';
import { exposureText } from '../../text/exposure.ts';
import { sayDone } from '../../ui/toasts.ts';
import type { WaysEditor } from './use-ways-draft.ts';
import { checkWay, tidyWay, type WayFacts } from './way-checks.ts';

interface SaveNeeds {
  readonly editor: WaysEditor;
  readonly facts: WayFacts;
  readonly onSaved: (exposure: ExposureField) => void;
}

/** Saves what holds; what does not is counted, and from then on shown at every field. */
export function useWaysSave({ editor, facts, onSaved }: SaveNeeds) {
  const call = useAction('exposure.save');
  const [isRefused, setIsRefused] = useState(false);
  const { ways, asksOutside, ddnsPassword } = editor.draft;
  const tidy = ways.map(({ way }) => tidyWay(way));
  const faults = tidy.flatMap((way) => Object.keys(checkWay(way, facts))).length;
  const isTyped = ddnsPassword !== undefined && tidy.some(({ kind }) => kind === 'ddns');
  const run = (): void => {
    if (!editor.isDirty || call.isPending) return;
    setIsRefused(faults > 0);
    if (faults > 0) return;
    call.mutate(
      { ways: tidy, asksOutside, ...(isTyped ? { ddnsPassword } : {}) },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          editor.reset(saved.settings);
          sayDone(exposureText.saved);
        },
      },
    );
  };
  return { run, faults, isRefused, isSaving: call.isPending, error: call.error };
}
