/** What the product knows of Efí before an account is opened. */
import type {
  CredentialField,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  GatewayTools,
} from '../gateway.ts';
import { createHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { createEfi } from './adapter.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import { createTokens, type Credentials } from './oauth.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createSession } from './session.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';

/** efi 1.1. */
const HOSTS: Hosts = {
  production: 'https://cobrancas.api.efipay.com.br',
  homologation: 'https://cobrancas-h.api.efipay.com.br',
};

/** The simulator's fixed pair, unless another one is filled in. */
const SIMULATOR_CREDENTIALS: Credentials = {
  clientId: 'Client_Id_sandbox',
  clientSecret: 'Client_Secret_sandbox',
};

const CLIENT_ID_SHAPE = /^Client_Id_\S+$/;
const CLIENT_SECRET_SHAPE = /^Client_Secret_\S+$/;
const WHERE = 'No painel da Efí: API > Aplicações > (sua aplicação) > aba';

const credentialFields: readonly CredentialField[] = [
  {
    name: 'production-client-id',
    label: 'Client ID Produção',
    help: `${WHERE} Produção. Começa com Client_Id_. A aplicação precisa da permissão "API de Emissões/Cobranças".`,
    environment: 'production',
    isRequired: true,
    usualShape: CLIENT_ID_SHAPE,
  },
  {
    name: 'production-client-secret',
    label: 'Client Secret Produção',
    help: `${WHERE} Produção. Começa com Client_Secret_. Fica guardado com criptografia e não aparece mais na tela.`,
    environment: 'production',
    isRequired: true,
    usualShape: CLIENT_SECRET_SHAPE,
  },
  {
    name: 'homologation-client-id',
    label: 'Client ID Desenvolvimento',
    help: `${WHERE} Homologação. Serve só para testes: boletos de homologação não podem ser pagos.`,
    environment: 'homologation',
    isRequired: true,
    usualShape: CLIENT_ID_SHAPE,
  },
  {
    name: 'homologation-client-secret',
    label: 'Client Secret Desenvolvimento',
    help: `${WHERE} Homologação. O par de homologação não abre cobranças de produção.`,
    environment: 'homologation',
    isRequired: true,
    usualShape: CLIENT_SECRET_SHAPE,
  },
  {
    name: 'simulator-client-id',
    label: 'Client ID do simulador',
    help: 'Em branco vale Client_Id_sandbox. Troque só para ver o erro de credencial.',
    environment: 'simulator',
    isRequired: false,
    usualShape: CLIENT_ID_SHAPE,
  },
  {
    name: 'simulator-client-secret',
    label: 'Client Secret do simulador',
    help: 'Em branco vale Client_Secret_sandbox. Troque só para ver o erro de credencial.',
    environment: 'simulator',
    isRequired: false,
    usualShape: CLIENT_SECRET_SHAPE,
  },
];

export const efiDefinition: GatewayDefinition = {
  id: 'efi',
  label: 'Efí (Gerencianet)',
  instruments: ['boleto', 'bolix'],
  environments: ['production', 'homologation', 'simulator'],
  credentialFields,
  resolution: 'by-reference',
  limits: {
    minimumCents: MINIMUM_CENTS,
    maximumGroupParcels: 12,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
    // 4600209 on the fourteenth of a day, 4600211 on the thirty-first of a month (efi 1.10).
    perPayerAndDay: 13,
    perPayerAndMonth: 30,
  },
  callbackUrlWay: 'charges',
  // Three days, until the token is asked for; the address stays on (efi 3.2).
  callbackRetries: { lastsMs: 72 * 60 * 60_000, end: 'notice-lost', isExact: true },
  checkOffline,
  clampTerms,
  open,
  sampleCallback: (source) => sampleCallback(source),
};

/**
 * One instance per account, kept open: it holds the access token.
 * @throws Failure `invalid-input` without an address, or for one that would carry the credentials unencrypted
 */
function open(account: GatewayAccount, { clock, timeoutMs }: GatewayTools): Gateway {
  const http = createHttp({
    gateway: 'efi',
    baseUrl: baseUrlOf(account, HOSTS),
    clock,
    ...(timeoutMs !== undefined && { timeoutMs }),
    readErrorWords,
  });
  const tokens = createTokens(http, credentialsOf(account), clock);
  return createEfi(createSession(http, tokens, clock));
}

function credentialsOf(account: GatewayAccount): Credentials | undefined {
  const { environment } = account;
  const clientId = filledIn(account, 'client-id');
  const clientSecret = filledIn(account, 'client-secret');
  if (environment === 'simulator')
    return {
      clientId: clientId ?? SIMULATOR_CREDENTIALS.clientId,
      clientSecret: clientSecret ?? SIMULATOR_CREDENTIALS.clientSecret,
    };
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}
