import { useQueryClient } from '@tanstack/react-query';
import { useAction } from '../../api/queries.ts';
import type { Mapping } from '../../../domain/import-fields.ts';

/** Starts the dry run and forgets what an earlier one of the same list said; `onStarted` gets the job's id. */
export function useCheck(importId: number, onStarted: (jobId: string) => void) {
  const queries = useQueryClient();
  const check = useAction('imports.check');
  const run = (mapping: Mapping): void =>
    check.mutate(
      { importId, mapping: [...mapping] },
      {
        onSuccess: ({ jobId }) => {
          queries.removeQueries({ queryKey: ['imports'] });
          onStarted(jobId);
        },
      },
    );
  return { run, isStarting: check.isPending, error: check.error };
}
