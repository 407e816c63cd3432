/** The simulator's panel: what the sites of the simulated gateways show and let do. Practice alone. */
import { z } from 'zod';
import { faultKinds, noticeOutcomes, simulatedActions } from '../../domain/simulator-panel.ts';
import {
  amount,
  civilDateField,
  id,
  instantField,
  line,
  nothing,
  page,
  paging,
  positiveAmount,
} from './fields.ts';

/** A gateway's id at the simulator, such as `efi` or `pix-bb`. */
const gateway = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'invalid-gateway');
/** The gateway's own number of a charge. */
const chargeNumber = line(120).min(1, 'required');
const callbackAddress = z.url({ protocol: /^https?$/ }).max(500, 'too-long');

const clock = z.object({ now: instantField, offsetMs: z.int(), canMove: z.boolean() });

export const simulatorOverview = z.object({
  isRunning: z.boolean(),
  gateways: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      baseUrl: z.string(),
      credentials: z.array(z.object({ name: z.string(), value: z.string() })),
      statuses: z.array(z.string()),
    }),
  ),
  clock: clock.nullable(),
  /** How many faults are left to strike. */
  faults: z.int(),
  /** Differs once anything has changed there. */
  revision: z.int(),
});
export type SimulatorOverview = z.infer<typeof simulatorOverview>;

/** `position` is the place in the list, the newest being 0. */
export const simulatedCharge = z.object({
  position: z.int(),
  id: z.string(),
  groupId: z.string().nullable(),
  parcel: z.int().nullable(),
  customId: z.string().nullable(),
  status: z.string(),
  totalCents: amount,
  dueTodayCents: amount.nullable(),
  dueOn: civilDateField.nullable(),
  payer: z.string().nullable(),
  createdAt: instantField,
  /** Our título; null for a charge that another program issued. */
  tituloId: id.nullable(),
  tituloNumber: z.int().nullable(),
});
export type SimulatedCharge = z.infer<typeof simulatedCharge>;

