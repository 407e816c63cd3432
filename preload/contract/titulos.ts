import { z } from 'zod';
import { environments, gatewayIds, instruments } from '../../domain/account.ts';
import { chargeStates } from '../../domain/charge-states.ts';
import { paymentStates } from '../../domain/payment-states.ts';
import { problemCodes } from '../../domain/problem.ts';
import { tituloStates } from '../../domain/titulo-states.ts';
import { explainedAmount } from './accounts.ts';
import {
  amount,
  amountFromZero,
  civilDateField,
  competenceField,
  id,
  instantField,
  jobStarted,
  line,
  page,
  paging,
  positiveAmount,
} from './fields.ts';

/** What the list shows: derived from título, charge and date, never stored. */
export const tituloStatuses = [
  'due',
  'overdue',
  'partly-paid',
  'paid',
  'cancelled',
  'announced',
  'awaiting-approval',
] as const;
export type TituloStatus = (typeof tituloStatuses)[number];

/** The chips over the list. */
export const tituloChips = [
  'open',
  'due',
  'overdue',
  'unregistered',
  'rejected',
  'unknown',
  'paid',
  'cancelled',
] as const;

export const paymentMethods = ['boleto', 'pix', 'cash', 'transfer', 'card', 'other'] as const;
/** What an operator can receive by hand. */
export const manualMethods = ['cash', 'pix', 'transfer', 'card', 'other'] as const;
export const reviewReasons = [
  'none',
  'approval',
  'duplicate',
  'amount',
  'cancelled-titulo',
  'same-payment',
  'unmatched',
] as const;

export const chargeField = z.object({
  id,
  attempt: z.int(),
  state: z.enum(chargeStates),
  instrument: z.enum(instruments),
  accountId: id,
  accountLabel: z.string(),
  gateway: z.enum(gatewayIds),
  documentNumber: z.string(),
  reference: z.string(),
  gatewayId: z.string().nullable(),
  amountCents: amount,
  dueOn: civilDateField,
  bank: z.string().nullable(),
  nossoNumero: z.string().nullable(),
  linha: z.string().nullable(),
  pixPayload: z.string().nullable(),
  pageLink: z.string().nullable(),
  failureText: z.string().nullable(),
  preparedAt: instantField,
  registeredAt: instantField.nullable(),
});
export type ChargeField = z.infer<typeof chargeField>;

export const tituloRow = z.object({
  id,
  number: z.int(),
  environment: z.enum(environments),
  clientId: id,
  clientName: z.string(),
  kind: z.string(),
  competence: competenceField.nullable(),
  carneId: id.nullable(),
  parcelNo: z.int().nullable(),
  parcels: z.int().nullable(),
  faceCents: amount,
  totalCents: amount,
  settledCents: amount,
  dueOn: civilDateField,
  effectiveDueOn: civilDateField,
  /** Days from today to the due date, or to the bank day after it while that is what counts; negative when past. */
  daysToDue: z.int(),
  issuedOn: civilDateField,
  state: z.enum(tituloStates),
  status: z.enum(tituloStatuses),
  charge: chargeField.nullable(),
  /** The last payment that settled it. */
  paidOn: civilDateField.nullable(),
  paidCents: amount.nullable(),
  paidBy: z.enum(paymentMethods).nullable(),
  /** Paid here while a charge of it can still be paid at the gateway. */
  isStillPayable: z.boolean(),
});
export type TituloRow = z.infer<typeof tituloRow>;

const paymentField = z.object({
  id,
  state: z.enum(paymentStates),
  review: z.enum(reviewReasons),
  method: z.enum(paymentMethods),
  source: z.enum(['gateway', 'marked', 'bank-file', 'manual', 'import']),
  amountCents: amount,
  feeCents: amount,
  feeIsEstimate: z.boolean(),
  paidOn: civilDateField,
  creditedOn: civilDateField.nullable(),
  principalCents: amount,
  lateCents: amount,
  discountCents: amount,
});
export type PaymentField = z.infer<typeof paymentField>;

