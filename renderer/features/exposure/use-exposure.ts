import { useQueryClient } from '@tanstack/react-query';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { queryKey, useCall } from '../../api/queries.ts';

/** The outbox tells each gateway in its own time, and no event says how far it is. */
const TELLING_MS = 5_000;

export interface ShownExposure {
  readonly data: ExposureField | undefined;
  readonly error: unknown;
  /** Shows an answer of another call of the area at once. */
  readonly show: (exposure: ExposureField) => void;
  readonly refetch: () => void;
}

/** The ways in, kept current; while gateways are being told an address, also how far that is. */
export function useExposure(): ShownExposure {
  const queries = useQueryClient();
  const { data, error, refetch } = useCall('exposure.get', {});
  useCall('exposure.get', {}, data && isTelling(data) ? { everyMs: TELLING_MS } : {});
  return {
    data,
    error,
    show: (exposure) => queries.setQueryData(queryKey('exposure.get', {}), exposure),
    refetch: () => void refetch(),
  };
}

function isTelling({ urls }: ExposureField): boolean {
  return urls.some(({ way, done, total }) => way === 'charges' && done < total);
}
