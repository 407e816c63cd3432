import { z } from 'zod';
import type { GatewayPorts, SettingsOutcome } from '../gateway.ts';

const text = z.string().min(1);

/**
 * The simulated account, changed by `PUT /control/<id>/settings`. Amounts in centavos. What a contract with the bank
 * holds is set here; what nobody documents is a setting whose default is a guess.
 */
const accountSchema = z.strictObject({
  /** Pix keys of the account; charging or watching another one is refused. */
  keys: z.array(text).min(1),
  receiver: z.strictObject({
    cnpj: text,
    nome: text,
    nomeFantasia: text,
    email: text,
    logradouro: text,
    cidade: text,
    uf: text,
    cep: text,
  }),
  /** Products of the contract; a call outside them gets 403. */
  scopes: z.array(text),
  /** Fee of each Pix. */
  feeCents: z.int().min(0),
  /** Whether answers carry `pixCopiaECola`; without it the client builds the code from `location`. */
  tellsCopyAndPaste: z.boolean(),
  /** Whether a Pix says how its value is made up. */
  tellsComponents: z.boolean(),
  /** What was seen in real answers beside the standard (pix.md 3.6); off gives standard answers. */
  observedQuirks: z.boolean(),
  /** Which of the shapes an error has: as the profile has it, or always the standard one. */
  errorShapes: z.enum(['mixed', 'problem']),
  /** A PUT of a txid that is there, with the same body. */
  repeatedPut: z.enum(['same-answer', 'refused']),
  /** A PUT of a txid that is there and ATIVA, with another body. */
  changedPut: z.enum(['revises', 'refused']),
  /** Whether a charge may fall due on the day on which it is made. */
  takesDueToday: z.boolean(),
  /** A Pix that was on its way lands although the charge was removed. */
  acceptsAfterRemoval: z.boolean(),
  /** Longest window of GET /pix in days; null is no limit. */
  pixWindowDays: z.int().positive().nullable(),
  itemsPerPage: z.int().min(1).max(1000),
  /** From request to final state of a refund, and which it is. */
  refundSeconds: z.int().min(0),
  refundOutcome: z.enum(['DEVOLVIDO', 'NAO_REALIZADO']),
  /** Charges from R$ 0,01 to R$ 10,00 are paid by themselves, as in Efí's homologação. */
  paysSmallCharges: z.boolean(),
  /** Whether a webhook URL is tried before it is accepted. */
  probesWebhooks: z.boolean(),
  /** What Efí's `/v2/gn/config` holds. */
  config: z.looseObject({}),
  /** Name of the query parameter that carries the application's key; null where there is none. */
  appKeyName: text.nullable(),
  /** Calls per minute; null is no limit. No figure is public. */
  callsPerMinute: z.int().positive().nullable(),
});

export type Account = Readonly<z.infer<typeof accountSchema>>;

/** The account of both profiles; each profile changes what differs. */
export const standardAccount: Account = {
  keys: ['pix@provedor.example'],
  receiver: {
    cnpj: '11222333000181',
    nome: 'PROVEDOR SIMULADO LTDA',
    nomeFantasia: 'PROVEDOR SIMULADO',
    email: 'pix@provedor.example',
    logradouro: 'Rua das Antenas, 100',
    cidade: 'OURO PRETO',
    uf: 'MG',
    cep: '35400000',
  },
  scopes: [
    'cob.read',
    'cob.write',
    'cobv.read',
    'cobv.write',
    'pix.read',
    'pix.write',
    'webhook.read',
    'webhook.write',
    'payloadlocation.read',
    'payloadlocation.write',
  ],
  feeCents: 0,
  tellsCopyAndPaste: true,
  tellsComponents: true,
  observedQuirks: true,
  errorShapes: 'mixed',
  repeatedPut: 'same-answer',
  changedPut: 'revises',
  takesDueToday: true,
  acceptsAfterRemoval: true,
  pixWindowDays: null,
  itemsPerPage: 100,
  refundSeconds: 10,
  refundOutcome: 'DEVOLVIDO',
  paysSmallCharges: false,
  probesWebhooks: false,
  config: {},
  appKeyName: null,
  callsPerMinute: null,
};

/** Reads and changes the settings of one profile's account. */
export function createAccount(
  { settings }: Pick<GatewayPorts, 'settings'>,
  gateway: string,
  defaults: Account,
) {
  let account = accountSchema.parse({
    ...defaults,
    ...accountSchema.partial().parse(settings.get(gateway, 'account') ?? {}),
  });
  return {
    get: (): Account => account,
    /** Changes what is given, keeps the rest. */
    change(change: unknown): SettingsOutcome {
      const parsed = accountSchema.partial().safeParse(change);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = issue?.path.join('.') ?? '';
        return { kind: 'invalid', reason: `${where}: ${issue?.message ?? ''}` };
      }
      account = accountSchema.parse({ ...account, ...parsed.data });
      settings.put(gateway, 'account', account);
      return { kind: 'done', settings: account };
    },
  };
}
