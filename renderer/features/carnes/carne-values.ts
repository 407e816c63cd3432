/** What the form of a carnê holds, and how it starts. */
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { carnePlan } from '../../../preload/contract/carnes.ts';
import { carnesText } from '../../text/carnes.ts';

export type CarneValues = z.input<typeof carnePlan>;
export type CarneOrder = z.output<typeof carnePlan>;
export type CarneFormState = UseFormReturn<CarneValues, unknown, CarneOrder>;

const DAYS_TO_FIRST_DUE = 10;
const USUAL_PARCELS = 12;

/**
 * Client (0 where none is known yet) and amount are still to be filled: the schema refuses null.
 * @param accountId the account that is proposed
 */
export function blankCarne(clientId: number, accountId: number, today: CivilDate): CarneValues {
  return {
    clientId: clientId > 0 ? clientId : (null as unknown as number),
    accountId,
    parcels: USUAL_PARCELS,
    firstDueOn: addDays(today, DAYS_TO_FIRST_DUE),
    amountCents: null as unknown as CarneValues['amountCents'],
    description: carnesText.form.usualDescription,
    businessDays: 'keep',
  };
}
