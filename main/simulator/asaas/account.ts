import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';

/**
 * The simulated account at Asaas, changed by `PUT /control/asaas/settings`. Amounts in centavos.
 * What a real account's contract and panel hold is set here; what nobody documents is a setting with a guess as default.
 */
const accountSchema = z.strictObject({
  /** `numbered` = `pay_N_` and 14 characters, as since November 2026; `plain` = `pay_` and 16 (asaas.md 1.8). */
  idFormat: z.enum(['numbered', 'plain']).default('numbered'),
  /** Fee of a paid charge. */
  fees: z
    .strictObject({ boleto: z.int().min(0), pix: z.int().min(0) })
    .default({ boleto: 199, pix: 199 }),
  /** Bank days from CONFIRMED to RECEIVED of a boleto (`payment.bankSlip.daysToReceive`). */
  daysToReceive: z.int().min(0).max(30).default(1),
  /** Days after the due date for which a boleto stays registered when the charge says nothing; null = without end. */
  defaultDaysToSlipEnd: z.int().min(0).nullable().default(60),
  overdueRule: z.enum(['day-after-due', 'day-after-bank-day']).default('day-after-due'),
  /** How a payer pays a charge that leaves the choice to him. */
  undefinedPaidBy: z.enum(['PIX', 'BOLETO']).default('PIX'),
  /** Payers use the QR on the boleto: no CONFIRMED, and the charge comes back as PIX. */
  boletoPaidByPix: z.boolean().default(false),
  /** Without a Pix key the QR code lives until 23:59 of its day (asaas.md 3.3). */
  hasPixKey: z.boolean().default(true),
  maxInstallments: z.int().min(2).default(60),
  /** Least value of a charge after its discount. */
  minCents: z.int().min(1).default(500),
  /** Charges that may be created in a day (`GET /payments/limits`). */
  dailyLimit: z.int().positive().default(100_000),
  /** Requests in a window that opens with the first one; null is no limit. */
  quota: z
    .strictObject({ requests: z.int().positive(), hours: z.int().positive() })
    .nullable()
    .default({ requests: 25_000, hours: 12 }),
  /** Whether lists hold removed charges, with `deleted: true`. */
  listsDeleted: z.boolean().default(true),
  notFoundBody: z.enum(['empty', 'errors']).default('empty'),
  requiresUserAgent: z.boolean().default(true),
  callbackUserAgent: z.string().min(1).default('Java/1.8.0_282'),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Reads and changes the account's settings. */
export function createAccount({ settings }: Pick<GatewayPorts, 'settings'>) {
  let account = accountSchema.parse(settings.get('asaas', 'account') ?? {});
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
      settings.put('asaas', 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}
