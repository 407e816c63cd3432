import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SimulatorOverview } from '../../../preload/contract/simulator.ts';
import { useCall } from '../../api/queries.ts';

const LOOK_AGAIN_MS = 2_000;

/**
 * The simulator at a glance, kept current. It tells nobody what happens in it, so it is asked again and again, and
 * the lists only when its revision has changed.
 */
export function useSimulator(): UseQueryResult<SimulatorOverview> {
  const queries = useQueryClient();
  const overview = useCall('simulator.overview', {}, { everyMs: LOOK_AGAIN_MS });
  const revision = overview.data?.revision;
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current !== undefined && revision !== seen.current) {
      void queries.invalidateQueries({
        queryKey: ['simulator'],
        predicate: ({ queryKey }) => queryKey[1] !== 'simulator.overview',
      });
    }
    seen.current = revision;
  }, [queries, revision]);
  return overview;
}
