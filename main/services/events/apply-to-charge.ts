/** What each kind of event does to the charge that it is about. Runs inside the transaction of its event. */
import { assertNever } from '../../../domain/assert-never.ts';
import { canMove, isLive, type ChargeState } from '../../../domain/charge-states.ts';
import type { GatewayEvent } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import { closeCharges } from '../charges/close-charges.ts';
import type { PaymentState } from '../../../domain/payment-states.ts';
import { moveCharge } from '../settlement/apply-settlement.ts';
import { confirmPayment } from '../settlement/confirm-payment.ts';
import type { MoneyReport } from '../settlement/money-report.ts';
import { reversePayment } from '../settlement/reverse-payment.ts';
import { todayOf, type Tools } from '../tools.ts';
import { chargePaidBy } from './static-pix.ts';

export interface ChargeEvent {
  readonly account: Account;
  readonly event: GatewayEvent;
  readonly charge: Charge;
  readonly eventId: number;
}

export function applyToCharge(tools: Tools, about: ChargeEvent): void {
  switch (about.event.kind) {
    case 'registered':
      return noteRegistered(tools, about);
    case 'announced':
      return noteAnnounced(tools, about);
    case 'paid':
      return void confirmPayment(tools, moneyOf(tools, about));
    case 'credited':
      return noteCredited(tools, about);
    case 'marked':
      return noteMarked(tools, about);
    case 'cancelled':
      return noteCancelled(tools, about);
    case 'expired':
      move(tools, about.charge, 'expired');
      return;
    case 'refunded':
      return noteRefunded(tools, about);
    case 'partly-refunded':
    case 'contested':
    case 'failed':
      return noteOnly(tools, about);
    case 'overdue':
    case 'other':
      return;
    default:
      return assertNever(about.event.kind);
  }
}

/** The issue call brings the bar code; an event that is faster only says that asking again is worth while. */
function noteRegistered(tools: Tools, { charge }: ChargeEvent): void {
  if (charge.state !== 'unknown' && charge.state !== 'sent') return;
  const { outbox } = tools.books;
  const subject = charge.groupId === null ? { chargeId: charge.id } : { groupId: charge.groupId };
  for (const row of outbox.openOf(subject)) {
    if (row.state !== 'unknown') continue;
    outbox.change({ id: row.id, state: 'unknown', notBeforeAt: tools.clock.now() });
  }
}

/** In these a payment of the charge is known already: an announcement that comes now is late. */
const TOLD: ReadonlySet<PaymentState> = new Set([
  'announced',
  'confirmed',
  'credited',
  'partly-reversed',
]);

function noteAnnounced(tools: Tools, about: ChargeEvent): void {
  const { books, clock } = tools;
  const { charge, event, account } = about;
  if (books.payments.ofCharge(charge.id).some(({ state }) => TOLD.has(state))) return;
  const titulo = books.titulos.getById(charge.tituloId);
  books.payments.insert({
    environment: charge.environment,
    accountId: account.id,
    // A name of its own until the confirmation brings the payment's.
    paymentKey: event.payment?.paymentKey ?? `announced:${event.eventKey}`,
    chargeId: charge.id,
    tituloId: titulo.id,
    clientId: titulo.clientId,
    state: 'announced',
    source: 'gateway',
    method: event.payment?.method ?? 'boleto',
    amountCents: event.payment?.amountCents ?? charge.amountCents,
    lateCents: null,
    discountCents: null,
    feeCents: account.feeEstimateCents,
    feeIsEstimate: true,
    paidOn: event.payment?.paidOn ?? event.happenedOn ?? todayOf(tools),
    creditedOn: null,
    review: 'none',
    createdAt: clock.now(),
  });
  audit(tools, about, 'payment-announced');
}

function moneyOf(tools: Tools, { account, event, charge, eventId }: ChargeEvent): MoneyReport {
  const { payment } = event;
  return {
    environment: charge.environment,
    account,
    charge: chargePaidBy(event, charge),
    titulo: tools.books.titulos.getById(charge.tituloId),
    paymentKey: payment?.paymentKey ?? `event:${event.eventKey}`,
    source: 'gateway',
    method: payment?.method ?? 'boleto',
    amountCents: payment?.amountCents,
    lateCents: payment?.lateCents,
    discountCents: payment?.discountCents,
    feeCents: payment?.feeCents,
    paidOn: payment?.paidOn ?? event.happenedOn ?? todayOf(tools),
    creditedOn: payment?.creditedOn,
    actor: `gateway:${account.id}`,
    cause: `event:${eventId}`,
  };
}

