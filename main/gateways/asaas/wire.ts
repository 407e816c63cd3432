/**
 * The JSON of Asaas API v3 as it is (official OpenAPI of mid-2026, sandbox answers of 2026-07). Tolerant on purpose: the set of
 * keys is not fixed, null comes everywhere, unknown keys pass, a status is any text, and a field that is not needed to go on
 * becomes undefined instead of failing the answer (asaas 3.2). Money is a number in reais.
 */
import { z } from 'zod';

const text = z.string();
const name = z.string().min(1);

/** Missing, null or of another shape: undefined. */
function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

const amount = z.number();
const flag = z.boolean();

export const payment = z.object({
  /** Opaque and case-sensitive: `pay_` with any characters since November 2026 (asaas 1.8). */
  id: name,
  status: text,
  value: amount,
  dueDate: text,
  customer: maybe(name),
  netValue: maybe(amount),
  /** The face value, once fine, interest or discount changed `value`. */
  originalValue: maybe(amount),
  /** Fine and interest together. */
  interestValue: maybe(amount),
  billingType: maybe(text),
  /** The Pix that paid, in whatever shape; null without one. */
  pixTransaction: z.unknown(),
  externalReference: maybe(name),
  installment: maybe(name),
  installmentNumber: maybe(z.int().positive()),
  description: maybe(text),
  deleted: maybe(flag),
  dateCreated: maybe(text),
  confirmedDate: maybe(text),
  clientPaymentDate: maybe(text),
  paymentDate: maybe(text),
  creditDate: maybe(text),
  nossoNumero: maybe(name),
  invoiceUrl: maybe(name),
  bankSlipUrl: maybe(name),
  discount: maybe(z.object({ value: amount, dueDateLimitDays: maybe(z.int()), type: maybe(text) })),
  fine: maybe(z.object({ value: amount, type: maybe(text) })),
  interest: maybe(z.object({ value: amount })),
});
export type WirePayment = z.infer<typeof payment>;

/** GET /payments/{id}/billingInfo: slip and QR in one request (asaas 3.3). */
export const billingInfo = z.object({
  bankSlip: maybe(
    z.object({
      identificationField: maybe(text),
      nossoNumero: maybe(name),
      barCode: maybe(text),
      bankSlipUrl: maybe(name),
    }),
  ),
  pix: maybe(z.object({ payload: maybe(name), expirationDate: maybe(text) })),
});
export type WireBillingInfo = z.infer<typeof billingInfo>;

/** The entries stay unread here, so that each keeps its raw JSON. */
export const list = z.object({ hasMore: maybe(flag), data: z.array(z.unknown()) });

export const customer = z.object({
  id: name,
  cpfCnpj: maybe(text),
  deleted: maybe(flag),
  notificationDisabled: maybe(flag),
});
export type WireCustomer = z.infer<typeof customer>;

export const installment = z.object({ id: name });

export const webhook = z.object({
  id: name,
  name: maybe(text),
  url: maybe(text),
  enabled: maybe(flag),
  interrupted: maybe(flag),
  penalizedRequestsCount: maybe(z.number()),
});
export type WireWebhook = z.infer<typeof webhook>;

/** Answer of POST /payments/{id}/bankSlip/refund. */
export const slipRefund = z.object({ requestUrl: maybe(name) });

/** What a callback says; families other than PAYMENT_* carry no payment (asaas 5.3). */
export const callbackBody = z.object({
  id: maybe(name),
  event: name,
  payment: maybe(z.object({ id: name })),
});

const problem = z.object({ code: maybe(text), description: maybe(text) });

/** `errors` may be empty, and a proxy answers with a `message` (asaas 1.4). */
export const errorBody = z.object({
  errors: maybe(z.array(problem)),
  message: maybe(text),
});

export interface CustomerBody {
  readonly name: string;
  readonly cpfCnpj: string;
  readonly email?: string;
  readonly phone?: string;
  readonly mobilePhone?: string;
  readonly address?: string;
  readonly addressNumber?: string;
  readonly complement?: string;
  /** The bairro. City and state follow from the CEP. */
  readonly province?: string;
  readonly postalCode?: string;
  readonly notificationDisabled: boolean;
}

/** Fine, interest and discount; percentages and reais as decimal numbers. */
export interface TermsBody {
  readonly fine: { readonly value: number; readonly type: 'FIXED' | 'PERCENTAGE' };
  /** Percent a month. */
  readonly interest: { readonly value: number };
  readonly discount?: DiscountBody;
}

export interface DiscountBody {
  readonly value: number;
  readonly dueDateLimitDays: number;
  readonly type: 'FIXED' | 'PERCENTAGE';
}

/** Body of POST /payments. */
export interface PaymentBody extends TermsBody {
  readonly customer: string;
  readonly billingType: 'BOLETO' | 'PIX';
  readonly value: number;
  readonly dueDate: string;
  readonly description: string;
  readonly externalReference: string;
  readonly daysAfterDueDateToRegistrationCancellation?: number;
}

/** Body of POST /installments: one `value` for all parcels, or their sum. */
export interface InstallmentBody extends TermsBody {
  readonly customer: string;
  readonly billingType: 'BOLETO';
  readonly installmentCount: number;
  readonly value?: number;
  readonly totalValue?: number;
  readonly dueDate: string;
  readonly description: string;
  readonly paymentExternalReference: string;
  readonly daysAfterDueDateToRegistrationCancellation: number;
}

/** Body of PUT /payments/{id}; the first three are demanded, the others repeat what the charge has. */
export interface PaymentUpdateBody {
  readonly billingType: string;
  readonly value: number;
  readonly dueDate: string;
  readonly description?: string;
  readonly externalReference?: string;
  readonly fine?: { readonly value: number; readonly type?: string };
  readonly interest?: { readonly value: number };
  readonly discount?: {
    readonly value: number;
    readonly dueDateLimitDays?: number;
    readonly type?: string;
  };
}

export interface WebhookBody {
  readonly name: string;
  readonly url: string;
  readonly sendType: 'NON_SEQUENTIALLY';
  readonly enabled: true;
  readonly interrupted: false;
  readonly events: readonly string[];
  /** 32 to 255 characters. */
  readonly authToken?: string;
}

/** Body of POST /webhooks; PUT takes neither e-mail nor version. */
export interface NewWebhookBody extends WebhookBody {
  readonly email: string;
  readonly apiVersion: 3;
}
