import { useDebouncedValue } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { carnePlan, type CarnePreview } from '../../../preload/contract/carnes.ts';
import { useCall } from '../../api/queries.ts';
import type { CarneOrder, CarneValues } from './carne-values.ts';

const TYPING_MS = 200;

/** Asked only where the form is complete; the description changes nothing in it. */
export function useCarnePreview(values: CarneValues): UseQueryResult<CarnePreview> {
  const [typed] = useDebouncedValue(JSON.stringify(values), TYPING_MS);
  const parsed = carnePlan.safeParse({ ...(JSON.parse(typed) as CarneValues), description: '.' });
  return useCall('carnes.preview', parsed.data ?? ({} as CarneOrder), {
    isEnabled: parsed.success,
    keepsPrevious: true,
  });
}
