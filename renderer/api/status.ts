import type { UseQueryResult } from '@tanstack/react-query';
import type { StatusField } from '../../preload/contract/system.ts';
import { useCall } from './queries.ts';

const LOOK_AGAIN_MS = 15_000;

/** State of the core: listener, outbox, what is set up. Shared by the frame, Início and the first run. */
export function useStatus(): UseQueryResult<StatusField> {
  return useCall('status.get', {}, { everyMs: LOOK_AGAIN_MS });
}
