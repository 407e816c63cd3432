/** The panel's page of charges: the list, one charge with everything about it, and what is done to it. */
import { assertNever } from '../../../domain/assert-never.ts';
import {
  chargeActions,
  type ChargeAction,
  type ChargeOverview,
  type ChargeQuery,
  type SimulatedGateway,
} from '../gateway.ts';
import { json, refusal, type Answer } from '../http.ts';
import type { Store } from '../store/open.ts';
import { gatewayOf, type ControlCall, type ControlRoute } from './context.ts';
import { actionInput, chargePageInput, withInput } from './input.ts';
import { letterOf } from './letter.ts';

export const chargeRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/:gateway/charges', answer: listCharges },
  { method: 'GET', template: '/:gateway/charges/:charge', answer: showCharge },
  { method: 'POST', template: '/:gateway/charges/:charge/:action', answer: act },
];

function listCharges(call: ControlCall): Answer | Promise<Answer> {
  return withInput(chargePageInput, Object.fromEntries(call.query), (page) => {
    const { search, order, callbacks, ...query } = page;
    const gateway = gatewayOf(call);
    const found = findCharges(gateway, { ...query, newestFirst: order === 'newest' }, search);
    if (callbacks === 'none') return json(200, { charges: found });
    const charges = found.map((charge) => ({
      ...charge,
      callbacks: call.parts.log.ofCharge(gateway.id, charge.id),
    }));
    return json(200, { charges });
  });
}

/** `search` is the number of a charge or, where there is none, its reference. */
function findCharges(
  gateway: SimulatedGateway,
  query: ChargeQuery,
  search: string | undefined,
): readonly ChargeOverview[] {
  if (search === undefined) return gateway.charges(query);
  const byId = query.offset === 0 ? findCharge(gateway, search) : undefined;
  return byId === undefined ? gateway.charges({ ...query, customId: search }) : [byId];
}

const findCharge = (gateway: SimulatedGateway, id: string): ChargeOverview | undefined =>
  gateway.charges({ id, limit: 1, offset: 0 }).find((charge) => charge.id === id);

function showCharge(call: ControlCall): Answer {
  const { parts, params } = call;
  const gateway = gatewayOf(call);
  const charge = findCharge(gateway, params['charge'] ?? '');
  if (charge === undefined) return unknownCharge();
  const contact = gateway.contactOf?.(charge.id);
  return json(200, {
    charge,
    callbacks: parts.log.attempts(gateway.id, { charge: charge.id }, { limit: 200, offset: 0 }),
    entries: parts.ledger.list(gateway.id).filter((entry) => entry.charge === charge.id),
    actions: actionsOf(parts.store, gateway, charge.id),
    links: { pageUrl: contact?.pageUrl ?? null, pdfUrl: contact?.pdfUrl ?? null },
    letter: letterOf(charge, contact),
  });
}

/** Each action tried and taken back: `reason` says why it is not possible now. */
function actionsOf(store: Store, gateway: SimulatedGateway, chargeId: string) {
  return chargeActions.map((action) => {
    const outcome = store.rehearse(() => gateway.act(chargeId, action, {}));
    return { action, reason: outcome.kind === 'refused' ? outcome.reason : null };
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
        return unknownCharge();
      default:
        return assertNever(outcome);
    }
  });
}

const unknownCharge = (): Answer => refusal(404, 'unknown-charge', 'Cobrança desconhecida.');
