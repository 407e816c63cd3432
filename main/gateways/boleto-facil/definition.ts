/** What the product knows of Boleto Fácil before an account is opened. */
import type { Environment } from '../../../domain/account.ts';
import type {
  CredentialField,
  Gateway,
  GatewayAccount,
  GatewayDefinition,
  GatewayTools,
} from '../gateway.ts';
import { createHttp } from '../http.ts';
import { baseUrlOf, filledIn, type Hosts } from '../opening.ts';
import { createBoletoFacil } from './adapter.ts';
import { cedenteFields, cedenteLines, GATEWAY_LINE, tidyCredentials } from './cedente.ts';
import { checkOffline, MESSAGE_LINES, MINIMUM_CENTS } from './checks.ts';
import { MOST_PARCELS } from './group.ts';
import { readErrorWords } from './refusals.ts';
import { sampleCallback } from './sample.ts';
import { createSession } from './session.ts';
import { clampTerms, MOST_PAYABLE_DAYS } from './terms.ts';

/** juno 1.1. */
const BASES: Hosts = {
  production: 'https://www.boletobancario.com/boletofacil/integration/api/v1',
  homologation: 'https://sandbox.boletobancario.com/boletofacil/integration/api/v1',
};

/** The simulator's fixed token, unless another one is filled in. */
const SIMULATOR_TOKEN = 'sandbox-token';

const WHERE = 'Integração > Token Privado > Gerar token privado';

const tokens: readonly CredentialField[] = [
  {
    name: 'production-token',
    label: 'Token (produção)',
    help: `No painel do Boleto Fácil: ${WHERE}. Aparece uma vez só: copie e guarde. Gerar outro derruba este até o novo ser colado aqui, e nenhum dado se perde. Se o painel não deixa gerar, o cadastro está incompleto (faltam documentos) ou o login foi feito na Juno em vez do Boleto Fácil.`,
    environment: 'production',
    isRequired: true,
  },
  {
    name: 'production-sandbox-token',
    label: 'Token Sandbox',
    help: 'Token da conta de testes. Enquanto estiver preenchido, as cobranças novas vão para o sandbox e não valem. Para testar: gere uma cobrança, abra-a no painel de sandbox.juno.com.br e use "Simular pagamento por boleto". Depois dos testes deixe em branco.',
    environment: 'production',
    isRequired: false,
    twinCredential: 'homologation-token',
  },
  {
    name: 'homologation-token',
    label: 'Token Sandbox',
    help: `O sandbox é outro cadastro, em sandbox.juno.com.br: ${WHERE}. O token de produção não serve lá. Os boletos do sandbox não podem ser pagos.`,
    environment: 'homologation',
    isRequired: true,
  },
  {
    name: 'simulator-token',
    label: 'Token do simulador',
    help: 'Em branco vale sandbox-token. Troque só para ver o erro de credencial.',
    environment: 'simulator',
    isRequired: false,
  },
];

function payeeFields(environment: Environment): readonly CredentialField[] {
  const [first, second] = cedenteFields(environment);
  const common = { environment, isRequired: false, kind: 'text' } as const;
  return [
    {
      ...common,
      name: first,
      label: 'Cedente (1ª linha)',
      help: 'O nome do provedor, escrito como está na Juno/Boleto Fácil. Um texto antigo colado com <br> vira duas linhas.',
    },
    {
      ...common,
      name: second,
      label: 'Cedente (2ª linha)',
      help: `Em branco vale ${GATEWAY_LINE}, que registra os boletos.`,
    },
  ];
}

const environments: readonly Environment[] = ['production', 'homologation', 'simulator'];

/** The token comes first: by it two accounts of one login are known. */
const credentialFields: readonly CredentialField[] = environments.flatMap((environment) => [
  ...tokens.filter((field) => field.environment === environment),
  ...payeeFields(environment),
]);

export const boletoFacilDefinition: GatewayDefinition = {
  id: 'boleto-facil',
  label: 'Boleto Fácil (API 1, histórico)',
  instruments: ['boleto'],
  environments,
  credentialFields,
  resolution: 'list-window',
  limits: {
    minimumCents: MINIMUM_CENTS,
    maximumGroupParcels: MOST_PARCELS,
    hasFixedGroupDates: true,
    payableDays: { minimum: 0, maximum: MOST_PAYABLE_DAYS },
    messageLines: MESSAGE_LINES,
  },
  checkOffline,
  payeeLines: cedenteLines,
  clampTerms,
  tidyCredentials,
  // 50 tries, two hours apart (juno 2.2).
  callbackRetries: { lastsMs: 49 * 2 * 60 * 60_000, tries: 50, end: 'notice-lost', isExact: true },
  open,
  sampleCallback: (source) => sampleCallback(source),
};

/** @throws Failure `invalid-input` without an address, or for one that would carry the token unencrypted */
function open(account: GatewayAccount, { clock, timeoutMs }: GatewayTools): Gateway {
  const http = createHttp({
    gateway: 'boleto-facil',
    baseUrl: baseUrlOf(account, BASES),
    clock,
    ...(timeoutMs !== undefined && { timeoutMs }),
    readErrorWords,
  });
  return createBoletoFacil(createSession({ http, clock, token: tokenOf(account) }));
}

function tokenOf(account: GatewayAccount): string | undefined {
  const token = filledIn(account, 'token');
  return token ?? (account.environment === 'simulator' ? SIMULATOR_TOKEN : undefined);
}
