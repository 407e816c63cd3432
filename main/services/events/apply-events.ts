/** Brings what a gateway told into the books, each event once, each in a transaction of its own. */
import type { EventSource } from '../../../domain/gateway-event.ts';
import type { GatewayEvent } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';
import { applyToCharge } from './apply-to-charge.ts';
import { matchCharge } from './match-charge.ts';
import { keepUnmatchedMoney, settleUnmatchedMoney } from './unmatched-money.ts';

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

export function applyEvents(tools: Tools, batch: EventBatch): AppliedCounts {
  const results = batch.events.map((event) => applyOnce(tools, batch, event));
  const count = (wanted: Applied) => results.filter((result) => result === wanted).length;
  const counts = {
    applied: count('applied'),
    unmatched: count('unmatched'),
    repeated: count('repeated'),
  };
  if (counts.applied + counts.unmatched > 0) {
    tools.notify('titulos', 'all');
    tools.notify('payments', 'all');
    tools.notify('status', 'all');
  }
  return counts;
}

function applyOnce(tools: Tools, batch: EventBatch, event: GatewayEvent): Applied {
  return tools.books.transaction(() => {
    const id = storeEvent(tools, batch, event);
    if (id === undefined) return 'repeated';
    return applyStored(tools, { account: batch.account, event, id });
  });
}

/** Tries again what found no charge, after one of this account was registered. */
export function retryUnmatched(tools: Tools, account: Account): void {
  for (const stored of tools.books.events.unmatchedOf(account.id)) {
    const event = JSON.parse(stored.event) as GatewayEvent;
    tools.books.transaction(() => {
      if (matchCharge(tools, account, event.target) === undefined) return;
      applyStored(tools, { account, event, id: stored.id });
    });
  }
}

interface StoredEvent {
  readonly account: Account;
  readonly event: GatewayEvent;
  readonly id: number;
}

function applyStored(tools: Tools, stored: StoredEvent): 'applied' | 'unmatched' {
  const { account, event, id } = stored;
  const charge = matchCharge(tools, account, event.target);
  const at = tools.clock.now();
  if (charge === undefined) {
    keepUnmatchedMoney(tools, { account, event, eventId: id });
    tools.books.events.close({ id, state: 'unmatched', chargeId: null, groupId: null, at });
    return 'unmatched';
  }
  noteGroupNumber(tools, { event, charge });
  const wasKept = settleUnmatchedMoney(tools, { account, event, charge });
  if (!wasKept) applyToCharge(tools, { account, event, charge, eventId: id });
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
  return tools.books.events.insertOnce({
    accountId: batch.account.id,
    environment: batch.account.environment,
    eventKey: event.eventKey,
    kind: event.kind,
    rawStatus: event.rawStatus,
    source: batch.source,
    inboxId: batch.inboxId ?? null,
    event: JSON.stringify(event),
    paymentKey: event.payment?.paymentKey ?? null,
    amountCents: event.payment?.amountCents ?? null,
    feeCents: event.payment?.feeCents ?? null,
    happenedAt: event.happenedAt ?? null,
    happenedOn: event.happenedOn ?? null,
    receivedAt: tools.clock.now(),
  });
}
