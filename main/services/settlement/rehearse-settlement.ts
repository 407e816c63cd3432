/** A payment of a made-up título, taken all the way to its postings and undone in the same tick. */
import { addDays } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { TituloState } from '../../../domain/titulo-states.ts';
import type { GatewayEvent } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Payment } from '../../store/payments.ts';
import type { NamedPosting } from '../../store/postings.ts';
import { applyEvents } from '../events/apply-events.ts';
import { todayOf, type Tools } from '../tools.ts';

/** What the books would say. */
export interface Rehearsal {
  readonly amountCents: Cents;
  readonly tituloState: TituloState;
  readonly review: Payment['review'];
  readonly postings: readonly NamedPosting[];
}

const AMOUNT = cents(10_000);
const DUE_IN_DAYS = 5;

/**
 * Writes client, título, charge and event as the real ones are written, lets `applyEvents` settle them under the
 * account's own terms and fees, reads the result, and undoes it all. Synchronous from end to end: no other statement
 * can come between, and no window is told.
 * @throws what the settlement throws; Failure `unexpected` inside another transaction
 */
export function rehearseSettlement(tools: Tools, account: Account): Rehearsal {
  const silent: Tools = { ...tools, notify: () => undefined };
  return tools.books.rehearse(() => {
    const charge = registerMadeUp(silent, account);
    applyEvents(silent, { account, events: [paymentOf(silent, charge)], source: 'callback' });
    return resultOf(silent, charge);
  });
}

function resultOf({ books }: Tools, charge: Charge): Rehearsal {
  const [payment] = books.payments.ofCharge(charge.id);
  return {
    amountCents: charge.amountCents,
    tituloState: books.titulos.getById(charge.tituloId).state,
    review: payment?.review ?? 'unmatched',
    postings: payment === undefined ? [] : books.postings.namedOf(payment.id),
  };
}

function registerMadeUp(tools: Tools, account: Account): Charge {
  const { books, clock } = tools;
  const chargeId = prepareMadeUp(tools, account);
  const { id, reference, dueOn } = books.charges.getById(chargeId);
  const at = clock.now();
  books.charges.startSending({ id, at, callbackUrl: null });
  books.charges.register({
    id,
    from: 'sending',
    to: 'registered',
    dueOn,
    at,
    registration: { gatewayId: `teste-${reference}`, links: {} },
  });
  return books.charges.getById(id);
}

function prepareMadeUp(tools: Tools, account: Account): number {
  const { books, clock } = tools;
  const dueOn = addDays(todayOf(tools), DUE_IN_DAYS);
  const shared = { environment: account.environment, accountId: account.id, dueOn };
  const tituloId = books.titulos.insert({
    ...shared,
    number: books.sequences.take('titulo'),
    clientId: insertMadeUpClient(tools),
    contractId: null,
    carneId: null,
    parcelNo: null,
    origin: 'loose',
    kind: 'avulso',
    description: 'Teste de recepção',
    competence: null,
    effectiveDueOn: dueOn,
    faceCents: AMOUNT,
    termsId: account.termsId,
    issuedOn: todayOf(tools),
    createdAt: clock.now(),
  });
  return books.charges.insert({
    ...shared,
    tituloId,
    groupId: null,
    attempt: 1,
    instrument: account.instrument,
    reference: tools.newReference(),
    amountCents: AMOUNT,
    termsId: account.termsId,
    preparedAt: clock.now(),
    failureCode: null,
    failureText: null,
  });
}

function insertMadeUpClient({ books, clock }: Tools): number {
  return books.clients.insert({
    code: books.sequences.take('client'),
    name: 'Teste de recepção',
    personKind: 'unknown',
    taxId: null,
    email: '',
    phone: '',
    street: '',
    number: '',
    complement: '',
    district: '',
    city: '',
    state: '',
    postalCode: '',
    notes: '',
    isActive: false,
    createdAt: clock.now(),
  });
}

function paymentOf(tools: Tools, charge: Charge): GatewayEvent {
  const paidOn = todayOf(tools);
  const gatewayId = charge.gatewayId ?? charge.reference;
  return {
    eventKey: `${gatewayId}:paid`,
    kind: 'paid',
    target: { gatewayId },
    payment: {
      paymentKey: `${gatewayId}:paid:1`,
      amountCents: charge.amountCents,
      paidOn,
      method: charge.instrument === 'pix' ? 'pix' : 'boleto',
    },
    happenedOn: paidOn,
    rawStatus: 'paid',
    raw: '{}',
  };
}
