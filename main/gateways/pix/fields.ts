/** What the form of a Pix account asks for, with where each bank shows it. */
import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../domain/account.ts';
import type { CredentialField } from '../gateway.ts';
import { profiles, type BankProfile } from './profiles.ts';

/** The names of the application key that are in use (pix 3.2). */
export const APP_KEY_NAMES = ['gw-dev-app-key', 'gw-app-key'] as const;

/** All that a program which charges and receives needs; a bank refuses what was not contracted (pix 1.2, 3.2). */
export const ALL_SCOPES =
  'cob.read cob.write cobv.read cobv.write pix.read pix.write webhook.read webhook.write';

interface Place {
  readonly environment: Environment;
  readonly profile: BankProfile;
}

type FieldText = Omit<CredentialField, 'name' | 'environment' | 'profile'> & {
  readonly name: string;
};

/** The name under which a field of one bank is kept, without its environment. */
export function fieldName(profile: BankProfile, name: string): string {
  return `${profile.id}-${name}`;
}

const REAL_ENVIRONMENTS = ['production', 'homologation'] as const;

function realFields(place: Place & { readonly environment: (typeof REAL_ENVIRONMENTS)[number] }) {
  const { profile } = place;
  const own = profile.id === 'bb' ? bbFields(place.environment) : efiFields(place.environment);
  const fields = [...own, ...certificateFields(place), ...hostFields(place)];
  return fields.map((field) => at(place, field));
}

function at({ environment, profile }: Place, field: FieldText): CredentialField {
  return {
    ...field,
    name: `${environment}-${fieldName(profile, field.name)}`,
    environment,
    profile: profile.id,
  };
}

