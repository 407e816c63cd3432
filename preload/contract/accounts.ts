import { z } from 'zod';
import { environments, gatewayIds, instruments } from '../../domain/account.ts';
import { keptBookkeeping, keptPaper } from './bookkeeping.ts';
import { amount, amountFromZero, id, instantField, line, nothing } from './fields.ts';

export const chargeTermsField = z.object({
  fine: z.object({ kind: z.enum(['none', 'percent', 'fixed']), value: z.int().min(0) }),
  interest: z.object({
    kind: z.enum(['none', 'percent-month', 'percent-day', 'amount-day']),
    value: z.int().min(0),
  }),
  discount: z.object({
    kind: z.enum(['none', 'percent', 'fixed']),
    value: z.int().min(0),
    daysBefore: z.int().min(0).max(60),
  }),
  payableDays: z.int().min(0).max(365),
  countsFrom: z.enum(['due', 'business-due']),
  rounding: z.enum(['exact-half-up', 'per-day-cents', 'truncate']),
  isContra: z.boolean(),
});

const credentialField = z.object({
  name: z.string(),
  label: z.string(),
  help: z.string(),
  environment: z.enum(environments),
  isRequired: z.boolean(),
  kind: z.enum(['secret', 'text', 'certificate', 'choice']),
  /** Of a choice; the first holds while nothing is chosen. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  /** The only profile that asks for it; null for all. */
  profile: z.string().nullable(),
});

/** What a form of this gateway shows. */
export const gatewayForm = z.object({
  id: z.enum(gatewayIds),
  label: z.string(),
  instruments: z.array(z.enum(instruments)),
  environments: z.array(z.enum(environments)),
  /** Dialects of one API, such as the banks of Pix; empty where there is one alone. */
  profiles: z.array(z.object({ id: z.string(), label: z.string() })),
  credentialFields: z.array(credentialField),
  payableDays: z.object({ minimum: z.int(), maximum: z.int() }),
  messageLines: z.object({ count: z.int(), length: z.int() }),
  minimumCents: amount,
  maximumGroupParcels: z.int(),
});
export type GatewayForm = z.infer<typeof gatewayForm>;

/** A secret is never sent to the page: only whether it is there, and its last characters. A text comes whole. */
const storedCredential = z.object({ name: z.string(), isSet: z.boolean(), hint: z.string() });

export const accountRow = z.object({
  id,
  label: z.string(),
  gateway: z.enum(gatewayIds),
  gatewayLabel: z.string(),
  environment: z.enum(environments),
  isActive: z.boolean(),
  autoSettle: z.boolean(),
  sendsOnline: z.boolean(),
  forwardsEmail: z.boolean(),
  callbackUrl: z.string().nullable(),
  isReady: z.boolean(),
  /** Whether our address can be written into the account at the gateway. */
  registersCallback: z.boolean(),
  /** Whether the gateway can be asked how it holds our address. */
  checksCallback: z.boolean(),
  lastCallbackAt: instantField.nullable(),
  /** When the gateway gives up telling us; null while callbacks come through. */
  callbackDeadline: z
    .object({
      /** `unlimited`: its manual does not say when. */
      state: z.enum(['counting', 'over', 'unlimited']),
      since: instantField,
      endsAt: instantField.nullable(),
      isEstimate: z.boolean(),
      /** Calls that reached us and did not get their 200. */
      failedTries: z.int(),
      triesLeft: z.int().nullable(),
      end: z.enum(['address-off', 'queue-paused', 'notice-lost']).nullable(),
    })
    .nullable(),
  liveCharges: z.int(),
  /** Accounts with the same login at the same gateway. */
  sharesLoginWith: z.array(z.string()),
  /** The gateway calls one address a login, and another account has it too. */
  sharesCallback: z.boolean(),
  /** "Ordem de reserva"; null for an account that stays apart. */
  fallbackRank: z.int().nullable(),
  /** When the gateway was last asked for what no callback told, and why that did not end. */
  polledAt: instantField.nullable(),
  pollFailure: z.string().nullable(),
  /** Who issues when this account cannot. */
  fallbackLabel: z.string().nullable(),
  /** Its token for tests made this one; active while that is filled in, and new charges go there, to homologação. */
  twin: z.object({ id, label: z.string(), isActive: z.boolean() }).nullable(),
  /** The account whose token for tests made this one. */
  twinOf: z.object({ id, label: z.string() }).nullable(),
});
export type AccountRow = z.infer<typeof accountRow>;

