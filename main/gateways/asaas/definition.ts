/** What the product knows of Asaas before an account is opened. */
import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../domain/account.ts';
import type {
  CallbackToCheck,
  CredentialField,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  GatewayTools,
} from '../gateway.ts';
import { createHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { isSameSecret } from '../same-secret.ts';
import { createAsaas } from './adapter.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createSession, type AccountSettings } from './session.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';

/** asaas 1.1. */
const BASES: Hosts = {
  production: 'https://api.asaas.com/v3',
  homologation: 'https://api-sandbox.asaas.com/v3',
};

/** The simulator's fixed key, unless another one is filled in, and an address that nobody reads. */
const SIMULATOR_TOKEN = 'sandbox-token';
const SIMULATOR_EMAIL = 'avisos@provedor.example';

/** Header in which Asaas sends the secret back (asaas 5.2). */
const CALLBACK_HEADER = 'asaas-access-token';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const WHERE = 'No painel da Asaas: Integrações > Chaves de API.';
const PRINTABLE = /^[\x21-\x7e]+$/;

const accessTokens: readonly CredentialField[] = [
  {
    name: 'production-access-token',
    label: 'Chave de API (produção)',
    help: `${WHERE} Começa com $aact_prod_ e aparece uma vez só. Fica guardada com criptografia. A lista de IPs autorizados da Asaas não combina com internet de IP variável.`,
    environment: 'production',
    isRequired: true,
    usualShape: /^\$aact_prod_\S+$/,
  },
  {
    name: 'homologation-access-token',
    label: 'Chave de API (sandbox)',
    help: 'No painel de sandbox.asaas.com, que é outra conta: Integrações > Chaves de API. Começa com $aact_hmlg_. No sandbox a Asaas manda e-mails e SMS de verdade.',
    environment: 'homologation',
    isRequired: true,
    usualShape: /^\$aact_hmlg_\S+$/,
  },
  {
    name: 'simulator-access-token',
    label: 'Chave de API do simulador',
    help: 'Em branco vale sandbox-token. Troque só para ver o erro de credencial.',
    environment: 'simulator',
    isRequired: false,
  },
];

function settingFields(environment: Environment): readonly CredentialField[] {
  return [
    {
      name: `${environment}-callback-token`,
      label: 'Token dos avisos (webhook)',
      help: `De 32 a 255 caracteres. A Asaas o devolve em cada aviso, e o Baixa o confere. Sugestão gerada agora: ${randomBytes(24).toString('hex')}`,
      environment,
      isRequired: false,
      usualShape: /^\S{32,255}$/,
    },
    {
      name: `${environment}-callback-email`,
      label: 'E-mail dos avisos',
      help: 'A Asaas escreve para este endereço quando os avisos falham. É preciso para ligar os avisos.',
      environment,
      isRequired: false,
      kind: 'text',
    },
    {
      name: `${environment}-notifies-payer`,
      label: 'Asaas avisa o pagador',
      help: 'Os e-mails e SMS da Asaas para o pagador são cobrados do provedor.',
      environment,
      isRequired: false,
      kind: 'choice',
      choices: [
        { value: 'não', label: 'Não' },
        { value: 'sim', label: 'Sim' },
      ],
    },
  ];
}

const credentialFields: readonly CredentialField[] = accessTokens.flatMap((field) => [
  field,
  ...settingFields(field.environment),
]);

export const asaasDefinition: GatewayDefinition = {
  id: 'asaas',
  label: 'Asaas',
  instruments: ['boleto', 'bolix', 'pix'],
  environments: ['production', 'homologation', 'simulator'],
  credentialFields,
  resolution: 'by-reference',
  limits: {
    minimumCents: MINIMUM_CENTS,
    // Documented for cards of most brands; for boletos no limit was found (asaas 3.6).
    maximumGroupParcels: 12,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
  },
  // 25,000 requests in 12 hours, two list calls each time (asaas 1.5).
  polling: {
    everyMs: 20 * MINUTE_MS,
    sweepEveryMs: 24 * HOUR_MS,
    quota: { requests: 25_000, perMs: 12 * HOUR_MS },
  },
  callbackUrlWay: 'account',
  // 15 in a row, after waits of 50 minutes, five of 1 h, two of 2 h and one of 3 h together (asaas 5.2).
  callbackRetries: { lastsMs: 770 * MINUTE_MS, tries: 15, end: 'queue-paused', isExact: true },
  checkOffline,
  clampTerms: (terms) => clampTerms(terms),
  open,
  checkCallback,
  sampleCallback: (source, account) =>
    sampleCallback(source, { name: CALLBACK_HEADER, value: settingsOf(account).callbackToken }),
};

/**
 * One instance per account, kept open: it remembers customers.
 * @throws Failure `invalid-input` without an address, or for one that would carry the key unencrypted
 */
function open(account: GatewayAccount, { clock, timeoutMs }: GatewayTools): Gateway {
  const http = createHttp({
    gateway: 'asaas',
    baseUrl: baseUrlOf(account, BASES),
    clock,
    ...(timeoutMs !== undefined && { timeoutMs }),
    readErrorWords,
  });
  const accessToken = accessTokenOf(account);
  return createAsaas(createSession({ http, clock, accessToken, settings: settingsOf(account) }));
}

function checkCallback(request: CallbackToCheck, account: GatewayAccount): 'ok' | 'wrong' | 'none' {
  const { callbackToken } = settingsOf(account);
  if (callbackToken === undefined) return 'none';
  const sent = request.headers[CALLBACK_HEADER] ?? '';
  return isSameSecret(sent, callbackToken) ? 'ok' : 'wrong';
}

/** A key with a blank or a line break inside cannot travel in a header: it is as good as none. */
function accessTokenOf(account: GatewayAccount): string | undefined {
  const token = filledIn(account, 'access-token');
  if (token !== undefined) return PRINTABLE.test(token) ? token : undefined;
  return account.environment === 'simulator' ? SIMULATOR_TOKEN : undefined;
}

function settingsOf(account: GatewayAccount): AccountSettings {
  const callbackToken = filledIn(account, 'callback-token');
  const callbackEmail =
    filledIn(account, 'callback-email') ??
    (account.environment === 'simulator' ? SIMULATOR_EMAIL : undefined);
  return {
    notifiesPayer: /^sim$/i.test(filledIn(account, 'notifies-payer') ?? ''),
    ...(callbackToken !== undefined && { callbackToken }),
    ...(callbackEmail !== undefined && { callbackEmail }),
  };
}
