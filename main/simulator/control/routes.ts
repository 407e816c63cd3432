/** Control calls: what people and tests do to a simulated gateway. The list is in the architecture of the port. */
import { faultPlanSchema } from '../faults.ts';
import { json, parseJson, refusal, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute } from '../router.ts';
import { callbackRoutes } from './callbacks.ts';
import { chargeRoutes } from './charges.ts';
import { clockRoutes, clockState } from './clock.ts';
import { gatewayOf, type ControlCall, type ControlParts, type ControlRoute } from './context.ts';
import { withInput } from './input.ts';

const simulatorRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/', answer: overview },
  { method: 'GET', template: '/faults', answer: ({ parts }) => json(200, parts.faults.current()) },
  { method: 'PUT', template: '/faults', answer: setFaults },
  ...clockRoutes,
];

const accountRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/:gateway/ledger', answer: showLedger },
  { method: 'GET', template: '/:gateway/settings', answer: showSettings },
  { method: 'PUT', template: '/:gateway/settings', answer: changeSettings },
];

const routes = [...simulatorRoutes, ...chargeRoutes, ...accountRoutes, ...callbackRoutes];

/** Answers a request whose path begins with `/control`; `request.path` is what follows it. */
export async function control(parts: ControlParts, request: ApiRequest): Promise<Answer> {
  const match = matchRoute(routes, request.method, request.path);
  if (match.kind === 'unknown') return refusal(404, 'unknown-call', 'Chamada desconhecida.');
  if (match.kind === 'wrong-method') return refusal(405, 'wrong-method', 'Método não permitido.');
  const gateway = match.params['gateway'];
  if (gateway !== undefined && !parts.gateways.has(gateway))
    return refusal(404, 'unknown-gateway', 'Gateway desconhecido.');
  const body = request.body.length === 0 ? { value: {} } : parseJson(request.body);
  if (body === undefined) return refusal(400, 'invalid-input', 'O corpo não é JSON.');
  const { params } = match;
  return match.route.answer({ parts, params, query: request.query, body: body.value });
}

/** `revision` grows with whatever is written: who looks again compares it. */
function overview({ parts }: ControlCall): Answer {
  const gateways = [...parts.gateways.values()].map(({ id, credentials, statuses }) => ({
    id,
    baseUrl: parts.baseUrl(id),
    credentials,
    statuses: statuses ?? [],
  }));
  const revision = parts.store.changesMade();
  const faults = parts.faults.current().faults.length;
  return json(200, { gateways, clock: clockState(parts), faults, revision });
}

function setFaults({ parts, body }: ControlCall): Answer | Promise<Answer> {
  return withInput(faultPlanSchema, body, (plan) => {
    const unknown = plan.faults.find(({ gateway }) => !parts.gateways.has(gateway));
    if (unknown !== undefined)
      return refusal(404, 'unknown-gateway', `Gateway desconhecido: ${unknown.gateway}`);
    parts.faults.replace(plan);
    return json(200, parts.faults.current());
  });
}

function showLedger(call: ControlCall): Answer {
  return json(200, { entries: call.parts.ledger.list(gatewayOf(call).id) });
}

function showSettings(call: ControlCall): Answer {
  return json(200, gatewayOf(call).settings());
}

function changeSettings(call: ControlCall): Answer {
  const outcome = gatewayOf(call).changeSettings(call.body);
  return outcome.kind === 'done'
    ? json(200, outcome.settings)
    : refusal(400, 'invalid-input', outcome.reason);
}
