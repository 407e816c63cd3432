import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';

/**
 * The simulated account at Efí, changed by `PUT /control/efi/settings`. Amounts in centavos.
 * What the panel of a real account holds is set here; what nobody documents is a setting with a guess as default.
 */
const accountSchema = z.strictObject({
  /** Boletos carry a Pix code (Bolix). */
  bolix: z.boolean().default(true),
  /** Fees per paid charge. */
  fees: z
    .strictObject({ billet: z.int().min(0), carnet: z.int().min(0) })
    .default({ billet: 150, carnet: 150 }),
  /** Terms of the panel, used where a charge sends none. Units of the API. */
  defaultFine: z.int().min(0).max(1000).default(0),
  defaultInterest: z.int().min(0).max(330).default(0),
  defaultDaysToWriteOff: z.int().min(0).max(120).default(89),
  /** CPF or CNPJ of the account: charging it is refused (4600222). */
  ownerDocument: z.string().default('11222333000181'),
  /** Highest total of one charge (4600037). */
  maxCents: z.int().positive().default(1_000_000),
  /** Issues for one payer; null is no limit (4600209, 4600211). */
  payerLimits: z
    .strictObject({ perDay: z.int().positive(), perMonth: z.int().positive() })
    .nullable()
    .default({ perDay: 13, perMonth: 30 }),
  /** How many identical charges a day may hold before the next is refused; null is no limit (4600210). */
  identicalLimit: z.int().positive().nullable().default(2),
  /** Leaves of a carnê (4600059). */
  maxParcels: z.int().positive().default(12),
  /** Calls per endpoint and day; null is no limit (3500049). */
  quota: z
    .strictObject({ endpoint: z.int().positive(), notification: z.int().positive() })
    .nullable()
    .default({ endpoint: 15_000, notification: 30_000 }),
  /** Where a paid charge tells of its payment: `paid_value` at the root and history lines, or fields in `payment`. */
  paidShape: z.enum(['history', 'payment']).default('history'),
  /** Whether the list tells `paid_value` and `received_by_bank_at`; the real one often does not. */
  listTellsPayment: z.boolean().default(true),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Reads and changes the account's settings. */
export function createAccount({ settings }: Pick<GatewayPorts, 'settings'>) {
  let account = accountSchema.parse(settings.get('efi', 'account') ?? {});
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
      settings.put('efi', 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}