/** One try of one notice; `noticeId` repeats, `line` does not. */
export const simulatedNotice = z.object({
  line: z.int(),
  noticeId: z.int(),
  charge: z.string(),
  change: z.string(),
  state: z.string(),
  outcome: z.enum(noticeOutcomes),
  url: z.string(),
  createdAt: instantField,
  nextTryAt: instantField.nullable(),
  attempt: z.int().nullable(),
  at: instantField.nullable(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
});
export type SimulatedNotice = z.infer<typeof simulatedNotice>;

const chargeAction = z.object({
  action: z.enum(simulatedActions),
  /** Why it cannot be done now, in the gateway's words; null where it can. */
  reason: z.string().nullable(),
});
export type ChargeActionField = z.infer<typeof chargeAction>;

export const simulatedDetail = z.object({
  charge: simulatedCharge,
  linha: z.string().nullable(),
  pixPayload: z.string().nullable(),
  callbackUrl: z.string().nullable(),
  actions: z.array(chargeAction),
  notices: z.array(simulatedNotice),
  /** The simulator's own book about this charge. */
  payments: z.array(
    z.object({
      paidCents: amount,
      feeCents: amount,
      paidOn: civilDateField,
      creditedOn: civilDateField,
      refundedCents: amount,
      refundedOn: civilDateField.nullable(),
    }),
  ),
  letter: z.object({ to: z.string().nullable(), subject: z.string(), text: z.string() }),
  hasPage: z.boolean(),
  hasPdf: z.boolean(),
  /** "Dados de entrada": what this app sent, masked as in the log of attempts. Newest first. */
  requests: z.array(
    z.object({
      id,
      at: instantField,
      operation: z.string(),
      httpStatus: z.int().nullable(),
      durationMs: z.int(),
      request: z.string().nullable(),
      response: z.string().nullable(),
    }),
  ),
});
export type SimulatedDetail = z.infer<typeof simulatedDetail>;

export const simulatedUrl = z.object({
  url: z.string(),
  isActive: z.boolean(),
  failedTries: z.int(),
  notices: z.int(),
  pending: z.int(),
  suspended: z.int(),
});
export type SimulatedUrl = z.infer<typeof simulatedUrl>;

const urlsOfGateway = z.object({
  urls: z.array(simulatedUrl),
  /** What the gateway's site holds for the account, by the gateway's names; empty where it holds none. */
  panel: z.array(z.object({ name: z.string(), url: z.string().nullable() })),
  /** Ours, to be typed there. */
  ours: z.array(z.object({ accountLabel: z.string(), url: z.string() })),
});
export type UrlsOfGateway = z.infer<typeof urlsOfGateway>;

const urlTest = z.object({
  isOk: z.boolean(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
  elapsedMs: z.int(),
});
export type UrlTest = z.infer<typeof urlTest>;

/** Without `count` and `probability` it strikes always. */
export const simulatedFault = z.object({
  gateway,
  kind: z.enum(faultKinds),
  count: z.int().min(1).max(1_000_000).optional(),
  /** Above 0, up to 1. */
  probability: z.number().gt(0).max(1).optional(),
  /** Real time for `delay`, the simulator's for `late`. */
  delayMs: z
    .int()
    .min(0)
    .max(30 * 86_400_000)
    .optional(),
  status: z.int().min(200).max(599).optional(),
  /** The gateway's own error code. */
  code: line(60).min(1).optional(),
  /** Whether the request is processed all the same. */
  after: z.boolean().optional(),
});
export type SimulatedFault = z.infer<typeof simulatedFault>;

/** A fault as it stands; `position` names it for taking it away. */
const standingFault = simulatedFault.extend({
  position: z.int().min(0),
  gateway: z.string(),
  method: z.string().optional(),
  path: z.string().optional(),
});
export type StandingFault = z.infer<typeof standingFault>;
const standingFaults = z.array(standingFault);

const clockMove = z.object({
  now: instantField,
  /** Tries of callbacks on the way, and how many of them did not arrive. */
  tries: z.int(),
  failedTries: z.int(),
  told: z.array(z.object({ gatewayLabel: z.string(), change: z.string(), count: z.int() })),
  switchedOff: z.array(z.string()),
});
export type ClockMove = z.infer<typeof clockMove>;

const period = { from: instantField.optional(), to: instantField.optional() };

export const noticeFilter = z.object({
  charge: line(120).optional(),
  outcome: z.enum(noticeOutcomes).optional(),
  ...period,
});
export type NoticeFilter = z.infer<typeof noticeFilter>;

export const simulatorCalls = {
  'simulator.overview': { input: nothing, output: simulatorOverview },
  'simulator.charges': {
    input: z.object({
      gateway,
      filter: z.object({
        /** A number or a reference, in full. */
        text: line(120).optional(),
        status: line(60).optional(),
      }),
      ...paging,
    }),
    output: page(simulatedCharge),
  },
  'simulator.charge': { input: z.object({ gateway, id: chargeNumber }), output: simulatedDetail },
  /** Without an amount, what is due on the day; without a day, today on the simulator's clock. */
  'simulator.act': {
    input: z.object({
      gateway,
      id: chargeNumber,
      action: z.enum(simulatedActions),
      amountCents: positiveAmount.optional(),
      on: civilDateField.optional(),
    }),
    output: z.discriminatedUnion('ending', [
      z.object({ ending: z.literal('done'), status: z.string() }),
      z.object({ ending: z.literal('refused'), reason: z.string() }),
    ]),
  },
  /** Opens the gateway's own page or PDF of the charge in the system's browser. */
  'simulator.open': {
    input: z.object({ gateway, id: chargeNumber, kind: z.enum(['page', 'pdf']) }),
    output: nothing,
  },
  'simulator.notices': {
    input: z.object({ gateway, filter: noticeFilter, ...paging }),
    output: page(simulatedNotice),
  },
  /** "Reenviar": all given conditions must hold; the newest copy of each notice goes once. */
  'simulator.resend': {
    input: z.object({
      gateway,
      noticeIds: z.array(z.int().positive()).min(1).max(5_000).optional(),
      outcome: z.enum(noticeOutcomes).optional(),
      charge: line(120).optional(),
      ...period,
      url: callbackAddress.optional(),
    }),
    output: z.object({ queued: z.int() }),
  },
  'simulator.urls': { input: z.object({ gateway }), output: urlsOfGateway },
  /** "Cole esta URL": for the gateways whose site holds the addresses. */
  'simulator.savePanelUrls': {
    input: z.object({
      gateway,
      urls: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), callbackAddress.nullable()),
    }),
    output: nothing,
  },
  'simulator.switchUrl': {
    input: z.object({ gateway, url: callbackAddress, isActive: z.boolean() }),
    output: nothing,
  },
  'simulator.testUrl': { input: z.object({ gateway, url: callbackAddress }), output: urlTest },
  'simulator.faults': { input: nothing, output: standingFaults },
  'simulator.addFault': { input: simulatedFault, output: standingFaults },
  /** The fault that stood at `position`, if it is still of that gateway and kind. */
  'simulator.removeFault': {
    input: z.object({ position: z.int().min(0), gateway, kind: z.enum(faultKinds) }),
    output: standingFaults,
  },
  'simulator.clearFaults': { input: nothing, output: standingFaults },
  'simulator.advance': {
    input: z.discriminatedUnion('by', [
      z.object({ by: z.literal('hour') }),
      z.object({ by: z.literal('day') }),
      /** Up to nine in the morning of that day in São Paulo. */
      z.object({ by: z.literal('date'), on: civilDateField }),
    ]),
    output: clockMove,
  },
};