export const accountDetail = accountRow.extend({
  profile: z.string().nullable(),
  instrument: z.enum(instruments),
  closesOnGatewayCancel: z.boolean(),
  sendDaysBeforeDue: z.int(),
  feeEstimateCents: amount,
  startNumber: z.int().nullable(),
  terms: chargeTermsField,
  messageLines: z.array(z.string()),
  ...keptBookkeeping,
  ...keptPaper,
  credentials: z.array(storedCredential),
  canChangeEnvironment: z.boolean(),
  clampNotes: z.array(
    z.object({
      field: z.enum(['fine', 'interest', 'discount', 'payableDays']),
      asked: z.number(),
      applied: z.number(),
    }),
  ),
});
export type AccountDetail = z.infer<typeof accountDetail>;

/** A form of an account as it is saved; without `id` it makes a new one. */
export const accountToSave = z.object({
  id: id.optional(),
  label: line(60).min(1, 'required'),
  gateway: z.enum(gatewayIds),
  /** One of the gateway's profiles; null where it has none. */
  profile: z.string().max(40).nullable(),
  environment: z.enum(environments),
  instrument: z.enum(instruments),
  isActive: z.boolean(),
  autoSettle: z.boolean(),
  sendsOnline: z.boolean(),
  forwardsEmail: z.boolean(),
  closesOnGatewayCancel: z.boolean(),
  sendDaysBeforeDue: z.int().min(0).max(365),
  feeEstimateCents: amountFromZero,
  /** "Título inicial": raises the numbering, never lowers it. */
  startNumber: z.int().min(0).max(99_999_999).nullable(),
  /** "Ordem de reserva": who steps in for whom; null keeps the account apart. */
  fallbackRank: z.int().min(1).max(99).nullable(),
  terms: chargeTermsField,
  messageLines: z.array(line(100)).max(10),
  convenioId: keptBookkeeping.convenioId.default(1),
  historicos: keptBookkeeping.historicos.default({ receipt: 1, credit: 2, fee: 3 }),
  showsReferenceMonth: keptPaper.showsReferenceMonth.default(true),
  updatesOverdue: keptPaper.updatesOverdue.default(true),
  updateDays: keptPaper.updateDays.default(365),
  /** Only the credentials that were typed now. An empty text removes one. */
  credentials: z.record(z.string().max(60), z.string().max(60_000)),
});
export type AccountToSave = z.infer<typeof accountToSave>;

export const explainedAmount = z.object({
  amountCents: amount,
  lateDays: z.int(),
  lines: z.array(
    z.object({
      kind: z.enum(['total', 'fine', 'interest', 'discount']),
      cents: amount,
      note: z.string(),
    }),
  ),
});

export const accountCalls = {
  'accounts.gateways': { input: nothing, output: z.array(gatewayForm) },
  'accounts.list': { input: nothing, output: z.array(accountRow) },
  'accounts.get': { input: z.object({ id }), output: accountDetail },
  /** The account that a client's new título goes to, unless the operator says otherwise. */
  'accounts.defaultFor': {
    input: z.object({ clientId: id }),
    output: z.object({ accountId: id.nullable(), source: z.enum(['client', 'plan', 'none']) }),
  },
  'accounts.save': { input: accountToSave, output: accountDetail },
  'accounts.testCredentials': {
    input: z.object({ id }),
    output: z.object({ isOk: z.boolean(), text: z.string() }),
  },
  /** Asks the gateway now for what no callback told. */
  'accounts.poll': {
    input: z.object({ id }),
    output: z.object({ news: z.int(), unmatched: z.int(), failure: z.string().nullable() }),
  },
  /** Writes the callback address into the account at the gateway. */
  'accounts.registerCallback': {
    input: z.object({ id }),
    output: z.object({ isOk: z.boolean(), text: z.string() }),
  },
  /** Asks the gateway how it holds our address: it pauses callbacks that failed too often. */
  'accounts.callbackHealth': {
    input: z.object({ id }),
    output: z.object({
      health: z.enum(['running', 'paused', 'not-registered', 'unreachable']),
      text: z.string(),
    }),
  },
  /** Shown only while the operator holds the button. */
  'accounts.revealCredential': {
    input: z.object({ id, name: z.string().max(60) }),
    output: z.object({ value: z.string() }),
  },
  /** What a late client would pay under these terms, on an example of R$ 100,00, ten days late. */
  'accounts.explainTerms': {
    input: z.object({ gateway: z.enum(gatewayIds), terms: chargeTermsField }),
    output: z.object({ late: explainedAmount, onTime: explainedAmount }),
  },
};
