/** Juno's two servers as their hosts answer them: authorization, then the resources of API 2.0. */
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute, type Params } from '../router.ts';
import type { Charge } from '../store/juno/charge.ts';
import { checkAccess, spendQuota } from './access.ts';
import { cancelCharge } from './changes.ts';
import type { JunoContext } from './context.ts';
import { codes, notFound, notPossible, Refusal, refusalAnswer, wrongMethod } from './errors.ts';
import { listEventTypes } from './event-types.ts';
import * as finance from './finance.ts';
import { createCharges } from './issue.ts';
import { listCharges } from './list.ts';
import { authorize } from './oauth.ts';
import { answerPage } from './pages.ts';
import { createPixKey } from './pix.ts';
import { chargeView } from './views.ts';
import * as webhooks from './webhooks.ts';

/** A call that may pass; `body` is undefined when none was sent. */
interface Call {
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly headers: ApiRequest['headers'];
  readonly body: unknown;
}

interface JunoRoute {
  readonly method: string;
  readonly template: string;
  readonly answer: (context: JunoContext, call: Call) => Answer;
}

const NO_CONTENT: Answer = { status: 204, contentType: 'application/json', body: '' };

const route = (
  method: string,
  template: string,
  act: (context: JunoContext, call: Call) => unknown,
): JunoRoute => ({
  method,
  template,
  answer: (context, call) => json(200, act(context, call)),
});

const idOf = ({ params }: Call): string => params['id'] ?? '';

function chargeOf(context: JunoContext, call: Call): Charge {
  const charge = context.charges.byId(idOf(call));
  if (charge === undefined) throw notFound();
  return charge;
}

function refuseCards(): never {
  throw notPossible('O simulador não imita pagamentos com cartão');
}

const chargeRoutes: readonly JunoRoute[] = [
  route('POST', '/charges', (context, { body }) => createCharges(context, body)),
  route('GET', '/charges', (context, { query }) => listCharges(context, query)),
  route('GET', '/charges/:id', (context, call) => chargeView(context, chargeOf(context, call))),
  {
    method: 'PUT',
    template: '/charges/:id/cancelation',
    answer(context, call) {
      cancelCharge(context, chargeOf(context, call));
      return NO_CONTENT;
    },
  },
  // A split moves money between accounts, of which there is one here.
  route('PUT', '/charges/:id/split', (context, call) =>
    chargeView(context, chargeOf(context, call)),
  ),
  route('POST', '/payments', refuseCards),
  route('POST', '/payments/:id/refunds', refuseCards),
  route('POST', '/payments/:id/capture', refuseCards),
];

const webhookOf = (context: JunoContext, call: Call) => webhooks.getWebhook(context, idOf(call));

const webhookRoutes: readonly JunoRoute[] = [
  route('GET', '/notifications/event-types', listEventTypes),
  route('POST', '/notifications/webhooks', (context, { body }) =>
    webhooks.createWebhook(context, body),
  ),
  route('GET', '/notifications/webhooks', webhooks.listWebhooks),
  route('GET', '/notifications/webhooks/:id', (context, call) =>
    webhooks.showWebhook(context, webhookOf(context, call)),
  ),
  ...['PATCH', 'PUT'].map((method) =>
    route(method, '/notifications/webhooks/:id', (context, call) =>
      webhooks.updateWebhook(context, webhookOf(context, call), call.body),
    ),
  ),
  {
    method: 'DELETE',
    template: '/notifications/webhooks/:id',
    answer(context, call) {
      webhooks.removeWebhook(context, webhookOf(context, call));
      return NO_CONTENT;
    },
  },
];

const accountRoutes: readonly JunoRoute[] = [
  route('POST', '/pix/keys', (context, { headers, body }) => createPixKey(context, headers, body)),
  route('GET', '/balance', finance.showBalance),
  route('GET', '/data/banks', finance.listBanks),
  route('GET', '/data/business-areas', finance.listBusinessAreas),
  route('GET', '/data/company-types', finance.listCompanyTypes),
];

const routes = [...chargeRoutes, ...webhookRoutes, ...accountRoutes];

const TOKEN_PATH = '/authorization-server/oauth/token';

/** Answers one request; refusals have Juno's shape. */
export function answerJuno(context: JunoContext, request: ApiRequest): Answer {
  const path = apiPath(request.path);
  try {
    return answerPage(context, request) ?? answerCall(context, { ...request, path });
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(context, error, path);
    throw error;
  }
}

/** The sandbox has a prefix, production has none; a final slash is the same resource. */
function apiPath(path: string): string {
  const bare = path.startsWith('/api-integration/') ? path.slice('/api-integration'.length) : path;
  return bare.replace(/(?<!^)\/+$/, '');
}

function answerCall(context: JunoContext, request: ApiRequest): Answer {
  if (request.path === TOKEN_PATH) {
    if (request.method !== 'POST') throw wrongMethod();
    return authorize(context, request);
  }
  checkAccess(context, request);
  spendQuota(context);
  const match = matchRoute(routes, request.method, request.path);
  if (match.kind === 'unknown') throw notFound();
  if (match.kind === 'wrong-method') throw wrongMethod();
  const { query, headers } = request;
  const call = { params: match.params, query, headers, body: bodyOf(request) };
  return match.route.answer(context, call);
}

/** A body that is no JSON is refused; forms are for the token only. */
function bodyOf({ body, headers }: ApiRequest): unknown {
  if (body.length === 0) return undefined;
  const isJson = (headers['content-type'] ?? '').toLowerCase().startsWith('application/json');
  if (!isJson)
    throw new Refusal(415, [{ message: 'Content-Type não suportado', errorCode: codes.body }]);
  const parsed = parseJson(body);
  if (parsed === undefined)
    throw new Refusal(400, [{ message: 'O corpo não é um JSON válido', errorCode: codes.body }]);
  return parsed.value;
}