const historyEntry = z.object({
  at: instantField,
  actor: z.string(),
  action: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const tituloDetail = tituloRow.extend({
  description: z.string(),
  cancelReason: z.string().nullable(),
  /** Copia e cola of a static code, as long as the bank has no charge of what is owed. */
  staticPix: z.string().nullable(),
  today: explainedAmount,
  charges: z.array(chargeField),
  payments: z.array(paymentField),
  history: z.array(historyEntry),
  attempts: z.array(
    z.object({
      id,
      at: instantField,
      operation: z.string(),
      httpStatus: z.int().nullable(),
      statusCode: z.string().nullable(),
      description: z.string().nullable(),
      durationMs: z.int(),
      request: z.string().nullable(),
      response: z.string().nullable(),
    }),
  ),
});
export type TituloDetail = z.infer<typeof tituloDetail>;

export const tituloFilter = z.object({
  text: z.string().max(100).optional(),
  chip: z.enum(tituloChips).optional(),
  clientId: id.optional(),
  carneId: id.optional(),
  accountId: id.optional(),
  dueFrom: civilDateField.optional(),
  dueTo: civilDateField.optional(),
  /** Simulator and homologação instead of real money. */
  isPractice: z.boolean(),
});
export type TituloFilter = z.infer<typeof tituloFilter>;

export const newTitulo = z.object({
  clientId: id,
  accountId: id,
  description: line(255).min(1, 'required'),
  faceCents: positiveAmount,
  dueOn: civilDateField,
  competence: competenceField.nullable(),
});
export type NewTitulo = z.infer<typeof newTitulo>;

const problem = z.object({
  code: z.enum(problemCodes),
  field: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type ProblemField = z.infer<typeof problem>;

const ids = z.array(id).min(1).max(5_000);

/** What a bulk action did, row by row for those that it could not do. */
const bulkResult = z.object({
  done: z.int(),
  refused: z.array(z.object({ tituloId: id, number: z.int(), reason: z.string() })),
});
export type BulkResult = z.infer<typeof bulkResult>;

/** These títulos, or all that is open at one account. */
const moveOrder = z.object({
  what: z.union([z.object({ ids }), z.object({ fromAccountId: id })]),
  toAccountId: id,
});

const review = z.object({
  paymentId: id,
  reason: z.enum(reviewReasons),
  amountCents: amount,
  unallocatedCents: amount,
  paidOn: civilDateField,
  method: z.enum(paymentMethods),
  accountLabel: z.string().nullable(),
  environment: z.enum(environments),
  clientId: id.nullable(),
  clientName: z.string().nullable(),
  tituloId: id.nullable(),
  tituloNumber: z.int().nullable(),
});
export type Review = z.infer<typeof review>;

export const tituloCalls = {
  'titulos.list': {
    input: z.object({
      filter: tituloFilter,
      sort: z.enum(['due', 'due-latest', 'number', 'number-latest', 'paid-latest']),
      ...paging,
    }),
    output: page(tituloRow),
  },
  'titulos.totals': {
    input: z.object({ filter: tituloFilter }),
    output: z.object({
      count: z.int(),
      faceCents: amount,
      totalCents: amount,
      balanceCents: amount,
      countedAt: instantField,
    }),
  },
  'titulos.get': { input: z.object({ id }), output: tituloDetail },
  /** Makes a loose título and prepares its charge, all validated offline. */
  'titulos.create': { input: newTitulo, output: tituloRow },
  /** What would keep each título from being sent, without sending. */
  'titulos.check': {
    input: z.object({ ids }),
    output: z.array(z.object({ tituloId: id, problems: z.array(problem) })),
  },
  /** "Enviar ao gateway": explicit send, whatever "remessa on-line" says. */
  'titulos.send': { input: z.object({ ids }), output: jobStarted },
  'titulos.cancel': { input: z.object({ ids, reason: line(200) }), output: bulkResult },
  'titulos.changeDue': { input: z.object({ id, dueOn: civilDateField }), output: tituloRow },
  /** "Receber": a receipt by hand. */
  'titulos.receive': {
    input: z.object({
      id,
      amountCents: positiveAmount,
      discountCents: amountFromZero,
      paidOn: civilDateField,
      method: z.enum(manualMethods),
    }),
    output: tituloRow,
  },
  /** What moving títulos to another account would do, without doing it. */
  'titulos.previewMove': {
    input: moveOrder,
    output: z.object({
      count: z.int(),
      byPlan: z.object({ 'prepared-anew': z.int(), 'cancelled-and-issued': z.int() }),
      refused: bulkResult.shape.refused,
    }),
  },
  /** Another gateway for what is open: cancelled at the one account, issued at the other. */
  'titulos.move': { input: moveOrder, output: jobStarted },
  /** Asks the gateway for this one título now. */
  'titulos.refresh': { input: z.object({ id }), output: tituloRow },
  'reviews.list': {
    input: z.object({ isPractice: z.boolean(), ...paging }),
    output: page(review),
  },
  'reviews.decide': {
    input: z.object({
      paymentId: id,
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('approve') }),
        z.object({ kind: z.literal('allocate'), tituloId: id }),
        z.object({ kind: z.literal('keep-as-credit') }),
        /** No money of its own: the same payment told twice, or a mark by hand that nobody paid for. */
        z.object({ kind: z.literal('dismiss') }),
      ]),
    }),
    output: z.object({ paymentId: id }),
  },
};
