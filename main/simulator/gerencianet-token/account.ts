import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';
import { TOKEN_ID } from './names.ts';

/** Letters of a callback's status: paid, finalized, canceled, open or overdue (efi.md 5.4). */
const letters = ['p', 'f', 'c', 'i'] as const;

export type Letter = (typeof letters)[number];

const dateForm = z.enum(['br', 'br-time', 'iso']);

const panelUrl = z
  .url({ protocol: /^https?$/ })
  .max(255)
  .nullable()
  .default(null);

/**
 * The simulated account in token mode, changed by `PUT /control/gerencianet-token/settings`. Amounts in centavos.
 * What the panel of a real account holds is set here; what nobody documents is a setting with a guess as default.
 */
const accountSchema = z.strictObject({
  /** The panel's URL of "pagamento confirmado"; null = none. One set per account (seed 000). */
  paymentUrl: panelUrl,
  /** The panel's URL of "cobrança cancelada"; it may be the same one. */
  cancelUrl: panelUrl,
  /** Which changes are told at all. */
  sentLetters: z.array(z.enum(letters)).default(['p', 'c']),
  /** Charges told in one POST, and how long the first of them waits for others. */
  callbackBatch: z
    .strictObject({ size: z.int().min(1).max(100), waitSeconds: z.int().min(1) })
    .default({ size: 1, waitSeconds: 60 }),
  /** Whether a cancellation by webservice is told as one in the panel is. */
  tellsOwnCancel: z.boolean().default(true),
  /** `pag` of a callback, `10/12/2026`, `10/12/2026 09:00:00` or `2026-12-10`. */
  payDateForm: dateForm.default('br'),
  detailDateForm: dateForm.default('br'),
  /** `Boleto/Status` of the detail. */
  detailStatus: z.enum(['letters', 'words']).default('letters'),
  /** Amounts of the detail, `9990` or `99.90`. */
  detailAmounts: z.enum(['cents', 'decimal']).default('cents'),
  /** `Boleto/Valor` of a paid charge. */
  detailValue: z.enum(['charge', 'paid']).default('charge'),
  /** Root element of the answers of emission. */
  answerRoot: z.string().min(1).default('integracao'),
  /** Root element of the answers of the webservice; null = that of the request. */
  webserviceRoot: z.string().min(1).nullable().default(null),
  /** False answers without `link`, as the test host does. */
  answersLink: z.boolean().default(true),
  /** Without it an online charge is refused (1106). */
  hasCard: z.boolean().default(true),
  /** The letter that a refunded charge shows. */
  refundedAs: z.enum(['p', 'f', 'c']).default('p'),
  /** Bank days from paid to finalized; null = never by itself. */
  finalizedAfterDays: z.int().min(0).max(30).nullable().default(null),
  /** Fee of a paid charge; `btaxa` s adds it to the total. */
  feeCents: z.int().min(0).default(150),
  /** Terms of the panel: percent times 100, percent times 1000 per day, days. A request cannot send any. */
  fine: z.int().min(0).max(1000).default(0),
  interest: z.int().min(0).max(330).default(0),
  daysToWriteOff: z.int().min(0).default(89),
  minCents: z.int().min(1).default(500),
  maxCents: z.int().positive().default(1_000_000),
  /** Characters of an item's `descricao`. */
  maxDescription: z.int().positive().default(95),
  /** Refuses elements out of the order of the sheet. */
  checksOrder: z.boolean().default(true),
  /** Refuses line breaks and tabs in the XML. */
  refusesLineBreaks: z.boolean().default(true),
  /** Refuses characters beyond ASCII in the payer's name. */
  refusesAccents: z.boolean().default(false),
  unknownElements: z.enum(['refused', 'ignored']).default('refused'),
  /** HTTP status of an answer that carries an error. */
  errorStatus: z.int().min(200).max(599).default(200),
  /** Other codes for refusals whose real code is unknown, by the name that README.md gives them. */
  codes: z.record(z.string(), z.int().positive()).default({}),
  /** Calls per day; null is no limit. */
  quota: z.int().positive().nullable().default(null),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** Reads and changes the account's settings. */
export function createAccount({ settings }: Pick<GatewayPorts, 'settings'>) {
  let account = accountSchema.parse(settings.get(TOKEN_ID, 'account') ?? {});
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
      settings.put(TOKEN_ID, 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}
