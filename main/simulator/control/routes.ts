/** Control calls: what people and tests do to a simulated gateway. The list is in the architecture of the port. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { SimulatedGateway } from '../gateway.ts';
import { chargeActions, type ChargeAction } from '../gateway.ts';
import { json, parseJson, refusal, type Answer, type ApiRequest } from '../http.ts';
import { matchRoute } from '../router.ts';
import { callbackRoutes } from './callbacks.ts';
import type { ControlCall, ControlParts, ControlRoute } from './context.ts';
import { actionInput, clockInput, chargePageInput, withInput } from './input.ts';
import { faultPlanSchema } from '../faults.ts';

const simulatorRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/', answer: overview },
  { method: 'GET', template: '/clock', answer: ({ parts }) => json(200, clockState(parts)) },
  { method: 'POST', template: '/clock', answer: moveClock },
  { method: 'GET', template: '/faults', answer: ({ parts }) => json(200, parts.faults.current()) },
  { method: 'PUT', template: '/faults', answer: setFaults },
];

const gatewayRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/:gateway/charges', answer: listCharges },
  { method: 'POST', template: '/:gateway/charges/:charge/:action', answer: act },
  { method: 'GET', template: '/:gateway/ledger', answer: showLedger },
  { method: 'GET', template: '/:gateway/settings', answer: showSettings },
  { method: 'PUT', template: '/:gateway/settings', answer: changeSettings },
  ...callbackRoutes,
];

const routes = [...simulatorRoutes, ...gatewayRoutes];

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

function overview({ parts }: ControlCall): Answer {
  const gateways = [...parts.gateways.values()].map(({ id, credentials }) => ({
    id,
    baseUrl: parts.baseUrl(id),
    credentials,
  }));
  return json(200, { gateways, clock: clockState(parts) });
}

const clockState = ({ clock }: ControlParts) => ({
  now: clock.now(),
  offsetMs: clock.offsetMs(),
});

function moveClock({ parts, body }: ControlCall): Answer | Promise<Answer> {
  return withInput(clockInput, body, async ({ advanceMs, readGraceMs }) => {
    if (advanceMs > 0 && !parts.mayMoveClock())
      return refusal(
        409,
        'clock-locked',
        'O relógio só avança quando todas as contas são de simulador.',
      );
    const report = await parts.timekeeper.advance(advanceMs, readGraceMs);
    return json(200, { ...report, offsetMs: parts.clock.offsetMs() });
  });
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

/** The gateway of the path; `control` has checked that it is there. */
export function gatewayOf({ parts, params }: ControlCall): SimulatedGateway {
  const gateway = parts.gateways.get(params['gateway'] ?? '');
  if (gateway === undefined) throw new RangeError('A gateway that was checked is missing');
  return gateway;
}

function listCharges(call: ControlCall): Answer | Promise<Answer> {
  return withInput(chargePageInput, Object.fromEntries(call.query), (page) => {
    const gateway = gatewayOf(call);
    const charges = gateway.charges(page).map((charge) => ({
      ...charge,
      callbacks: call.parts.queue.logOf(gateway.id, charge.id),
    }));
    return json(200, { charges });
  });
}

function act(call: ControlCall): Answer | Promise<Answer> {
  const action = chargeActions.find((one): one is ChargeAction => one === call.params['action']);
  if (action === undefined) return refusal(404, 'unknown-action', 'Ação desconhecida.');
  return withInput(actionInput, call.body, (input) => {
    const outcome = gatewayOf(call).act(call.params['charge'] ?? '', action, input);
    switch (outcome.kind) {
      case 'done':
        return json(200, { charge: outcome.charge });
      case 'refused':
        return refusal(409, 'not-possible', outcome.reason);
      case 'unknown-charge':
        return refusal(404, 'unknown-charge', 'Cobrança desconhecida.');
      default:
        return assertNever(outcome);
    }
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
