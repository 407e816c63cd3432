/** Bodies that API 2.0 takes (juno.md 3.2, 3.4). Unknown fields are ignored; rules that need the day or the account live in rules.ts. */
import { z } from 'zod';
import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { isCnpj, isCpf } from '../person-document.ts';
import { paymentTypes } from '../store/juno/charge.ts';
import { fault, Refusal, type Fault } from './errors.ts';

const MISSING = 'Campo obrigatório';
const INVALID = 'Valor inválido';

const text = (max: number) => z.string().max(max, `No máximo ${String(max)} caracteres`);

const requiredText = (max: number) => text(max).refine((value) => value.trim() !== '', MISSING);

/** Numbers come as numbers or as text with a decimal point. */
const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

const whole = decimal.refine((value) => Number.isSafeInteger(value), INVALID);

const isShort = (value: number, places: number): boolean => {
  const scaled = value * 10 ** places;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6;
};

/** Reais, to centavos. */
const money = decimal
  .refine((value) => value >= 0, INVALID)
  .refine((value) => isShort(value, 2), 'No máximo duas casas decimais')
  .transform((value): Cents => cents(Math.round(value * 100)));

/** Percent from 0 to 20, kept times 10,000. */
const percent = decimal
  .refine((value) => value >= 0 && value <= 20, 'De 0,00 a 20,00')
  .refine((value) => isShort(value, 4), INVALID)
  .transform((value) => Math.round(value * 10_000));

const day = z.string().refine((value): value is CivilDate => isCivilDate(value), 'Use AAAA-MM-DD');

const chargePart = z.object({
  pixKey: text(36).nullish(),
  pixIncludeImage: z.boolean().nullish(),
  description: requiredText(400),
  references: z.array(text(255).nullable()).nullish(),
  amount: money.nullish(),
  totalAmount: money.nullish(),
  dueDate: day.nullish(),
  installments: whole.nullish(),
  maxOverdueDays: whole.refine((value) => value >= 0, INVALID).nullish(),
  fine: percent.nullish(),
  interest: percent.nullish(),
  discountAmount: money.nullish(),
  discountDays: whole.refine((value) => value >= -1, INVALID).nullish(),
  paymentTypes: z.array(z.enum(paymentTypes)).min(1).nullish(),
});

const address = z.object({
  street: text(100).nullish(),
  number: text(30).nullish(),
  complement: text(50).nullish(),
  neighborhood: text(50).nullish(),
  city: text(60).nullish(),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, INVALID)
    .nullish(),
  postCode: z
    .string()
    .regex(/^\d{8}$/, INVALID)
    .nullish(),
});

const email = z.email(INVALID).max(80, 'No máximo 80 caracteres');

const billingPart = z.object({
  name: requiredText(80),
  document: z.string().refine((value) => isCpf(value) || isCnpj(value), 'CPF/CNPJ inválido'),
  email: email.nullish(),
  secondaryEmail: email.nullish(),
  phone: text(25).nullish(),
  birthDate: day.nullish(),
  address: address.nullish(),
  notify: z.boolean().nullish(),
});

export const orderSchema = z.object({ charge: chargePart, billing: billingPart });

export const newWebhookSchema = z.object({
  url: requiredText(255),
  eventTypes: z.array(z.string()).min(1, MISSING),
});

export const webhookChangeSchema = z.object({
  status: z.enum(['ACTIVE', 'INACTIVE']),
  eventTypes: z.array(z.string()).min(1, MISSING),
});

export const pixKeySchema = z.object({ type: z.literal('RANDOM_KEY') });

export type OrderBody = z.output<typeof orderSchema>;
export type ChargeBody = OrderBody['charge'];

/** Parses a body and refuses it with all that is wrong. */
export function accept<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {}, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Refusal(400, parsed.error.issues.map(faultOf));
}

/** Texts of our own rules are in Portuguese already; the library's are replaced. */
function faultOf(issue: z.core.$ZodIssue): Fault {
  const field = issue.path.map(String).join('.');
  if (issue.code !== 'custom' && issue.input === undefined) return fault(field, MISSING);
  const isOwn = /^(No máximo|De |Use |CPF|Campo|Valor)/.test(issue.message);
  return fault(field, isOwn ? issue.message : INVALID);
}
