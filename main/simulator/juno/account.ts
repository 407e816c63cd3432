import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';

export const RESOURCE_TOKEN = 'sandbox-token';

/** Waits of v1's notifications: 50 tries, two hours apart (juno.md 2.2). Those of API 2.0 are not known. */
const GUESSED_WAITS_MINUTES = Array.from({ length: 49 }, () => 120);

/**
 * The simulated digital account at Juno, changed by `PUT /control/juno/settings`. Amounts in centavos.
 * What a real account's contract and panel hold is set here; what nobody documents is a setting with a guess as default.
 */
const accountSchema = z.strictObject({
  /** The "token privado"; another one is what making a new one in the panel does. */
  resourceToken: z.string().min(1).default(RESOURCE_TOKEN),
  /** Life of an access token: 86400 in the sandbox, 3600 in production (juno.md 3.1). */
  tokenSeconds: z.int().min(1).default(86_400),
  /** Access tokens of another generation are refused: raise it to revoke all. */
  tokenGeneration: z.int().min(1).default(1),
  requiresApiVersion: z.boolean().default(true),
  requiresIdempotencyKey: z.boolean().default(true),
  /** Requests in a window that opens with the first one; null is no limit. */
  quota: z
    .strictObject({ requests: z.int().positive(), seconds: z.int().positive() })
    .nullable()
    .default(null),
  /** Agency, account and digit as `billetDetails.bankAccount` shows them. */
  bankAccount: z
    .string()
    .regex(/^\d{4}\/\d{4,12}-\d$/)
    .default('0001/1000020042-7'),
  /** Fee of a paid charge. */
  fees: z
    .strictObject({ boleto: z.int().min(0), pix: z.int().min(0) })
    .default({ boleto: 250, pix: 250 }),
  /** Bank days from the confirmation to `releaseDate`. */
  releaseDays: z.int().min(0).max(60).default(1),
  /** `pay` tells AUTHORIZED before CONFIRMED. */
  authorizesFirst: z.boolean().default(false),
  /** Bank days after which the clock confirms what was announced; null = only a control call does. */
  confirmDays: z.int().min(0).max(60).nullable().default(1),
  /** Whether a charge that was cancelled or written off by hand still takes a payment. */
  takesAfterEnd: z.boolean().default(true),
  /** New charges become FAILED at once. */
  registrationFails: z.boolean().default(false),
  minCents: z.int().min(1).default(250),
  maxCents: z.int().min(1).default(100_000_000),
  /** Days from today to the due date of a charge that names none. */
  defaultDueDays: z.int().min(0).default(3),
  /** Parcels of a day that the month lacks: its last day, or as many days into the next month. */
  shortMonths: z.enum(['last-day', 'overflow']).default('last-day'),
  /** Which parcel of a `totalAmount` takes the centavos left over. */
  centsLeftOn: z.enum(['first', 'last']).default('last'),
  overdueDaysAbove29: z.enum(['clamp', 'refuse']).default('clamp'),
  /** Most parcels with BOLETO_PIX: 24 since 2022, 1 in 2021 (juno.md 3.2). */
  pixInstallments: z.int().min(1).max(24).default(24),
  /** Whether BOLETO_PIX takes days overdue, fine, interest and discount; in 2021 it did not. */
  pixTakesTerms: z.boolean().default(true),
  pixShape: z.enum(['object', 'array']).default('object'),
  /** Name of the code in `pix`: the later one or the earlier one. */
  pixPayloadName: z.enum(['payloadInBase64', 'qrcodeInBase64']).default('payloadInBase64'),
  /** `sandbox-text` is what the sandbox prints in place of the linha digitável. */
  payNumber: z.enum(['linha', 'sandbox-text']).default('linha'),
  /** A charge without payments has no `payments`, or an empty list. */
  emptyPayments: z.enum(['absent', 'list']).default('absent'),
  /** `_embedded` of a list without charges. */
  emptyList: z.enum(['list', 'absent']).default('list'),
  /** What a list shows when the query does not say. */
  listsCancelled: z.boolean().default(false),
  listsManualReconciliation: z.boolean().default(false),
  /** Amounts in callbacks: text or number. */
  callbackAmounts: z.enum(['text', 'number']).default('text'),
  /** `attributes.charge` in callbacks: all that was seen, or only what is sure. */
  callbackCharge: z.enum(['full', 'bare']).default('full'),
  deprecatedEventTypes: z.array(z.string()).default([]),
  /** Which answers to a callback count as arrived. */
  callbackSuccess: z.enum(['200', '2xx']).default('200'),
  callbackWaitsMinutes: z.array(z.number().min(0)).max(200).default(GUESSED_WAITS_MINUTES),
  callbackTimeoutSeconds: z.int().min(1).max(300).default(30),
  /** Running out of tries makes the webhook INACTIVE; only a 200 counts then. */
  callbackSwitchesOff: z.boolean().default(false),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Reads and changes the account's settings. */
export function createAccount({ settings }: Pick<GatewayPorts, 'settings'>) {
  let account = accountSchema.parse(settings.get('juno', 'account') ?? {});
  return {
    get: (): Account => account,
    /** Changes what is given, keeps the rest. */
    change(change: unknown): SettingsOutcome {
      const parsed = accountSchema.partial().safeParse(change);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        return {
          kind: 'invalid',
          reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
        };
      }
      // Defaults of absent fields must not overwrite what was set before.
      const given = Object.entries(parsed.data).filter(([name]) => name in Object(change));
      account = { ...account, ...Object.fromEntries(given) };
      settings.put('juno', 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}