const PIX_KEY: FieldText = {
  name: 'pix-key',
  label: 'Chave Pix',
  help: 'A chave da conta que recebe, cadastrada no banco: CPF ou CNPJ só com números, telefone com +55, e-mail ou chave aleatória. Só os Pix desta chave entram nesta conta.',
  isRequired: true,
  kind: 'text',
  usualShape:
    /^(?:\d{11}|[0-9A-Z]{14}|\+55\d{10,11}|[^\s@]+@[^\s@]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
};

function bbFields(environment: Environment): readonly FieldText[] {
  const where = 'Em app.developers.bb.com.br: sua aplicação (com a API Pix) > Credenciais de';
  const side = environment === 'production' ? 'produção' : 'teste';
  return [
    { name: 'client-id', label: 'Client ID', help: `${where} ${side}.`, isRequired: true },
    {
      name: 'client-secret',
      label: 'Client Secret',
      help: `${where} ${side}. Fica guardado com criptografia e não aparece mais na tela.`,
      isRequired: true,
    },
    {
      name: 'app-key',
      label: 'Chave da aplicação (developer_application_key)',
      help: `${where} ${side}. Vai em cada chamada, junto com o Client ID.`,
      isRequired: true,
    },
    {
      ...PIX_KEY,
      ...(environment === 'homologation' && {
        help: 'Em homologação vale uma das chaves de teste do banco, por exemplo 9e881f18-cc66-4fc7-8f2c-a795dbb2bfc1. O QR de homologação não abre no aplicativo de outros bancos.',
      }),
    },
    {
      name: 'app-key-name',
      label: 'Nome da chave da aplicação',
      help: 'Troque só se o banco disser que a chave vai com outro nome.',
      isRequired: false,
      kind: 'choice',
      choices: APP_KEY_NAMES.map((value) => ({ value, label: value })),
    },
    {
      name: 'scopes',
      label: 'Escopos',
      help: `As permissões que a aplicação tem no banco, separadas por espaço. Em branco: ${ALL_SCOPES}.`,
      isRequired: false,
      kind: 'text',
    },
  ];
}

function efiFields(environment: Environment): readonly FieldText[] {
  const side = environment === 'production' ? 'Produção' : 'Homologação';
  const where = `No painel da Efí: API > Aplicações > (sua aplicação, com a API Pix ligada) > aba ${side}.`;
  return [
    {
      name: 'client-id',
      label: 'Client ID',
      help: `${where} Começa com Client_Id_. Os escopos cob, cobv, pix e webhook precisam estar marcados.`,
      isRequired: true,
      usualShape: /^Client_Id_\S+$/,
    },
    {
      name: 'client-secret',
      label: 'Client Secret',
      help: `${where} Começa com Client_Secret_. Fica guardado com criptografia e não aparece mais na tela.`,
      isRequired: true,
      usualShape: /^Client_Secret_\S+$/,
    },
    PIX_KEY,
    {
      name: 'callback-secret',
      label: 'Segredo dos avisos (webhook)',
      help: `Vai no endereço dos avisos e é conferido em cada um. Em branco, é gerado quando o endereço é gravado na Efí. Sugestão gerada agora: ${newCallbackSecret()}`,
      isRequired: false,
      usualShape: /^[\w-]{16,64}$/,
    },
  ];
}

/** Letters and digits, so that no bank writes them in another way into an address. */
export function newCallbackSecret(): string {
  return randomBytes(16).toString('hex');
}

function certificateFields({
  environment,
  profile,
}: Place & { readonly environment: (typeof REAL_ENVIRONMENTS)[number] }): readonly FieldText[] {
  const isNeeded = profile.certificateIn.has(environment);
  return [
    {
      name: 'certificate',
      label: 'Certificado',
      help: CERTIFICATE_HELP[profile.id],
      isRequired: isNeeded,
      kind: 'certificate',
    },
    {
      name: 'certificate-password',
      label: 'Senha do certificado',
      help: 'A senha do arquivo .pfx ou .p12, ou da chave privada. Em branco quando não há.',
      isRequired: false,
    },
    {
      name: 'private-key',
      label: 'Chave privada',
      help: 'O arquivo .key, só quando o certificado é um .pem ou .crt que não traz a chave.',
      isRequired: false,
      kind: 'certificate',
    },
    {
      name: 'extra-ca',
      label: 'Autoridade extra',
      help: 'O certificado raiz do banco (.crt, .cer, .der ou .pem), quando o computador não o conhece. A homologação do Banco do Brasil usa uma raiz própria, publicada em apoio.developers.bb.com.br.',
      isRequired: false,
      kind: 'certificate',
    },
  ];
}

const CERTIFICATE_HELP: Readonly<Record<BankProfile['id'], string>> = {
  bb: 'O certificado A1 (.pfx com a cadeia, ou .pem) que também foi enviado ao portal do banco. Obrigatório em produção; em homologação só para o endereço api-pix.hm.bb.com.br.',
  efi: 'O arquivo .p12 de API > Meus Certificados no painel da Efí. É baixado uma vez só, e em geral não tem senha. Obrigatório nos dois ambientes.',
};

function hostFields({
  environment,
  profile,
}: Place & { readonly environment: (typeof REAL_ENVIRONMENTS)[number] }): readonly FieldText[] {
  const api = profile.apiHosts[environment] ?? '';
  const token = profile.tokenHosts[environment] ?? '';
  const fields: readonly FieldText[] = [
    {
      name: 'api-host',
      label: 'Endereço da API',
      help: `Em branco: ${api}. Sem ${profile.apiPath} no fim.`,
      isRequired: false,
      kind: 'text',
    },
    {
      name: 'token-host',
      label: 'Endereço da autenticação',
      help: `Em branco: ${token}. Sem /oauth/token no fim.`,
      isRequired: false,
      kind: 'text',
    },
  ];
  return fields;
}

function simulatedFields(place: Place): readonly CredentialField[] {
  const { clientId, clientSecret, pixKey } = place.profile.simulated;
  const fields: readonly FieldText[] = [
    {
      name: 'client-id',
      label: 'Client ID do simulador',
      help: `Em branco vale ${clientId}. Troque só para ver o erro de credencial.`,
      isRequired: false,
    },
    {
      name: 'client-secret',
      label: 'Client Secret do simulador',
      help: `Em branco vale ${clientSecret}. Troque só para ver o erro de credencial.`,
      isRequired: false,
    },
    {
      ...PIX_KEY,
      label: 'Chave Pix do simulador',
      help: `Em branco vale ${pixKey}.`,
      isRequired: false,
    },
    ...(place.profile.webhook === 'secret-in-query' ? [SIMULATED_SECRET] : []),
  ];
  return fields.map((field) => at(place, field));
}

const SIMULATED_SECRET: FieldText = {
  name: 'callback-secret',
  label: 'Segredo dos avisos',
  help: 'Em branco, é gerado quando o endereço dos avisos é gravado.',
  isRequired: false,
};

export const credentialFields: readonly CredentialField[] = profiles.flatMap((profile) => [
  ...REAL_ENVIRONMENTS.flatMap((environment) => realFields({ environment, profile })),
  ...simulatedFields({ environment: 'simulator', profile }),
]);
