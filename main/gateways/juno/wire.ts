/**
 * The JSON of Juno API 2.0 as it is (official Java SDK of 2021, answers pasted from its sandbox). Tolerant on purpose:
 * unknown keys pass, a status is any text, amounts come as numbers or as text, and a field that is not needed to go on
 * becomes undefined instead of failing the answer. Money is in reais (juno 3).
 */
import { z } from 'zod';

const text = z.string();
const name = z.string().min(1);

/** Missing, null or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** SDKs type every amount as number or text (juno 3.4). */
const decimal = z.union([z.number(), text.regex(/^-?\d+(?:\.\d+)?$/).transform(Number)]);

export const tokenAnswer = z.object({
  access_token: name,
  expires_in: z.coerce.number().positive(),
});

export const payment = z.object({
  /** `pay_` and a name that is opaque to us. */
  id: name,
  status: text,
  amount: maybe(decimal),
  fee: maybe(decimal),
  date: maybe(text),
  /** The day on which the money is free in the account. */
  releaseDate: maybe(text),
  type: maybe(text),
});
export type WirePayment = z.infer<typeof payment>;

/** Named `qrcodeInBase64` first, `payloadInBase64` later (juno 3.2). */
const qr = z.object({
  id: maybe(name),
  payloadInBase64: maybe(name),
  qrcodeInBase64: maybe(name),
});

export const charge = z.object({
  /** `chr_` and 32 hexadecimal characters. */
  id: name,
  status: maybe(text),
  reference: maybe(name),
  amount: maybe(decimal),
  dueDate: maybe(text),
  link: maybe(name),
  checkoutUrl: maybe(name),
  installmentLink: maybe(name),
  /** The linha digitável, or a sentence in the sandbox. */
  payNumber: maybe(text),
  billetDetails: maybe(z.object({ ourNumber: maybe(name), barcodeNumber: maybe(text) })),
  // A payment that cannot be read must not look like none.
  payments: z.array(payment).nullish(),
  /** An object in some SDKs, an array in others. */
  pix: maybe(z.union([qr.transform((one) => [one]), z.array(qr)])),
});
export type WireCharge = z.infer<typeof charge>;

const link = z.object({ href: name });

/**
 * One page of charges, or the charges that were made. The entries stay unread here, so that each keeps its raw JSON.
 * An object with neither part is no list: what is not understood must not look like nothing.
 */
export const chargeList = z
  .object({
    _embedded: z.object({ charges: z.array(z.unknown()) }).nullish(),
    _links: z.object({ next: maybe(link) }).nullish(),
  })
  .refine((page) => Boolean(page._embedded) || Boolean(page._links));

/** Under which key the list is embedded is not documented. */
export const webhookList = z
  .object({
    _embedded: z.record(z.string(), z.array(z.unknown())).nullish(),
    _links: z.unknown(),
  })
  .refine((page) => Boolean(page._embedded) || Boolean(page._links));

export const webhook = z.object({
  /** `wbh_` and 16 hexadecimal characters. */
  id: name,
  url: maybe(text),
  status: maybe(text),
  /** Key of the signatures, 64 hexadecimal characters; sure in the answer to the creation alone. */
  secret: maybe(name),
  /** Names, or objects with a name. */
  eventTypes: maybe(
    z.array(z.union([text, z.object({ name: text }).transform((one) => one.name)])),
  ),
});
export type WireWebhook = z.infer<typeof webhook>;

/** Answer of POST /pix/keys; its shape is not in the sources that are named. */
export const pixKeyAnswer = z.object({ key: name });

/** What a callback says (juno 3.4). In `attributes.charge` the id is sure. */
export const callbackBody = z.object({
  eventId: maybe(name),
  eventType: name,
  data: z.array(
    z.object({
      entityId: name,
      entityType: maybe(text),
      attributes: maybe(z.object({ charge: maybe(z.object({ id: name })) })),
    }),
  ),
});
export type WireCallback = z.infer<typeof callbackBody>;

const problem = z.object({
  field: maybe(text),
  message: maybe(text),
  errorCode: maybe(z.union([text, z.number().transform(String)])),
});

/** `details` may be missing; the authorization answers in OAuth's own form. */
export const errorBody = z.object({
  details: maybe(z.array(problem)),
  message: maybe(text),
  error_description: maybe(text),
  error: maybe(text),
});

/** Fine, interest and discount; percentages and reais as decimal numbers. */
export interface TermsBody {
  readonly maxOverdueDays: number;
  readonly fine: number;
  /** Percent a month. */
  readonly interest: number;
  readonly discountAmount?: number;
  readonly discountDays?: number;
}

export type PaymentType = 'BOLETO' | 'BOLETO_PIX';

/** Body of POST /charges; `amount` is that of each parcel. */
export interface ChargesBody {
  readonly charge: TermsBody & {
    readonly pixKey?: string;
    readonly pixIncludeImage?: false;
    readonly description: string;
    /** One a parcel. */
    readonly references: readonly string[];
    readonly amount: number;
    readonly dueDate: string;
    readonly installments: number;
    readonly paymentTypes: readonly PaymentType[];
  };
  readonly billing: BillingBody;
}

export interface BillingBody {
  readonly name: string;
  readonly document: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: AddressBody;
  /** Juno writes to the payer. */
  readonly notify: boolean;
}

export interface AddressBody {
  readonly street: string;
  readonly number: string;
  readonly complement?: string;
  readonly neighborhood: string;
  readonly city: string;
  readonly state: string;
  readonly postCode: string;
}

export interface NewWebhookBody {
  readonly url: string;
  readonly eventTypes: readonly string[];
}

/** Body of PATCH: both fields are sent even if one changes (juno 3.4). */
export interface WebhookChangeBody {
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly eventTypes: readonly string[];
}
