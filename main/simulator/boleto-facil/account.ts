import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';
import { networks, whyRefused } from './callback-url.ts';

/**
 * The simulated account at Boleto Fácil, changed by `PUT /control/boleto-facil/settings`. Amounts in centavos.
 * What the panel of a real account holds is set here; what nobody documents is a setting with a guess as default.
 */
const accountSchema = z.strictObject({
  /** The token privado. Another one is what "Gerar token privado" does: from then on the old one is refused. */
  token: z.string().min(1).default('sandbox-token'),
  /** URL of the panel's "Notificação de Pagamentos", for charges without one of their own. */
  notificationUrl: z.string().nullable().default(null),
  /** Whether a charge keeps the account's URL of the day it was made, or follows the account. */
  accountUrlHoldsFor: z.enum(['new-charges', 'all-charges']).default('new-charges'),
  /** Networks that no callback URL may lie in. */
  refusedNetworks: z.enum(networks).default('172.16/12'),
  /** HTTP status of a refusal; the official SDKs disagree. */
  errorStatus: z.union([z.literal(400), z.literal(422)]).default(400),
  /** `payNumber` is the text of the real sandbox, no linha digitável. */
  sandboxText: z.boolean().default(false),
  /** Banks that register one charge after the other. */
  banks: z
    .array(z.enum(['341', '033', '237']))
    .min(1)
    .default(['341', '033', '237']),
  /** Answers of the first years: code, due date, link and payNumber alone. */
  oldAnswers: z.boolean().default(false),
  minCents: z.int().min(1).default(250),
  maxInstallments: z.int().min(1).default(24),
  /** Highest fine and interest, whole percents. */
  maxPercent: z.int().min(0).max(100).default(20),
  /** Days from today when no due date is sent. */
  defaultDueDays: z.int().min(0).default(3),
  defaultMaxOverdueDays: z.int().min(0).max(29).default(0),
  takesPastDueDates: z.boolean().default(false),
  /** The 31st of a month that lacks it: its last day, its last day and that day from then on, or the days beyond. */
  shortMonths: z.enum(['last-day', 'chained', 'next-month']).default('last-day'),
  /** Which parcels carry the odd centavos of a total. */
  remainderOn: z.enum(['first-parcels', 'last-parcel']).default('first-parcels'),
  /** What a discount without a deadline means. */
  openDiscount: z.enum(['always', 'until-due', 'never']).default('always'),
  /** Tariff of a paid boleto. */
  feeCents: z.int().min(0).default(250),
  /** `pay` announces first and confirms later. */
  announcesFirst: z.boolean().default(false),
  announcedAs: z.enum(['AUTHORIZED', 'AWAITING_PROCESSING']).default('AUTHORIZED'),
  /** From the announcement to the confirmation; 0 = one right after the other. */
  bankDaysToConfirm: z.int().min(0).max(30).default(1),
  /** Whether money that went back is notified too. */
  notifiesPaidBack: z.boolean().default(false),
  /** Whether each notification carries a token of its own, or all of a payment the same. */
  tokenPerNotice: z.boolean().default(false),
  listsCancelled: z.boolean().default(false),
  /** Whether a payment tells the face value of its charge. */
  tellsChargeAmount: z.boolean().default(true),
  /** A list in XML: once around rows named in the singular, as the .NET SDK reads it, or the element once per row, as the Java SDK does. */
  xmlLists: z.enum(['wrapped', 'repeated']).default('wrapped'),
  /** Part of the balance that cannot be moved. */
  withheldCents: z.int().min(0).default(0),
  /** Charges made while this is on count as made by hand in the panel, which are never notified. */
  chargesAreFromPanel: z.boolean().default(false),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Reads and changes the account's settings. */
export function createAccount({ settings }: Pick<GatewayPorts, 'settings'>) {
  let account = accountSchema.parse(settings.get('boleto-facil', 'account') ?? {});
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
      const changed: Account = { ...account, ...Object.fromEntries(given) };
      const reason = whyUrlRefused(changed);
      if (reason !== undefined) return { kind: 'invalid', reason: `notificationUrl: ${reason}` };
      account = changed;
      settings.put('boleto-facil', 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}

const whyUrlRefused = ({ notificationUrl, refusedNetworks }: Account): string | undefined =>
  notificationUrl === null ? undefined : whyRefused(notificationUrl, refusedNetworks);
