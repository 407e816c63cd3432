/**
 * Money of static codes: the bank knows no charge of theirs, so that key, txid and amount together say what it is for.
 * Key and txid are the adapter's matter (`isStaticCode`), the amount is looked at here.
 */
import type { GatewayEvent } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';
import { matchCharge } from './match-charge.ts';

interface ToldEvent {
  readonly account: Account;
  readonly event: GatewayEvent;
}

/** The charge that an event is about; of a static code only where its amount is right too. */
export function findCharge(tools: Tools, { account, event }: ToldEvent): Charge | undefined {
  const charge = matchCharge(tools, account, event.target);
  if (charge === undefined || event.target.isStaticCode !== true) return charge;
  return isMeant(tools, { account, event }, charge) ? charge : undefined;
}

function isMeant(tools: Tools, { account, event }: ToldEvent, charge: Charge): boolean {
  if (event.kind === 'paid') return isAmountOfCode(tools, charge, event.payment?.amountCents);
  if (event.kind !== 'refunded') return true;
  // What settled without the charge goes back by the name of its payment alone.
  const key = event.payment?.paymentKey ?? '';
  const payment = tools.books.payments.byKey(account.environment, account.id, key);
  return payment?.chargeId === charge.id;
}

/** The code asks for the balance. Of a paid título it is the amount of a payment: the same code was paid twice. */
function isAmountOfCode(
  { books }: Tools,
  { tituloId }: Charge,
  amountCents: number | undefined,
): boolean {
  const { state, totalCents, settledCents } = books.titulos.getById(tituloId);
  if (state !== 'paid') return amountCents === totalCents - settledCents;
  return books.payments.ofTitulo(tituloId).some((payment) => payment.amountCents === amountCents);
}

/**
 * The charge that is over with this money. A static code stands for a charge as long as it is prepared; one that went
 * to the gateway since then is still payable there, and is closed like any other charge of a paid título.
 */
export function chargePaidBy({ target }: GatewayEvent, charge: Charge): Charge | undefined {
  return target.isStaticCode === true && charge.state !== 'prepared' ? undefined : charge;
}
