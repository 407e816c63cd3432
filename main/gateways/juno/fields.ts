/** What the form of an account asks for, with where it is found in Juno's panel. */
import type { Environment } from '../../../domain/account.ts';
import type { CredentialField } from '../gateway.ts';

/** The simulator's fixed values, unless others are filled in. */
export const SIMULATOR = {
  clientId: 'sandbox',
  clientSecret: 'sandbox',
  resourceToken: 'sandbox-token',
} as const;

/** Path before every resource. Sources do not agree on the production host; the first choice holds while none is made. */
const PATHS: Readonly<Record<Environment, readonly [string, string]>> = {
  production: ['/', '/api-integration'],
  homologation: ['/api-integration', '/'],
  simulator: ['/', '/api-integration'],
};

/** What is sent before the path of a resource: nothing, or `/api-integration`. */
export function resourcePathOf(environment: Environment, chosen: string | undefined): string {
  const path = PATHS[environment].find((one) => one === chosen) ?? PATHS[environment][0];
  return path === '/' ? '' : path;
}

const HISTORICAL =
  'O Juno não abre contas novas: os clientes passaram à iugu em 2022, e esta API pode já não responder.';

const WHERE: Readonly<Record<Exclude<Environment, 'simulator'>, string>> = {
  production: 'No painel do Juno (juno.com.br), menu Integração',
  homologation: 'No painel de sandbox.juno.com.br, que é outro cadastro, menu Integração',
};

/** The private token comes first: it names the digital account, by which two accounts of one login are known. */
function loginFields(environment: Exclude<Environment, 'simulator'>): readonly CredentialField[] {
  const where = WHERE[environment];
  return [
    {
      name: `${environment}-resource-token`,
      label: 'Token privado',
      help: `${where} > Token Privado > Gerar token privado. Não é o Client Secret. Aparece uma vez só: copie e guarde. Pode ser gerado de novo a qualquer hora, mas então o antigo para de valer até o novo ser digitado aqui; nada se perde. Se o painel não deixa gerar, faltam documentos no cadastro ou o login foi feito no site errado. ${HISTORICAL}`,
      environment,
      isRequired: true,
    },
    {
      name: `${environment}-client-id`,
      label: 'Client ID',
      help: `${where}: credenciais da API 2.0. O par é de um ambiente só.`,
      environment,
      isRequired: true,
    },
    {
      name: `${environment}-client-secret`,
      label: 'Client Secret',
      help: `${where}: mostrado junto com o Client ID. Fica guardado com criptografia e não aparece mais na tela.`,
      environment,
      isRequired: true,
    },
  ];
}

function simulatorFields(): readonly CredentialField[] {
  const help = (value: string) =>
    `Em branco vale ${value}. Troque só para ver o erro de credencial.`;
  const environment = 'simulator';
  const isRequired = false;
  return [
    {
      name: 'simulator-resource-token',
      label: 'Token privado do simulador',
      help: help(SIMULATOR.resourceToken),
      environment,
      isRequired,
    },
    {
      name: 'simulator-client-id',
      label: 'Client ID do simulador',
      help: help(SIMULATOR.clientId),
      environment,
      isRequired,
    },
    {
      name: 'simulator-client-secret',
      label: 'Client Secret do simulador',
      help: help(SIMULATOR.clientSecret),
      environment,
      isRequired,
    },
  ];
}

function keyFields(environment: Environment): readonly CredentialField[] {
  return [
    {
      name: `${environment}-pix-key`,
      label: 'Chave Pix (boleto com Pix)',
      help: 'Chave aleatória de 36 caracteres da conta do Juno, que todo boleto com Pix leva. Em branco, o Baixa cria uma na primeira cobrança com Pix e a guarda aqui.',
      environment,
      isRequired: false,
      kind: 'text',
      usualShape: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    },
    {
      name: `${environment}-webhook-secret`,
      label: 'Chave de assinatura dos avisos',
      help: 'O Juno a mostra quando o endereço dos avisos é criado: 64 caracteres de 0-9 e a-f. O Baixa a guarda sozinho ao ligar os avisos; cole aqui só se o endereço foi criado por fora. Sem ela o aviso é aceito como sinal, e a cobrança é sempre consultada.',
      environment,
      isRequired: false,
      usualShape: /^[0-9a-f]{64}$/i,
    },
  ];
}

function choiceFields(environment: Environment): readonly CredentialField[] {
  return [
    {
      name: `${environment}-takes-callbacks`,
      label: 'Assumir os avisos',
      help: 'O Juno entrega cada tipo de aviso a um endereço só. Com Sim, o endereço de outro sistema é desligado quando os avisos são ligados aqui.',
      environment,
      isRequired: false,
      kind: 'choice',
      choices: [
        { value: 'não', label: 'Não' },
        { value: 'sim', label: 'Sim' },
      ],
    },
    {
      name: `${environment}-resource-path`,
      label: 'Caminho da API',
      help: 'As fontes sobre o Juno não concordam no caminho. Mude só se o teste da conta disser que o endereço não existe (HTTP 404).',
      environment,
      isRequired: false,
      kind: 'choice',
      choices: PATHS[environment].map((value) => ({
        value,
        label: value === '/' ? 'Na raiz do endereço' : value,
      })),
    },
  ];
}

function settingFields(environment: Environment): readonly CredentialField[] {
  return [...keyFields(environment), ...choiceFields(environment)];
}

export const credentialFields: readonly CredentialField[] = [
  ...loginFields('production'),
  ...settingFields('production'),
  ...loginFields('homologation'),
  ...settingFields('homologation'),
  ...simulatorFields(),
  ...settingFields('simulator'),
];
