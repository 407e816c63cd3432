import { z } from 'zod';
import { isCivilDate, type CivilDate, type Competence } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';

/** A local row id: positive, never printed, never sent to a gateway. */
export const id = z.int().positive();

/** Whole centavos, any sign. */
export const amount = z.custom<Cents>((value) => Number.isSafeInteger(value), 'invalid-amount');

/** The bar code of a boleto has ten digits for its amount, so no single amount is above this. */
const MAXIMUM_CENTS = 9_999_999_999;

const isAmountFrom = (minimum: number) => (value: unknown) =>
  Number.isSafeInteger(value) && Number(value) >= minimum && Number(value) <= MAXIMUM_CENTS;

/** Whole centavos above zero. */
export const positiveAmount = z.custom<Cents>(isAmountFrom(1), 'invalid-amount');

/** Whole centavos, zero and above. */
export const amountFromZero = z.custom<Cents>(isAmountFrom(0), 'invalid-amount');

export const civilDateField = z.custom<CivilDate>(
  (value) => typeof value === 'string' && isCivilDate(value),
  'invalid-date',
);

export const competenceField = z.custom<Competence>(
  (value) => typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
  'invalid-competence',
);

export const instantField = z.custom<Instant>(
  (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value),
  'invalid-instant',
);

/** Text of one line: trimmed, without control characters. */
export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, 'too-long')
    .regex(/^[^\p{Cc}]*$/u, 'control-characters');

/** Largest page of a list. */
export const MAXIMUM_PAGE = 500;

/** What every list takes beside its filter: where to go on, and how many rows. */
export const paging = {
  after: z.string().max(500).optional(),
  limit: z.int().min(1).max(MAXIMUM_PAGE),
};

/** A page of a list; `next` is the `after` of the page that follows, absent on the last one. */
export const page = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().optional() });

export const nothing = z.object({});
export const jobStarted = z.object({ jobId: z.string() });
