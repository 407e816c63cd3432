/** Bodies that API Cobranças takes, as strict as the sheet says (efi.md 1.4). Rules that need the day or the account live in rules.ts. */
import { z } from 'zod';
import { civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { isCnpj, isCpf } from '../person-document.ts';

const DATE = /^[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;
const NAME = /^[ ]*(.+[ ]+)+.+[ ]*$/;
const PHONE = /^[1-9]{2}9?[0-9]{8}$/;
const STATE = /^(?:A[CLPM]|BA|CE|DF|ES|GO|M[ATSG]|P[RBAEI]|R[JNSOR]|S[CEP]|TO)$/;
const BIRTH = /^(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/;

const invalid = (name: string) => `A propriedade [${name}] é inválida.`;

const text = (name: string, max: number) =>
  z.string().min(1, invalid(name)).max(max, invalid(name));

const centsField = z.int().transform((value): Cents => cents(value));

/** A date in the right form; whether the day exists is asked later, since it has its own code (4600060). */
const dateField = z.string().regex(DATE, 'Formato de data inválido, use YYYY-MM-DD.');

const item = z.strictObject({
  name: text('name', 255),
  value: centsField,
  amount: z.int().min(1).default(1),
  marketplace: z.looseObject({}).optional(),
});

const shipping = z.strictObject({
  name: text('name', 255),
  value: centsField.refine((value) => value >= 0, invalid('value')),
  payee_code: z.string().optional(),
});

/** `null` and absence mean the same for custom_id. */
export const metadataSchema = z.strictObject({
  custom_id: text('custom_id', 255).nullish(),
  notification_url: z
    .string()
    .max(255, invalid('notification_url'))
    .refine(isHttpUrl, invalid('notification_url'))
    .nullish(),
});

const address = z.strictObject({
  street: text('street', 200),
  number: z.union([text('number', 55), z.int()]),
  neighborhood: text('neighborhood', 255),
  zipcode: z.string().regex(/^[0-9]{8}$/, invalid('zipcode')),
  city: text('city', 255),
  complement: z.string().max(255).nullish(),
  state: z.string().regex(STATE, invalid('state')),
});

const customer = z
  .strictObject({
    name: z.string().regex(NAME, invalid('name')).max(255, invalid('name')).optional(),
    cpf: z.string().refine(isCpf, invalid('cpf')).optional(),
    email: z.email(invalid('email')).max(255, invalid('email')).optional(),
    phone_number: z.string().regex(PHONE, invalid('phone_number')).optional(),
    birth: z.string().regex(BIRTH, invalid('birth')).optional(),
    address: address.optional(),
    juridical_person: z
      .strictObject({
        corporate_name: text('corporate_name', 255),
        cnpj: z.string().refine(isCnpj, invalid('cnpj')),
      })
      .optional(),
  })
  .superRefine((value, context) => {
    if (value.juridical_person !== undefined) return;
    for (const name of ['name', 'cpf'] as const)
      if (value[name] === undefined)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `A propriedade [${name}] é obrigatória.`,
        });
  });

const discountValue = z.int().min(1);

const discount = z.strictObject({
  type: z.enum(['percentage', 'currency']),
  value: discountValue,
});

/** `until_date` of the wrong form has a code of its own (4600521), so that it is only text here. */
const conditionalDiscount = z.strictObject({
  type: z.enum(['percentage', 'currency']),
  value: discountValue,
  until_date: z.string(),
});

const dailyInterest = z.int().min(0).max(330);

const interest = z.union([
  dailyInterest,
  z.strictObject({ value: dailyInterest, type: z.enum(['monthly', 'daily']).optional() }),
]);

const fine = z.int().min(0).max(1000);

const message = z
  .string()
  .refine(hasFourLines, 'A mensagem pode ter até 4 linhas de 100 caracteres.')
  .optional();

const billet = z.strictObject({
  customer,
  expire_at: dateField,
  discount: discount.optional(),
  conditional_discount: conditionalDiscount.optional(),
  configurations: z
    .strictObject({
      days_to_write_off: z.int().min(0).max(120).optional(),
      fine: fine.optional(),
      interest: interest.optional(),
    })
    .optional(),
  message,
});

const payment = z.strictObject({
  banking_billet: billet.optional(),
  credit_card: z.looseObject({}).optional(),
});

export const chargeSchema = z.strictObject({
  items: z.array(item).min(1, 'A propriedade [items] precisa de ao menos um item.'),
  shippings: z.array(shipping).default([]),
  metadata: metadataSchema.optional(),
});

export const oneStepSchema = chargeSchema.extend({ payment });

export const paySchema = z.strictObject({ payment });

export const carnetSchema = z.strictObject({
  items: z.array(item).min(1, 'A propriedade [items] precisa de ao menos um item.'),
  customer,
  expire_at: dateField,
  repeats: z.int(),
  split_items: z.boolean().default(false),
  metadata: metadataSchema.optional(),
  configurations: z
    .strictObject({ fine: fine.optional(), interest: interest.optional() })
    .optional(),
  message,
  discount: discount.optional(),
  conditional_discount: conditionalDiscount.optional(),
});

export const expireAtSchema = z.strictObject({ expire_at: dateField });

export const parcelsSchema = z.strictObject({
  parcels: z
    .array(z.strictObject({ parcel: z.int().min(1), expire_at: dateField }))
    .min(1, invalid('parcels')),
});

export const emailSchema = z.strictObject({ email: z.email(invalid('email')) });

export const historySchema = z.strictObject({ description: text('description', 255) });

export const balanceSheetSchema = z.strictObject({
  title: text('title', 255),
  body: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
});

/** Query of the list. `offset` is ignored, as it is by Efí. */
export const listSchema = z.strictObject({
  charge_type: z.enum(['billet', 'carnet', 'card', 'subscription']),
  begin_date: dateField.refine(isCivilDate, invalid('begin_date')).transform(civilDate),
  end_date: dateField.refine(isCivilDate, invalid('end_date')).transform(civilDate),
  date_of: z.enum(['creation', 'payment', 'expired']).default('creation'),
  status: z
    .enum([
      'new',
      'waiting',
      'link',
      'paid',
      'unpaid',
      'canceled',
      'identified',
      'settled',
      'expired',
    ])
    .optional(),
  customer_document: z.string().optional(),
  custom_id: z.string().optional(),
  value: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).default(100),
  page: z.coerce.number().int().min(1).default(1),
  offset: z.unknown().optional(),
});

export type ChargeBody = z.output<typeof chargeSchema>;
export type BilletBody = z.output<typeof billet>;
export type CarnetBody = z.output<typeof carnetSchema>;
export type CustomerBody = z.output<typeof customer>;
export type MetadataBody = z.output<typeof metadataSchema>;
export type ListQuery = z.output<typeof listSchema>;
export type TermsBody = Pick<CarnetBody, 'discount' | 'conditional_discount'> & {
  readonly configurations?: BilletBody['configurations'];
};

/** The day of a date field, undefined when the calendar lacks it. */
export const dayOf = (value: string): CivilDate | undefined =>
  isCivilDate(value) ? value : undefined;

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function hasFourLines(value: string): boolean {
  const lines = value.split('\n');
  return lines.length <= 4 && lines.every((line) => line.length <= 100);
}
