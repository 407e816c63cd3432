/** Brings what a gateway told into the books, each event once, each in a transaction of its own. */
import type { EventSource } from '../../../domain/gateway-event.ts';
import type { GatewayEvent } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { UnmatchedQuery } from '../../store/gateway-events.ts';
import type { OutboxSubject } from '../../store/outbox.ts';
import type { Tools } from '../tools.ts';
import { accountsOfLogin } from '../accounts/shared-login.ts';
import { applyToCharge } from './apply-to-charge.ts';
import { findCharge } from './static-pix.ts';
import {
  keepUnmatchedMoney,
  returnUnmatchedMoney,
  settleUnmatchedMoney,
} from './unmatched-money.ts';

export interface EventBatch {
  readonly account: Account;
  readonly events: readonly GatewayEvent[];
  readonly source: EventSource;
  /** Row of the inbox that brought them. */
  readonly inboxId?: number;
}

/** How many events were new, and of these how many found their charge. */
export interface AppliedCounts {
  readonly applied: number;
  readonly unmatched: number;
  readonly repeated: number;
}

type Applied = 'applied' | 'unmatched' | 'repeated';

/**
 * Applies what is new of a batch, in its order. An event that cannot be written does not keep back the others;
 * the first such error is thrown at the end, so that the batch is brought again.
 */
export function applyEvents(tools: Tools, batch: EventBatch): AppliedCounts {
  const results: Applied[] = [];
  const errors: unknown[] = [];
  for (const event of batch.events) {
    try {
      results.push(applyOnce(tools, batch, event));
    } catch (error) {
      errors.push(error);
    }
  }
  const counts = {
    applied: count(results, 'applied'),
    unmatched: count(results, 'unmatched'),
    repeated: count(results, 'repeated'),
  };
  if (counts.applied + counts.unmatched > 0) notifyMoney(tools);
  if (errors.length > 0) throw errors[0];
  return counts;
}

/** Tries again what found no charge, after one of this account, or a whole carnê, was registered. */
export function retryUnmatched(tools: Tools, account: Account, subject: OutboxSubject): void {
  const { accounts, events } = tools.books;
  const stored = accountsOfLogin(tools, account)
    .flatMap(({ id }) => queriesOf(tools, id, subject))
    .flatMap((query) => events.unmatchedAbout(query));
  const inOrder = [...new Map(stored.map((event) => [event.id, event])).values()].sort(
    (one, other) => one.id - other.id,
  );
  for (const { id, accountId, event: text } of inOrder) {
    const event = JSON.parse(text) as GatewayEvent;
    const told = accounts.getById(accountId);
    tools.books.transaction(() => applyStored(tools, { account: told, event, id }));
  }
  if (inOrder.length > 0) notifyMoney(tools);
}

function queriesOf(
  tools: Tools,
  accountId: number,
  subject: OutboxSubject,
): readonly UnmatchedQuery[] {
  const { charges, chargeGroups } = tools.books;
  const ofCharge = ({ gatewayId, reference }: Charge) => ({
    accountId,
    gatewayId,
    reference,
    groupId: null,
  });
  if ('chargeId' in subject) return [ofCharge(charges.getById(subject.chargeId))];
  const { reference, gatewayGroupId } = chargeGroups.getById(subject.groupId);
  return [
    { accountId, gatewayId: null, reference, groupId: gatewayGroupId },
    ...charges.ofGroup(subject.groupId).map(ofCharge),
  ];
}

function applyOnce(tools: Tools, batch: EventBatch, event: GatewayEvent): Applied {
  return tools.books.transaction(() => {
    if (wasToldToOther(tools, batch.account, event)) return 'repeated';
    const id = storeEvent(tools, batch, event);
    if (id === undefined) return 'repeated';
    return applyStored(tools, { account: batch.account, event, id });
  });
}

/** Accounts of one login are told of each other's charges: what one of them has heard is no news to the others. */
function wasToldToOther(tools: Tools, account: Account, { eventKey }: GatewayEvent): boolean {
  return accountsOfLogin(tools, account).some(
    ({ id, environment }) => id !== account.id && tools.books.events.has(id, environment, eventKey),
  );
}

interface StoredEvent {
  readonly account: Account;
  readonly event: GatewayEvent;
  readonly id: number;
}

function applyStored(tools: Tools, stored: StoredEvent): 'applied' | 'unmatched' {
  const { account, event, id } = stored;
  const charge = findCharge(tools, { account, event });
  const at = tools.clock.now();
  if (charge === undefined) {
    keepUnmatchedMoney(tools, { account, event, eventId: id });
    returnUnmatchedMoney(tools, { account, event });
    tools.books.events.close({ id, state: 'unmatched', chargeId: null, groupId: null, at });
    return 'unmatched';
  }
  noteGroupNumber(tools, { event, charge });
  const wasKept = settleUnmatchedMoney(tools, { account, event, charge });
  if (!wasKept) {
    const owner =
      charge.accountId === account.id ? account : tools.books.accounts.getById(charge.accountId);
    applyToCharge(tools, { account: owner, event, charge, eventId: id });
  }
  tools.books.events.close({
    id,
    state: 'applied',
    chargeId: charge.id,
    groupId: charge.groupId,
    at,
  });
  return 'applied';
}

/** A look-up may have found a carnê's parcels without the carnê's own number: an event brings it. */
function noteGroupNumber(
  tools: Tools,
  { event, charge }: { readonly event: GatewayEvent; readonly charge: Charge },
): void {
  if (charge.groupId === null || event.target.groupId === undefined) return;
  const group = tools.books.chargeGroups.getById(charge.groupId);
  if (group.gatewayGroupId !== null || group.state !== 'registered') return;
  tools.books.chargeGroups.noteNumber(group.id, event.target.groupId);
}

function storeEvent(tools: Tools, batch: EventBatch, event: GatewayEvent): number | undefined {
  const { payment, target } = event;
  return tools.books.events.insertOnce({
    accountId: batch.account.id,
    environment: batch.account.environment,
    eventKey: event.eventKey,
    kind: event.kind,
    rawStatus: event.rawStatus,
    targetGatewayId: target.gatewayId ?? null,
    targetReference: target.reference ?? null,
    targetGroupId: target.groupId ?? null,
    source: batch.source,
    inboxId: batch.inboxId ?? null,
    event: JSON.stringify(event),
    paymentKey: payment?.paymentKey ?? null,
    amountCents: payment?.amountCents ?? null,
    feeCents: payment?.feeCents ?? null,
    happenedAt: event.happenedAt ?? null,
    happenedOn: event.happenedOn ?? null,
    receivedAt: tools.clock.now(),
  });
}

function count(results: readonly Applied[], wanted: Applied): number {
  return results.filter((result) => result === wanted).length;
}

function notifyMoney(tools: Tools): void {
  for (const area of ['titulos', 'carnes', 'payments', 'status'] as const) {
    tools.notify(area, 'all');
  }
}
