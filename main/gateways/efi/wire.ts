/**
 * The JSON of API Cobranças as it is (docs of 2024-07, SDK 2.0.1 of 2026-07). Tolerant on purpose: unknown keys pass,
 * a status is any text, and a field that is not needed to go on becomes undefined instead of failing the answer.
 */
import { z } from 'zod';

/** `44800001` or `"44800001"`; parcels come as text from createCarnet and as numbers from detailCarnet. */
const digits = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String);
const centavos = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(Number);
const text = z.string();

/** Missing, null or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

/** Links, PDF and codes of one boleto, under whatever object the answer keeps them. */
const billet = z.object({
  /** The linha digitável with dots and blanks, despite the name (efi 1.5). */
  barcode: maybe(text),
  pix: maybe(z.object({ qrcode: maybe(text) })),
  link: maybe(text),
  url: maybe(text),
  parcel_link: maybe(text),
  billet_link: maybe(text),
  pdf: maybe(z.object({ charge: maybe(text) })),
  expire_at: maybe(text),
});
export type WireBillet = z.infer<typeof billet>;

export const tokenAnswer = z.object({
  access_token: text.min(1),
  expires_in: z.union([z.number().positive(), z.string().regex(/^\d+$/)]).transform(Number),
});

export const createdAnswer = z.object({ data: z.object({ charge_id: digits }) });

export const issuedAnswer = z.object({
  data: billet.extend({ charge_id: digits, status: maybe(text), total: centavos }),
});
export type WireIssued = z.infer<typeof issuedAnswer>['data'];

const carnetCharge = billet.extend({
  charge_id: digits,
  parcel: digits.transform(Number),
  status: maybe(text),
  /** Absent in detailCarnet. */
  value: maybe(centavos),
});
export type WireCarnetCharge = z.infer<typeof carnetCharge>;

export const carnetAnswer = z.object({
  data: z.object({
    carnet_id: digits,
    cover: maybe(text),
    link: maybe(text),
    carnet_link: maybe(text),
    pdf: maybe(z.object({ carnet: maybe(text), cover: maybe(text) })),
    charges: z.array(carnetCharge),
  }),
});
export type WireCarnet = z.infer<typeof carnetAnswer>['data'];

const paymentFields = {
  paid_at: maybe(text),
  paid_value: maybe(centavos),
  received_by_bank_at: maybe(text),
};

const payment = z.object({
  ...paymentFields,
  banking_billet: maybe(billet),
  carnet: maybe(
    billet.extend({ parcel: maybe(digits.transform(Number)), carnet_id: maybe(digits) }),
  ),
});

const chargeFields = {
  total: maybe(centavos),
  status: text,
  custom_id: maybe(text),
  created_at: maybe(text),
  payment: maybe(payment),
  /** At the root in detailCharge of August 2026, inside `payment` in the list (efi 1.6). */
  ...paymentFields,
  history: maybe(z.array(z.object({ created_at: maybe(text) }))),
};

export const detailAnswer = z.object({ data: z.object({ charge_id: digits, ...chargeFields }) });
export type WireDetail = z.infer<typeof detailAnswer>['data'];

export const listEntry = z.object({ id: digits, ...chargeFields });
export type WireListEntry = z.infer<typeof listEntry>;

/** The entries stay unread here, so that each keeps its raw JSON. */
export const listAnswer = z.object({
  data: z.array(z.unknown()),
  params: maybe(z.object({ pagination: maybe(z.object({ limit: maybe(z.int().positive()) })) })),
});

/** As `listAnswer`: the entries are read one by one. */
export const notificationAnswer = z.object({ data: z.array(z.unknown()) });

export const notificationEntry = z.object({
  id: digits.transform(Number),
  type: maybe(text),
  custom_id: maybe(text),
  status: z.object({ current: text }),
  identifiers: z.object({ charge_id: maybe(digits), carnet_id: maybe(digits) }),
  created_at: maybe(text),
  value: maybe(centavos),
  received_by_bank_at: maybe(text),
});
export type WireNotification = z.infer<typeof notificationEntry>;

/** `error_description` is a text or an object (efi 4.1); `code` a number, in some documents a text. */
export const errorBody = z.object({
  code: maybe(centavos),
  error: maybe(text),
  error_description: maybe(
    z.union([text, z.object({ property: maybe(text), message: maybe(text) })]),
  ),
});
export type WireError = z.infer<typeof errorBody>;

export interface WireAddress {
  readonly street: string;
  readonly number: string;
  readonly neighborhood: string;
  readonly zipcode: string;
  readonly city: string;
  readonly complement?: string;
  readonly state: string;
}

export interface WireCustomer {
  readonly name?: string;
  readonly cpf?: string;
  readonly email?: string;
  readonly phone_number?: string;
  readonly address?: WireAddress;
  readonly juridical_person?: { readonly corporate_name: string; readonly cnpj: string };
}

export interface WireItem {
  readonly name: string;
  /** Centavos. */
  readonly value: number;
  readonly amount: number;
}

export interface WireMetadata {
  readonly custom_id: string;
  readonly notification_url?: string;
}

export interface WireConditionalDiscount {
  readonly type: 'percentage' | 'currency';
  /** 1/100 % or centavos. */
  readonly value: number;
  readonly until_date: string;
}

/** Body of POST /v1/charge. */
export interface ChargeBody {
  readonly items: readonly WireItem[];
  readonly metadata: WireMetadata;
}

/** Body of POST /v1/charge/:id/pay. */
export interface PayBody {
  readonly payment: {
    readonly banking_billet: {
      readonly customer: WireCustomer;
      readonly expire_at: string;
      readonly conditional_discount?: WireConditionalDiscount;
      /** fine in 1/100 %, interest in 1/1000 % a day. */
      readonly configurations: {
        readonly days_to_write_off: number;
        readonly fine: number;
        readonly interest: number;
      };
      readonly message?: string;
    };
  };
}

/** Body of POST /v1/carnet: flat, without `payment` (efi 1.4). */
export interface CarnetBody {
  readonly items: readonly WireItem[];
  readonly customer: WireCustomer;
  /** Due date of the first parcel. */
  readonly expire_at: string;
  readonly repeats: number;
  readonly split_items: false;
  readonly metadata: WireMetadata;
  readonly configurations: { readonly fine: number; readonly interest: number };
  readonly message?: string;
}
