/** What the simulator's control calls tell, as JSON of another program: read with a schema, never trusted. */
import { z } from 'zod';
import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { instant, type Instant } from '../../../domain/instant.ts';
import type { Cents } from '../../../domain/money.ts';
import { faultKinds, noticeOutcomes, simulatedActions } from '../../../domain/simulator-panel.ts';

const cents = z.custom<Cents>((value) => Number.isSafeInteger(value));
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value));
const toldInstant = z.string().transform((text, context): Instant => {
  try {
    return instant(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue('Not an instant');
    return z.NEVER;
  }
});

const clock = z.object({
  now: toldInstant,
  offsetMs: z.int().min(0),
  /** False while an account of another environment exists. */
  canMove: z.boolean(),
});

export const toldOverview = z.object({
  gateways: z.array(
    z.object({
      id: z.string(),
      baseUrl: z.string(),
      credentials: z.record(z.string(), z.string()),
      statuses: z.array(z.string()),
    }),
  ),
  clock,
  /** How many faults are left to strike. */
  faults: z.int(),
  /** Grows with whatever changes there. */
  revision: z.int(),
});
export type ToldOverview = z.infer<typeof toldOverview>;

/** `id` is the gateway's own number, `customId` the reference that its client gave. */
const charge = z.object({
  id: z.string(),
  groupId: z.string().nullable(),
  parcel: z.int().nullable(),
  customId: z.string().nullable(),
  status: z.string(),
  totalCents: cents,
  /** Null where nothing can be paid. */
  dueTodayCents: cents.nullable(),
  dueOn: civilDate.nullable(),
  payer: z.string().nullable(),
  linha: z.string().nullable(),
  pixPayload: z.string().nullable(),
  callbackUrl: z.string().nullable(),
  createdAt: toldInstant,
});
export type ToldCharge = z.infer<typeof charge>;

export const toldCharges = z.object({ charges: z.array(charge) });

/** One try of one notice; `attempt` is null for a notice that was not tried yet. */
const notice = z.object({
  id: z.int(),
  charge: z.string(),
  change: z.string(),
  state: z.string(),
  outcome: z.enum(noticeOutcomes),
  url: z.string(),
  createdAt: toldInstant,
  nextTryAt: toldInstant.nullable(),
  attempt: z.int().nullable(),
  at: toldInstant.nullable(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
});
export type ToldNotice = z.infer<typeof notice>;

export const toldNotices = z.object({ attempts: z.array(notice) });

export const toldDetail = z.object({
  charge,
  callbacks: z.array(notice),
  entries: z.array(
    z.object({
      paidCents: cents,
      feeCents: cents,
      paidOn: civilDate,
      creditedOn: civilDate,
      refundedCents: cents,
      refundedOn: civilDate.nullable(),
    }),
  ),
  /** `reason` says why it is not possible now, null where it is. */
  actions: z.array(z.object({ action: z.enum(simulatedActions), reason: z.string().nullable() })),
  links: z.object({ pageUrl: z.string().nullable(), pdfUrl: z.string().nullable() }),
  letter: z.object({ to: z.string().nullable(), subject: z.string(), text: z.string() }),
});
export type ToldDetail = z.infer<typeof toldDetail>;

export const toldAction = z.object({ charge });

const callbackUrl = z.object({
  url: z.string(),
  active: z.boolean(),
  failedTries: z.int(),
});
export const toldUrl = callbackUrl;
/** Beside `urls`: the addresses that the gateway's site holds for the account, by their names. */
export const toldUrls = z
  .object({
    urls: z.array(callbackUrl.extend({ callbacks: z.int(), pending: z.int(), suspended: z.int() })),
  })
  .catchall(z.string().nullable());
export type ToldUrl = z.infer<typeof toldUrls>['urls'][number];

export const toldUrlTest = z.object({
  ok: z.boolean(),
  httpStatus: z.int().nullable(),
  error: z.string().nullable(),
  elapsedMs: z.int(),
});
export type ToldUrlTest = z.infer<typeof toldUrlTest>;

export const toldResend = z.object({ queued: z.int() });

const fault = z.object({
  gateway: z.string(),
  kind: z.enum(faultKinds),
  count: z.int().optional(),
  probability: z.number().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  delayMs: z.int().optional(),
  status: z.int().optional(),
  after: z.boolean().optional(),
  code: z.string().optional(),
});
export type ToldFault = z.infer<typeof fault>;

/** `seed` is where the draw of probabilities stands. */
export const toldFaults = z.object({ seed: z.int().optional(), faults: z.array(fault) });
export type ToldFaults = z.infer<typeof toldFaults>;

export const toldMove = z.object({
  now: toldInstant,
  offsetMs: z.int(),
  tries: z.int(),
  failedTries: z.int(),
  told: z.array(z.object({ gateway: z.string(), change: z.string(), count: z.int() })),
  switchedOff: z.array(z.string()),
});
export type ToldMove = z.infer<typeof toldMove>;

export const toldRefusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
