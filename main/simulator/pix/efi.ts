/** Efí (efi.md 6): JSON for the token, two shapes of errors, extras of its own. */
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import type { Payment } from '../store/pix/charge.ts';
import { standardAccount, type Account } from './account.ts';
import { notificationOf } from './efi-extras.ts';
import { amountText } from './money.ts';
import { oauthError } from './oauth.ts';
import type { PixPlace, PixProfile } from './profile.ts';
import { isProblemType, problemAnswer, Refusal, type Violation } from './refusal.ts';
import { payerView } from './views.ts';

const MINUTE_MS = 60_000;

export const efi: PixProfile = {
  id: 'pix-efi',
  apiPrefix: '/v2',
  tokenPath: '/oauth/token',
  tokenSeconds: 3600,
  locationBase: 'qrcodespix.efi.simulador.test/v2',
  tellsDueLocation: false,
  clientId: 'Client_Id_sandbox',
  clientSecret: 'Client_Secret_sandbox',
  credentials: { clientId: 'Client_Id_sandbox', clientSecret: 'Client_Secret_sandbox' },
  bodyTypes: ['application/json'],
  // efi.md 6.4
  retryPolicy: {
    waitsMs: [5, 10, 20, 40, 80, 160, 320, 640, 1280, 52_560].map((minutes) => minutes * MINUTE_MS),
    timeoutMs: 60_000,
    isClassic: false,
  },
  callback: {
    contentType: 'application/json;charset=utf-8',
    headers: { 'user-agent': 'API Pix Efi (homologacao)' },
  },
  account: {
    ...standardAccount,
    scopes: [...standardAccount.scopes, 'gn.balance.read', 'gn.settings.read', 'gn.settings.write'],
    changedPut: 'refused',
    probesWebhooks: true,
    feeCents: 1,
  },
  refuseTokenRequest: () => undefined,
  readTokenRequest,
  wrongClient: () => oauthError(401, 'invalid_client', 'Invalid or inactive credentials'),
  refuseCall: () => undefined,
  wrongToken: () => oauthError(401, 'invalid_token', 'Invalid or expired token'),
  refusalAnswer: answerRefusal,
  errorOf,
  instantText: (_, at) => at,
  expirationOf: (_, seconds) => seconds,
  windowText: (_, _name, at) => at,
  pixExtras,
  refundExtras: ({ nature }) => (nature === 'ORIGINAL' ? { natureza: undefined } : {}),
  tellsWithoutTxid: (account, key) => notificationOf(account, key).withoutTxid,
  whyNoWebhook: () => undefined,
};

function readTokenRequest({ body }: ApiRequest): URLSearchParams {
  const value = parseJson(body)?.value;
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new URLSearchParams(
    fields.filter((field): field is [string, string] => typeof field[1] === 'string'),
  );
}

/** Within a charge Efí shows the bare Pix, as the official SDK describes it; fee and payer are told when the account asks for them. */
function pixExtras(account: Account, payment: Payment, place: PixPlace) {
  if (place === 'charge') return { chave: undefined, componentesValor: undefined };
  if (place === 'charge-list') return { componentesValor: undefined };
  const { fee, payer } = notificationOf(account, payment.key);
  if (!fee && !payer) return {};
  return {
    gnExtras: {
      ...(payer ? { pagador: { ...payerView(payment.payer), codigoBanco: '999' } } : {}),
      ...(fee ? { tarifa: amountText(payment.feeCents) } : {}),
    },
  };
}

/** Charges with due date have the standard shape, the rest Efí's own (efi.md 6.3). */
function answerRefusal({ errorShapes }: Account, refusal: Refusal): Answer {
  const isStandard = errorShapes === 'problem' || refusal.type.startsWith('CobV');
  if (isStandard && refusal.reason === undefined) return problemAnswer(refusal);
  const { status, nome } = nameOf(refusal);
  return ownAnswer(status, nome, refusal);
}

function ownAnswer(status: number, nome: string, { message, violations }: Refusal): Answer {
  const erros = violations.map(({ propriedade, razao }) => ({
    chave: propriedade.split('.').at(-1) ?? '',
    caminho: `.${propriedade.split('.').slice(1).join('.')}`,
    mensagem: razao,
  }));
  const mensagem = violations[0]?.razao ?? message;
  return json(status, { nome, mensagem, ...(erros.length === 0 ? {} : { erros }) });
}

/** Names that are documented; where they apply, and their status beside 400, is a guess. */
function nameOf(refusal: Refusal): { readonly status: number; readonly nome: string } {
  const { type, status, reason, violations } = refusal;
  if (reason === 'txid-taken') return { status: 409, nome: 'txid_duplicado' };
  if (reason === 'webhook-unreachable' || type === 'WebhookOperacaoInvalida')
    return { status: 400, nome: 'webhook_invalido' };
  if (status === 404) return { status, nome: missingNames[type] ?? 'nao_encontrado' };
  if (status !== 400) return { status, nome: otherNames[status] ?? 'erro_interno' };
  return { status, nome: nameOfViolation(violations[0]) };
}

const missingNames: Readonly<Partial<Record<Refusal['type'], string>>> = {
  CobNaoEncontrado: 'cobranca_nao_encontrada',
  PixNaoEncontrado: 'pix_nao_encontrado',
  PixDevolucaoNaoEncontrada: 'devolucao_nao_encontrada',
  WebhookNaoEncontrado: 'webhook_nao_encontrado',
  PayloadLocationNaoEncontrado: 'location_nao_encontrado',
};

const otherNames: Readonly<Record<number, string>> = {
  403: 'acesso_negado',
  429: 'limite_de_requisicoes',
  503: 'servico_indisponivel',
};

function nameOfViolation(violation: Violation | undefined): string {
  const property = violation?.propriedade ?? '';
  if (property.startsWith('cob.valor') || property === 'devolucao.valor') return 'valor_invalido';
  return property.endsWith('chave') ? 'chave_invalida' : 'json_invalido';
}

function errorOf(code: string): Answer | undefined {
  if (isProblemType(code)) return problemAnswer(new Refusal(code));
  if (code === 'invalid_client') return efi.wrongClient();
  if (code === 'invalid_token') return efi.wrongToken();
  return /^[a-z_]+$/.test(code)
    ? ownAnswer(400, code, new Refusal('RequisicaoInvalida'))
    : undefined;
}
