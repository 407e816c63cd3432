/** The API Pix as a bank's host answers it: token, application key, scope, path, body, answer (pix.md 1.2, 1.3). */
import { json, parseJson, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute, type Params } from '../router.ts';
import type { ChargeKind } from '../store/pix/charge.ts';
import * as charges from './charges.ts';
import type { PixContext } from './context.ts';
import * as locations from './locations.ts';
import { authorize, scopesOf } from './oauth.ts';
import * as received from './received.ts';
import { Refusal } from './refusal.ts';
import { locationView, webhookView } from './views.ts';
import * as webhooks from './webhooks.ts';

/** A call that is authorized; `body` is undefined when none was sent, `params` are decoded. */
export interface PixCall {
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly request: ApiRequest;
}

export interface PixRoute {
  readonly method: string;
  /** Below the bank's prefix. */
  readonly template: string;
  readonly scope: string;
  readonly answer: (context: PixContext, call: PixCall) => Answer | Promise<Answer>;
}

const param = ({ params }: PixCall, name: string): string => params[name] ?? '';

const refundIds = (call: PixCall) => ({ e2eid: param(call, 'e2eid'), id: param(call, 'id') });

/** What cob and cobv share. */
const chargeRoutes = (kind: ChargeKind): readonly PixRoute[] => [
  {
    method: 'PUT',
    template: `/${kind}/:txid`,
    scope: `${kind}.write`,
    answer: (context, call) => {
      const { body } = call;
      return json(201, charges.putCharge(context, kind, { txid: param(call, 'txid'), body }));
    },
  },
  {
    method: 'PATCH',
    template: `/${kind}/:txid`,
    scope: `${kind}.write`,
    answer: (context, call) => {
      const charge = charges.findCharge(context, kind, param(call, 'txid'));
      return json(200, charges.patchCharge(context, charge, call.body));
    },
  },
  {
    method: 'GET',
    template: `/${kind}/:txid`,
    scope: `${kind}.read`,
    answer: (context, call) => {
      const charge = charges.findCharge(context, kind, param(call, 'txid'));
      return json(200, charges.showCharge(context, charge, call.query));
    },
  },
  {
    method: 'GET',
    template: `/${kind}`,
    scope: `${kind}.read`,
    answer: (context, { query }) => json(200, charges.listCharges(context, kind, query)),
  },
];

const pixRoutes: readonly PixRoute[] = [
  {
    method: 'GET',
    template: '/pix',
    scope: 'pix.read',
    answer: (context, { query }) => json(200, received.listPix(context, query)),
  },
  {
    method: 'GET',
    template: '/pix/:e2eid',
    scope: 'pix.read',
    answer: (context, call) => json(200, received.showPix(context, param(call, 'e2eid'))),
  },
  {
    method: 'PUT',
    template: '/pix/:e2eid/devolucao/:id',
    scope: 'pix.write',
    answer: (context, call) => json(201, received.putRefund(context, refundIds(call), call.body)),
  },
  {
    method: 'GET',
    template: '/pix/:e2eid/devolucao/:id',
    scope: 'pix.read',
    answer: (context, call) => json(200, received.showRefund(context, refundIds(call))),
  },
];

const locationRoutes: readonly PixRoute[] = [
  {
    method: 'POST',
    template: '/loc',
    scope: 'payloadlocation.write',
    answer: (context, { body }) => json(201, locations.createLocation(context, body)),
  },
  {
    method: 'GET',
    template: '/loc',
    scope: 'payloadlocation.read',
    answer: (context, { query }) => json(200, locations.listLocations(context, query)),
  },
  {
    method: 'GET',
    template: '/loc/:id',
    scope: 'payloadlocation.read',
    answer: (context, call) =>
      json(200, locationView(context, locations.findLocation(context, param(call, 'id')))),
  },
  {
    method: 'DELETE',
    template: '/loc/:id/txid',
    scope: 'payloadlocation.write',
    answer: (context, call) => {
      const location = locations.findLocation(context, param(call, 'id'));
      return json(200, locations.unlinkLocation(context, location));
    },
  },
];

