/** list-charges and cancel-charge (juno.md 1.6, 1.7). */
import type { Charge, Days } from '../store/boleto-facil/charge.ts';
import type { BoletoFacilContext } from './context.ts';
import { optionalDay } from './fields.ts';
import type { Parameters } from './parameters.ts';
import { isAnnounced } from './payments.ts';
import { invalidCharge, missing, noBeginning } from './refusal.ts';
import { listedView } from './views.ts';

/** Charges that lie in all the windows given, without paging. */
export function listCharges(context: BoletoFacilContext, parameters: Parameters): unknown {
  const due = windowOf(parameters, 'beginDueDate', 'endDueDate');
  const paid = windowOf(parameters, 'beginPaymentDate', 'endPaymentDate');
  const confirmed = windowOf(parameters, 'beginPaymentConfirmation', 'endPaymentConfirmation');
  if ([due, paid, confirmed].every((days) => days === undefined || days.from === ''))
    throw noBeginning();
  const hasCancelled = context.settings().listsCancelled;
  const charges = context.charges.list({ due, paid, confirmed, hasCancelled });
  return { charges: charges.map((charge) => listedView(context, charge)) };
}

function windowOf(parameters: Parameters, begin: string, end: string): Days | undefined {
  const from = optionalDay(parameters, begin);
  const to = optionalDay(parameters, end);
  if (from === undefined && to === undefined) return undefined;
  return { from: from ?? '', to: to ?? '9999' };
}

/** Nothing is told; the boleto can still be paid by whoever holds it. */
export function cancelCharge(context: BoletoFacilContext, parameters: Parameters): unknown {
  const code = parameters.get('code');
  if (code === undefined) throw missing('code');
  const charge = chargeOf(context, code);
  if (charge === undefined) throw invalidCharge();
  cancel(context, charge);
  return null;
}

/** Refuses a charge that is cancelled, paid or marked as paid. */
export function cancel(context: BoletoFacilContext, charge: Charge): void {
  if (charge.state !== 'open' || hasMoney(context, charge)) throw invalidCharge();
  context.charges.setState(charge.code, 'cancelled');
}

const hasMoney = (context: BoletoFacilContext, { code }: Charge): boolean =>
  context.payments
    .ofCharge(code)
    .some((payment) => payment.status === 'CONFIRMED' || isAnnounced(payment));

/** The charge of a code in text, undefined when there is none. */
export const chargeOf = (context: BoletoFacilContext, code: string): Charge | undefined =>
  /^\d{1,15}$/.test(code) ? context.charges.byCode(Number(code)) : undefined;
