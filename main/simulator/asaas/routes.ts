/** API v3 as its host answers it: key, quota, path, body, answer. */
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute, type Params } from '../router.ts';
import type { Customer } from '../store/asaas/customers.ts';
import type { Installment } from '../store/asaas/installments.ts';
import type { Payment } from '../store/asaas/payment.ts';
import type { Webhook } from '../store/asaas/webhooks.ts';
import { checkAccess, spendQuota } from './access.ts';
import * as changes from './changes.ts';
import type { AsaasContext } from './context.ts';
import * as customers from './customers.ts';
import { forbiddenPage, notFound, Refusal, refusalAnswer } from './errors.ts';
import * as finance from './finance.ts';
import * as installments from './installments.ts';
import { createPayment } from './issue.ts';
import { listPayments } from './list.ts';
import * as notices from './notices.ts';
import { answerPage } from './pages.ts';
import * as shows from './shows.ts';
import { customerView, paymentView } from './views.ts';
import * as webhooks from './webhooks.ts';

/** A call that may pass; `body` is undefined when none was sent. */
interface Call {
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface AsaasRoute {
  readonly method: string;
  readonly template: string;
  readonly answer: (context: AsaasContext, call: Call) => Answer;
}

/** Creating answers 200 too (asaas.md 1.4). */
const ok = (value: unknown): Answer => json(200, value);

type Plain = (context: AsaasContext, call: Call) => unknown;

const route = (method: string, template: string, act: Plain): AsaasRoute => ({
  method,
  template,
  answer: (context, call) => ok(act(context, call)),
});

const idOf = ({ params }: Call): string => params['id'] ?? '';

function paymentOf(context: AsaasContext, call: Call): Payment {
  const payment = context.payments.byId(idOf(call));
  if (payment === undefined) throw notFound();
  return payment;
}

type On<T> = (context: AsaasContext, subject: T, body: unknown) => unknown;

const onPayment = (method: string, path: string, act: On<Payment>): AsaasRoute =>
  route(method, `/payments/:id${path}`, (context, call) =>
    act(context, paymentOf(context, call), call.body),
  );

const inSandbox = (path: string, act: On<Payment>): AsaasRoute =>
  route('POST', `/sandbox/payment/:id/${path}`, (context, call) =>
    act(context, paymentOf(context, call), call.body),
  );

const onCustomer = (method: string, path: string, act: On<Customer>): AsaasRoute =>
  route(method, `/customers/:id${path}`, (context, call) =>
    act(context, customers.getCustomer(context, idOf(call)), call.body),
  );

const onInstallment = (method: string, path: string, act: On<Installment>): AsaasRoute =>
  route(method, `/installments/:id${path}`, (context, call) =>
    act(context, installments.getInstallment(context, idOf(call)), call.body),
  );

const onWebhook = (method: string, path: string, act: On<Webhook>): AsaasRoute =>
  route(method, `/webhooks/:id${path}`, (context, call) =>
    act(context, webhooks.getWebhook(context, idOf(call)), call.body),
  );

const customerRoutes: readonly AsaasRoute[] = [
  route('POST', '/customers', (context, { body }) => customers.createCustomer(context, body)),
  route('GET', '/customers', (context, { query }) => customers.listCustomers(context, query)),
  onCustomer('GET', '', (_context, customer) => customerView(customer)),
  onCustomer('PUT', '', customers.updateCustomer),
  onCustomer('POST', '', customers.updateCustomer),
  onCustomer('DELETE', '', customers.removeCustomer),
  onCustomer('POST', '/restore', customers.restoreCustomer),
  onCustomer('GET', '/notifications', notices.listNotices),
  ...['PUT', 'POST'].flatMap((method) => [
    route(method, '/notifications/batch', (context, { body }) =>
      notices.updateNotices(context, body),
    ),
    route(method, '/notifications/:id', (context, call) =>
      notices.updateNotice(context, idOf(call), call.body),
    ),
  ]),
];

const paymentRoutes: readonly AsaasRoute[] = [
  route('POST', '/payments', (context, { body }) => createPayment(context, body)),
  route('GET', '/payments', (context, { query }) => listPayments(context, query)),
  route('GET', '/payments/limits', (context) => finance.showLimits(context)),
  onPayment('GET', '', paymentView),
  onPayment('PUT', '', changes.updatePayment),
  onPayment('POST', '', changes.updatePayment),
  onPayment('DELETE', '', changes.removePayment),
  onPayment('POST', '/restore', changes.restorePayment),
  onPayment('GET', '/status', (_context, { status }) => ({ status })),
  onPayment('GET', '/identificationField', shows.showSlip),
  onPayment('GET', '/pixQrCode', shows.showPix),
  onPayment('GET', '/billingInfo', shows.showBillingInfo),
  onPayment('GET', '/viewingInfo', shows.showViewing),
  onPayment('POST', '/receiveInCash', changes.receiveInCash),
  onPayment('POST', '/undoReceivedInCash', changes.undoCash),
  onPayment('POST', '/refund', changes.refundPayment),
  onPayment('POST', '/bankSlip/refund', changes.askSlipRefund),
  onPayment('GET', '/refunds', shows.showRefunds),
  inSandbox('confirm', changes.confirmInSandbox),
  inSandbox('overdue', changes.expireInSandbox),
];

const installmentRoutes: readonly AsaasRoute[] = [
  route('POST', '/installments', (context, { body }) =>
    installments.createInstallment(context, body),
  ),
  route('GET', '/installments', (context, { query }) => shows.listInstallments(context, query)),
  onInstallment('GET', '', installments.showInstallment),
  onInstallment('DELETE', '', installments.removeInstallment),
  onInstallment('DELETE', '/payments', installments.removeOpenParcels),
  route('GET', '/installments/:id/payments', (context, call) =>
    shows.listParcels(context, installments.getInstallment(context, idOf(call)), call.query),
  ),
  {
    method: 'GET',
    template: '/installments/:id/paymentBook',
    answer: (context, call) =>
      shows.showBook(context, installments.getInstallment(context, idOf(call)), call.query),
  },
];

const accountRoutes: readonly AsaasRoute[] = [
  route('POST', '/webhooks', (context, { body }) => webhooks.createWebhook(context, body)),
  route('GET', '/webhooks', (context) => webhooks.listWebhooks(context)),
  onWebhook('GET', '', webhooks.showWebhook),
  onWebhook('PUT', '', webhooks.updateWebhook),
  onWebhook('POST', '', webhooks.updateWebhook),
  onWebhook('DELETE', '', webhooks.removeWebhook),
  onWebhook('POST', '/removeBackoff', webhooks.removeBackoff),
  route('GET', '/myAccount/fees', (context) => finance.showFees(context)),
  route('GET', '/finance/balance', (context) => finance.showBalance(context)),
  route('GET', '/finance/payment/statistics', (context, { query }) =>
    finance.showStatistics(context, query),
  ),
  route('GET', '/financialTransactions', (context, { query }) =>
    finance.listTransactions(context, query),
  ),
];

/** `/payments/limits` stands before `/payments/:id`, so that the word is no id. */
const routes: readonly AsaasRoute[] = [
  ...customerRoutes,
  ...paymentRoutes.filter(({ template }) => template === '/payments/limits'),
  ...paymentRoutes.filter(({ template }) => template !== '/payments/limits'),
  ...installmentRoutes,
  ...accountRoutes,
];

/** Answers one request, below `/v3` or without it; refusals have Asaas' shape. */
export function answerAsaas(context: AsaasContext, request: ApiRequest): Answer {
  try {
    return answerPage(context, request) ?? answerCall(context, request);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(context, error);
    throw error;
  }
}

function answerCall(context: AsaasContext, request: ApiRequest): Answer {
  if (request.method === 'GET' && request.body.length > 0) return forbiddenPage();
  checkAccess(context, request);
  spendQuota(context);
  const match = matchRoute(routes, request.method, apiPath(request.path));
  if (match.kind !== 'found') throw notFound();
  const { params } = match;
  return match.route.answer(context, { params, query: request.query, body: bodyOf(request) });
}

/** The real base ends in `/v3`; a final slash is the same endpoint (asaas.md 1.1). */
function apiPath(path: string): string {
  const bare = path.startsWith('/v3/') ? path.slice('/v3'.length) : path;
  return bare.replace(/\/+$/, '');
}

/** A body that is no JSON is refused; the code is a guess. */
function bodyOf({ body }: ApiRequest): unknown {
  if (body.length === 0) return undefined;
  const parsed = parseJson(body);
  if (parsed === undefined) throw new Refusal('invalid_json', 'O corpo não é um JSON válido.');
  return parsed.value;
}