const webhookRoutes: readonly PixRoute[] = [
  {
    method: 'PUT',
    template: '/webhook/:chave',
    scope: 'webhook.write',
    answer: async (context, call) =>
      json(200, await webhooks.putWebhook(context, param(call, 'chave'), call)),
  },
  {
    method: 'GET',
    template: '/webhook/:chave',
    scope: 'webhook.read',
    answer: (context, call) =>
      json(200, webhookView(context, webhooks.findWebhook(context, param(call, 'chave')))),
  },
  {
    method: 'DELETE',
    template: '/webhook/:chave',
    scope: 'webhook.write',
    answer: (context, call) => {
      webhooks.removeWebhook(context, param(call, 'chave'));
      return { status: 204, contentType: 'application/json', body: '' };
    },
  },
  {
    method: 'GET',
    template: '/webhook',
    scope: 'webhook.read',
    answer: (context, { query }) => json(200, webhooks.listWebhooks(context, query)),
  },
];

const standardRoutes: readonly PixRoute[] = [
  {
    method: 'POST',
    template: '/cob',
    scope: 'cob.write',
    answer: (context, { body }) => json(201, charges.postCob(context, body)),
  },
  ...chargeRoutes('cob'),
  ...chargeRoutes('cobv'),
  ...pixRoutes,
  ...locationRoutes,
  ...webhookRoutes,
];

/** What one profile has beside its context. */
export interface Edge {
  /** Routes beside the standard. */
  readonly extraRoutes: readonly PixRoute[];
  /** Counts a call; false when there are too many. */
  readonly spend: () => boolean;
}

/** Answers one request; refusals have the bank's shape. */
export async function answerPix(
  context: PixContext,
  request: ApiRequest,
  edge: Edge,
): Promise<Answer> {
  try {
    return await answerChecked(context, request, edge);
  } catch (error) {
    if (error instanceof Refusal) return context.profile.refusalAnswer(context.settings(), error);
    throw error;
  }
}

function answerChecked(
  context: PixContext,
  request: ApiRequest,
  { extraRoutes, spend }: Edge,
): Answer | Promise<Answer> {
  const { profile } = context;
  if (!spend()) throw new Refusal('LimiteDeRequisicoes');
  if (request.method === 'POST' && request.path === profile.tokenPath)
    return authorize(context, request);
  const refused = profile.refuseCall(context.settings(), request);
  if (refused !== undefined) return refused;
  const scopes = scopesOf(context, request);
  if (scopes === undefined) return profile.wrongToken();
  const { route, params } = findRoute(
    [...extraRoutes, ...standardRoutes],
    request,
    profile.apiPrefix,
  );
  if (!scopes.includes(route.scope) || !context.settings().scopes.includes(route.scope))
    throw new Refusal('AcessoNegado');
  return route.answer(context, { params, query: request.query, body: bodyOf(request), request });
}

function findRoute(routes: readonly PixRoute[], { method, path }: ApiRequest, prefix: string) {
  if (!path.startsWith(`${prefix}/`)) throw new Refusal('NaoEncontrado');
  // The official SDK of Efí ends one list with a slash.
  const inner = path.slice(prefix.length).replace(/\/$/, '');
  const match = matchRoute(routes, method, inner);
  if (match.kind !== 'found') throw new Refusal('NaoEncontrado');
  const params = Object.entries(match.params).map(([name, value]) => [name, decoded(value)]);
  return { route: match.route, params: Object.fromEntries(params) as Params };
}

/** A key in the path may hold `+` and `@`, escaped or not. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) throw new Refusal('RequisicaoInvalida');
    throw error;
  }
}

function bodyOf({ body }: ApiRequest): unknown {
  if (body.length === 0) return undefined;
  const parsed = parseJson(body);
  if (parsed === undefined) throw new Refusal('RequisicaoInvalida', [], 'broken-json');
  return parsed.value;
}
