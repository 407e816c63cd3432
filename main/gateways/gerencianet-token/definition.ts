/** What the product knows of Gerencianet's token mode before an account is opened. */
import type {
  CredentialField,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  GatewayTools,
} from '../gateway.ts';
import { createHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { createGerencianetToken } from './adapter.ts';
import type { IssueSettings } from './bodies.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createSession } from './session.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';
import { readAnswer } from './wire.ts';

/** efi 5.1. The test host answers without links and has no web service, so there is no homologação. */
const ISSUING: Hosts = {
  production: 'https://integracao.gerencianet.com.br',
  homologation: undefined,
};
const WEBSERVICE: Hosts = {
  production: 'https://fortunus.gerencianet.com.br',
  homologation: undefined,
};

/** The simulator's fixed token, unless another one is filled in. */
const SIMULATOR_TOKEN = 'sandbox-token';
const KEY_SHAPE = /^[0-9a-f]{32}$/i;

const tokens: readonly CredentialField[] = [
  {
    name: 'production-token',
    label: 'Token',
    help: 'Token de integração, em geral 32 letras e números. No painel da Gerencianet: API > Minhas Aplicações > Nova Aplicação, com o MODO DE COMPATIBILIDADE ligado. Só com ele saem os boletos: Client ID e Client Secret não são usados aqui (para eles há o tipo de conta Efí, que é o recomendado).',
    environment: 'production',
    isRequired: true,
    usualShape: KEY_SHAPE,
  },
  {
    name: 'simulator-token',
    label: 'Token do simulador',
    help: 'Em branco vale sandbox-token. Troque só para ver o erro de credencial.',
    environment: 'simulator',
    isRequired: false,
  },
];

const accountId: CredentialField = {
  name: 'production-account-id',
  label: 'Identificador da conta',
  help: 'No painel da Gerencianet, na área API, ao lado das credenciais: 32 letras e números. Para boletos pode ficar em branco. Cada conta Gerencianet tem uma única URL de callback, mesmo com várias aplicações no modo de compatibilidade: outro sistema precisa de outra conta (Minha conta > Nova conta).',
  environment: 'production',
  isRequired: false,
  usualShape: KEY_SHAPE,
};

const hosts: readonly CredentialField[] = [
  {
    name: 'production-issue-url',
    label: 'Endereço de emissão',
    help: `Em branco vale ${String(ISSUING.production)}. Este modo é antigo: se a Gerencianet informar outro endereço, escreva-o aqui, com https.`,
    environment: 'production',
    isRequired: false,
    kind: 'text',
  },
  {
    name: 'production-webservice-url',
    label: 'Endereço de consulta e cancelamento',
    help: `Em branco vale ${String(WEBSERVICE.production)}. Sem resposta dele nenhum pagamento é confirmado.`,
    environment: 'production',
    isRequired: false,
    kind: 'text',
  },
];

function settingFields(environment: 'production' | 'simulator'): readonly CredentialField[] {
  return [
    {
      name: `${environment}-passes-fee`,
      label: 'Repassar a tarifa ao cliente',
      help: 'Com Sim, a Gerencianet soma a tarifa ao valor do boleto, e o cliente paga a mais.',
      environment,
      isRequired: false,
      kind: 'choice',
      choices: [
        { value: 'não', label: 'Não' },
        { value: 'sim', label: 'Sim' },
      ],
    },
    {
      name: `${environment}-keeps-charging`,
      label: 'continuarCobrando',
      help: 'Campo antigo, sem documentação conhecida; outros sistemas enviam 0. Em branco, não é enviado.',
      environment,
      isRequired: false,
      kind: 'text',
    },
  ];
}

const credentialFields: readonly CredentialField[] = tokens.flatMap((field) =>
  field.environment === 'production'
    ? [field, accountId, ...settingFields('production'), ...hosts]
    : [field, ...settingFields('simulator')],
);

export const gerencianetTokenDefinition: GatewayDefinition = {
  id: 'gerencianet-token',
  label: 'Gerencianet (token)',
  instruments: ['boleto'],
  environments: ['production', 'simulator'],
  credentialFields,
  resolution: 'repeat-same-request',
  limits: {
    minimumCents: MINIMUM_CENTS,
    maximumGroupParcels: 0,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
  },
  checkOffline,
  clampTerms: (terms) => clampTerms(terms),
  open,
  sampleCallback: (source) => sampleCallback(source),
  hasOneCallbackUrl: true,
  // About an hour (efi 5.4).
  callbackRetries: { lastsMs: 60 * 60_000, tries: 10, end: 'address-off', isExact: false },
  hasNoList: true,
};

/**
 * One instance per account, kept open: it remembers issues without a clear ending.
 * @throws Failure `invalid-input` without an address, or for one that would carry the token unencrypted
 */
function open(account: GatewayAccount, { clock, timeoutMs }: GatewayTools): Gateway {
  const httpAt = (name: string, standard: Hosts) =>
    createHttp({
      gateway: 'gerencianet-token',
      baseUrl: baseUrlOf(withAddress(account, name), standard),
      clock,
      ...(timeoutMs !== undefined && { timeoutMs }),
      readErrorWords,
      readBody: readAnswer,
    });
  const session = createSession({
    hosts: {
      issuing: httpAt('issue-url', ISSUING),
      webservice: httpAt('webservice-url', WEBSERVICE),
    },
    token: tokenOf(account),
    clock,
  });
  return createGerencianetToken(session, settingsOf(account));
}

/** The account's own base holds both families of paths; else each host may have been replaced. */
function withAddress(account: GatewayAccount, name: string): GatewayAccount {
  const { environment, baseUrl } = account;
  const address = baseUrl ?? filledIn(account, name);
  return {
    environment,
    credential: (field) => account.credential(field),
    ...(address !== undefined && { baseUrl: address }),
  };
}

function tokenOf(account: GatewayAccount): string | undefined {
  const token = filledIn(account, 'token');
  return account.environment === 'simulator' ? (token ?? SIMULATOR_TOKEN) : token;
}

function settingsOf(account: GatewayAccount): IssueSettings {
  const keepsCharging = filledIn(account, 'keeps-charging');
  return {
    passesFee: /^sim$/i.test(filledIn(account, 'passes-fee') ?? ''),
    ...(keepsCharging !== undefined && { keepsCharging }),
  };
}
