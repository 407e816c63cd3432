import { useAction } from '../../api/queries.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { sayDone, sayFailed } from '../../ui/toasts.ts';

/** 'Processar de novo'; `onDone` gets the id of the row that is worked on. */
export function useReplay(onDone?: (id: number) => void) {
  const replay = useAction('callbacks.replay');
  const run = (id: number): void =>
    replay.mutate(
      { id },
      {
        onSuccess: (started) => {
          sayDone(callbacksText.actions.replayed);
          onDone?.(started.id);
        },
        onError: sayFailed,
      },
    );
  return { run, isRunning: replay.isPending };
}
