/** Banco do Brasil (pix.md 3): form and Basic for the token, an application key on every call, four shapes of errors. */
import { randomInt } from 'node:crypto';
import { BRASILIA_ZONE, toMs, type Instant } from '../../../domain/instant.ts';
import { json, type Answer, type ApiRequest } from '../http.ts';
import { standardAccount, type Account } from './account.ts';
import { oauthError } from './oauth.ts';
import type { PixProfile } from './profile.ts';
import { isProblemType, problemAnswer, Refusal } from './refusal.ts';
import { payerView } from './views.ts';

const FORM = 'application/x-www-form-urlencoded';

const APP_KEY = 'sandbox';

const MINUTE_MS = 60_000;

/** The one code that is known: nothing under the given parameters (pix.md 3.5). */
const NOTHING_FOUND = '4769515';

export const bb: PixProfile = {
  id: 'pix-bb',
  apiPrefix: '/pix/v2',
  tokenPath: '/oauth/token',
  tokenSeconds: 600,
  locationBase: 'qrcodepix.bb.simulador.test/pix/v2',
  tellsDueLocation: true,
  clientId: 'sandbox',
  clientSecret: 'sandbox',
  credentials: { clientId: 'sandbox', clientSecret: 'sandbox', appKey: APP_KEY },
  bodyTypes: ['application/json', FORM],
  // Not documented; the schedule of the other profile, which is (pix.md 2, 10).
  retryPolicy: {
    waitsMs: [5, 10, 20, 40, 80, 160, 320, 640, 1280].map((minutes) => minutes * MINUTE_MS),
    timeoutMs: 60_000,
    isClassic: false,
  },
  callback: { contentType: 'application/json', headers: {} },
  account: {
    ...standardAccount,
    pixWindowDays: 5,
    itemsPerPage: 50,
    appKeyName: 'gw-dev-app-key',
  },
  refuseTokenRequest: ({ headers }) =>
    (headers['content-type'] ?? '').startsWith(FORM)
      ? undefined
      : oauthError(415, 'invalid_request', 'Use application/x-www-form-urlencoded.'),
  readTokenRequest: ({ body }) => new URLSearchParams(body.toString('utf8')),
  wrongClient: () => oauthError(401, 'invalid_client', 'Client authentication failed.'),
  refuseCall: refuseWithoutKey,
  wrongToken: () => unauthorized('Bad Credentials'),
  refusalAnswer: answerRefusal,
  errorOf,
  instantText,
  expirationOf: (account, seconds) => (account.observedQuirks ? String(seconds) : seconds),
  windowText: (account, name, at) =>
    instantText(account, at) + (account.observedQuirks && name === 'inicio' ? '\0\0\0\0' : ''),
  pixExtras: (account, { payer }) => (account.observedQuirks ? { pagador: payerView(payer) } : {}),
  refundExtras: () => ({}),
  tellsWithoutTxid: () => false,
  whyNoWebhook: (url) =>
    url.length > 140 ? 'A webhookUrl tem mais de 140 caracteres.' : undefined,
};

/** What a missing or wrong application key is answered with is not documented. */
function refuseWithoutKey({ appKeyName }: Account, { query }: ApiRequest): Answer | undefined {
  if (appKeyName === null || query.get(appKeyName) === APP_KEY) return undefined;
  return unauthorized('Unauthorized');
}

/** Shape B. */
const unauthorized = (message: string): Answer =>
  json(401, { statusCode: 401, error: 'Unauthorized', message, attributes: { error: message } });

/** Shape A; the number of the occurrence is another one each time. */
const bankErrors = (status: number, codigo: string, mensagem: string): Answer =>
  json(status, { erros: [{ codigo, versao: '1', mensagem, ocorrencia: occurrence() }] });

const occurrence = (): string =>
  `CHOM${Array.from({ length: 20 }, () => String(randomInt(10))).join('')}`;

/** Nothing found has the bank's own shape A, everything else the standard one with the occurrence (C). */
function answerRefusal({ errorShapes }: Account, refusal: Refusal): Answer {
  if (errorShapes === 'mixed' && refusal.status === 404)
    return bankErrors(404, NOTHING_FOUND, 'Não há informações para os dados informados.');
  return problemAnswer(refusal, { numeroOcorrencia: occurrence() });
}

function errorOf(code: string): Answer | undefined {
  if (isProblemType(code))
    return problemAnswer(new Refusal(code), { numeroOcorrencia: occurrence() });
  if (code === 'Unauthorized') return unauthorized('Bad Credentials');
  if (code === 'invalid_client') return bb.wrongClient();
  return /^\d+$/.test(code) ? bankErrors(400, code, 'Erro não catalogado.') : undefined;
}

const localForm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: BRASILIA_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2022-12-05T13:43:53.00-03:00` as in real answers; São Paulo keeps that offset all year since 2019. */
function instantText({ observedQuirks }: Account, at: Instant): string {
  if (!observedQuirks) return at;
  const hundredths = at.slice(20, 22);
  return `${localForm.format(toMs(at)).replace(' ', 'T')}.${hundredths}-03:00`;
}
