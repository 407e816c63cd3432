import { z } from 'zod';
import { addDays, civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { addMs, instant, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import { refusal, type Answer } from '../http.ts';
import { deliveryOutcomes } from '../store/deliveries.ts';

export const civilDateInput = z
  .string()
  .refine(isCivilDate, 'Use AAAA-MM-DD.')
  .transform((text): CivilDate => civilDate(text));

export const centsInput = z.int().positive().transform(cents);

/** An instant with offset, or a day of São Paulo. */
const momentInput = z.string().refine((text) => isCivilDate(text) || isInstant(text), {
  message: 'Use um instante ISO com fuso ou AAAA-MM-DD.',
});

export const actionInput = z.strictObject({
  amountCents: centsInput.optional(),
  on: civilDateInput.optional(),
});

export const resendInput = z.strictObject({
  ids: z.array(z.union([z.string(), z.int()]).transform(String)).optional(),
  deliveries: z.array(z.int().positive()).max(10_000).optional(),
  outcome: z.enum(deliveryOutcomes).optional(),
  status: z.string().optional(),
  from: momentInput.optional(),
  to: momentInput.optional(),
  url: z.url().optional(),
});

export const urlStateInput = z.strictObject({ url: z.url(), active: z.boolean() });

export const urlTestInput = z.strictObject({ url: z.url() });

/** `readGraceMs`: how long each step waits, in real time, for the receiver to read what it was told. */
export const clockInput = z.strictObject({
  advanceMs: z
    .int()
    .min(0)
    .max(3_650 * 86_400_000),
  readGraceMs: z.int().min(0).max(60_000).default(100),
});

const paging = {
  limit: z.coerce.number().int().min(1).max(100_000).default(500),
  offset: z.coerce.number().int().min(0).default(0),
};

export const chargePageInput = z.strictObject({
  status: z.string().optional(),
  customId: z.string().optional(),
  /** The number of a charge or its reference. */
  search: z.string().min(1).optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  callbacks: z.enum(['all', 'none']).default('all'),
  ...paging,
});

export const attemptPageInput = z.strictObject({
  charge: z.string().min(1).optional(),
  outcome: z.enum(deliveryOutcomes).optional(),
  from: momentInput.optional(),
  to: momentInput.optional(),
  ...paging,
});

/** `state`: a state of the callback, such as `pending` or `suspended`. */
export const callbackPageInput = z.strictObject({ state: z.string().optional(), ...paging });

/** The first instant meant by a moment: midnight in São Paulo for a day. */
const startOf = (moment: string): Instant =>
  isCivilDate(moment) ? instantInSaoPaulo(`${moment} 00:00:00`) : instant(moment);

/** The last instant meant by a moment. */
const endOf = (moment: string): Instant =>
  isCivilDate(moment)
    ? addMs(instantInSaoPaulo(`${addDays(civilDate(moment), 1)} 00:00:00`), -1)
    : instant(moment);

/** Both ends of a period, undefined where they are open. */
export const periodOf = ({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}) => ({
  from: from === undefined ? undefined : startOf(from),
  to: to === undefined ? undefined : endOf(to),
});

/** Parses with the schema and answers, or answers 400 with what is wrong first. */
export function withInput<S extends z.ZodType, A extends Answer | Promise<Answer>>(
  schema: S,
  input: unknown,
  answer: (value: z.output<S>) => A,
): A | Answer {
  const parsed = schema.safeParse(input);
  if (parsed.success) return answer(parsed.data);
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : issue.path.join('.');
  return refusal(400, 'invalid-input', `${where}: ${issue?.message ?? ''}`);
}

function isInstant(text: string): boolean {
  try {
    return instant(text).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
