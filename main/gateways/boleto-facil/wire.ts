/**
 * The JSON of the Boleto Fácil API v1 as the official SDKs and recorded answers of 2018 to 2020 show it. Tolerant on
 * purpose: older answers lack fields, empty texts stand for absent ones, numbers may come as text, a status is any text, and
 * unknown keys pass (juno 1.4 to 1.6). Money is a decimal number in reais.
 */
import { z } from 'zod';

/** Missing, null, empty or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

const name = z.string().min(1);
/** A JSON integer, or its digits. */
const id = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String);
const amount = z.union([z.number(), z.string().regex(/^-?\d+(?:\.\d+)?$/)]).transform(Number);

/** The charge inside a payment; its amount is the face value. */
const chargeOfPayment = z.object({
  code: id,
  reference: maybe(name),
  amount: maybe(amount),
});

export const payment = z.object({
  id,
  status: name,
  /** What was paid, with fine, interest and discount. */
  amount: maybe(amount),
  date: maybe(name),
  fee: maybe(amount),
  type: maybe(name),
  charge: maybe(chargeOfPayment),
});
export type WirePayment = z.infer<typeof payment>;

export const charge = z.object({
  code: id,
  reference: maybe(name),
  dueDate: maybe(name),
  /** The boleto as PDF. */
  link: maybe(name),
  checkoutUrl: maybe(name),
  /** The whole carnê as PDF; empty for a single boleto. */
  installmentLink: maybe(name),
  /** The linha digitável with its mask, or the sentence of the test host. */
  payNumber: maybe(name),
  billetDetails: maybe(z.object({ ourNumber: maybe(name), barcodeNumber: maybe(name) })),
  /** Known of API 2.0 alone; read where it comes. */
  status: maybe(name),
  /** A payment that cannot be read makes the charge unreadable: money is never dropped. */
  payments: z
    .array(payment)
    .nullish()
    .transform((list) => list ?? []),
});
export type WireCharge = z.infer<typeof charge>;

/** `data` of issue-charge and of list-charges. The entries stay unread here, so that each keeps its raw JSON. */
export const chargeList = z.object({ charges: z.array(z.unknown()) });

/** `data` of fetch-payment-details. */
export const paymentDetails = z.object({ payment: z.unknown() });

/** The body of every answer that is no failure. */
export const success = z.object({ success: z.literal(true), data: z.unknown() });

/** The body of a failure; there is no code (juno 1.8). */
export const failure = z.object({
  success: maybe(z.boolean()),
  errorMessage: maybe(name),
});
