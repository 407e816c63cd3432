/** What the form of a loose título holds, and how it starts. */
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { newTitulo, NewTitulo } from '../../../preload/contract/titulos.ts';

export type TituloValues = z.input<typeof newTitulo>;
export type TituloFormState = UseFormReturn<TituloValues, unknown, NewTitulo>;

const DAYS_TO_DUE = 7;

/**
 * Client (0 where none is known yet) and amount are still to be filled: the schema refuses null.
 * @param accountId the account that is proposed
 */
export function blankTitulo(clientId: number, accountId: number, today: CivilDate): TituloValues {
  return {
    clientId: clientId > 0 ? clientId : (null as unknown as number),
    accountId,
    description: '',
    faceCents: null as unknown as TituloValues['faceCents'],
    dueOn: addDays(today, DAYS_TO_DUE),
    competence: null,
  };
}