/** Credited money is paid money: where the confirmation was never told, this tells it. */
function noteCredited(tools: Tools, about: ChargeEvent): void {
  const { payments, postings } = tools.books;
  // Without the payment's own key nobody could tell it from another one.
  if (about.event.payment === undefined) return;
  const report = moneyOf(tools, about);
  const payment = payments.getById(confirmPayment(tools, report).paymentId);
  if (payment.state !== 'confirmed') return;
  const creditedOn = report.creditedOn ?? about.event.happenedOn ?? payment.paidOn;
  payments.credit(payment.id, creditedOn);
  postings.credited(payment.id, creditedOn);
}

/** The echo of our own mark closes the charge and is no money; somebody else's mark waits for a yes. */
function noteMarked(tools: Tools, about: ChargeEvent): void {
  const { charge, event } = about;
  const isOver = tools.books.titulos.getById(charge.tituloId).state === 'paid';
  if (charge.state === 'closing' || isOver) {
    move(tools, charge, 'marked');
    return;
  }
  if (charge.state === 'marked' || charge.state === 'paid') return;
  confirmPayment(tools, {
    ...moneyOf(tools, about),
    paymentKey: event.payment?.paymentKey ?? `${charge.gatewayId ?? charge.reference}:marked`,
    source: 'marked',
    amountCents: event.payment?.amountCents ?? charge.amountCents,
  });
}

/** A charge that takes the place of the cancelled one, at another account for one, is not live yet. */
const TO_COME: ReadonlySet<ChargeState> = new Set(['prepared', 'rejected']);

function noteCancelled(tools: Tools, about: ChargeEvent): void {
  const { books, clock } = tools;
  const { charge, account } = about;
  const wasOurs = charge.state === 'closing';
  const hasMoved = move(tools, charge, 'cancelled');
  if (!hasMoved || wasOurs || !account.closesOnGatewayCancel) return;
  const titulo = books.titulos.getById(charge.tituloId);
  const isChargedElse = books.charges
    .ofTitulo(titulo.id)
    .some((other) => other.id !== charge.id && (isLive(other.state) || TO_COME.has(other.state)));
  if (titulo.state !== 'open' || isChargedElse || books.payments.hasAnnounced(titulo.id)) return;
  books.titulos.cancel({ id: titulo.id, closedAt: clock.now(), reason: 'cancelado no gateway' });
  closeCharges(tools, { tituloId: titulo.id, reason: 'cancelled', exceptChargeId: charge.id });
  audit(tools, about, 'cancelled-at-gateway');
}

/** One payment of several may be given back: then the gateway names it, and the others stay. */
function noteRefunded(tools: Tools, about: ChargeEvent): void {
  const named = about.event.payment?.paymentKey;
  for (const payment of tools.books.payments.ofCharge(about.charge.id)) {
    if (named !== undefined && payment.paymentKey !== named) continue;
    reversePayment(tools, {
      payment,
      kind: 'refund',
      reversalKey: about.event.eventKey,
      actor: `gateway:${about.account.id}`,
    });
  }
}

function noteOnly(tools: Tools, about: ChargeEvent): void {
  audit(tools, about, `gateway-${about.event.kind}`);
}

/** @returns false where the state of the charge has no such way: then our own view is newer or of another kind */
function move(tools: Tools, charge: Charge, to: ChargeState): boolean {
  if (!canMove(charge.state, to)) return false;
  moveCharge(tools, charge, to);
  return true;
}

function audit(tools: Tools, about: ChargeEvent, action: string): void {
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: `gateway:${about.account.id}`,
    action,
    entity: 'titulo',
    entityId: about.charge.tituloId,
    detail: { chargeId: about.charge.id, status: about.event.rawStatus },
    cause: `event:${about.eventId}`,
  });
}
