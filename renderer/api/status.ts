import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { StatusField } from '../../preload/contract/system.ts';
import { useCall } from './queries.ts';
import { followClock } from './today.ts';

const LOOK_AGAIN_MS = 15_000;

/** State of the core: listener, outbox, what is set up. Shared by the frame, Início and the first run. */
export function useStatus(): UseQueryResult<StatusField> {
  return useCall('status.get', {}, { everyMs: LOOK_AGAIN_MS });
}

/** Keeps the window's "today" on the core's clock. */
export function useCoreClock(): void {
  const now = useStatus().data?.now;
  useEffect(() => {
    if (now !== undefined) followClock(now);
  }, [now]);
}
