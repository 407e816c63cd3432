/** POST /payments: a single charge, or a carnê when it says how many parcels (asaas.md 3.1, 3.6). */
import { asBody, requiredCents, type Body } from './body.ts';
import type { AsaasContext } from './context.ts';
import { addInstallment } from './installments.ts';
import { addPayment, checkDailyLimit, checkFloor, readOrder, type Order } from './order.ts';
import { paymentView } from './views.ts';

/** Creates what the body orders and shows it; of a carnê the first parcel. Validation stops at the first fault. */
export function createPayment(context: AsaasContext, input: unknown): unknown {
  const body = asBody(input);
  const order = readOrder(context, body);
  if (body['installmentCount'] !== undefined && body['installmentCount'] !== null)
    return createParcels(context, body, order);
  const valueCents = requiredCents(body, 'value');
  checkFloor(context, valueCents, order.terms);
  checkDailyLimit(context, 1);
  const payment = context.ports.store.transaction(() =>
    addPayment(context, { ...order, valueCents }),
  );
  return paymentView(context, payment);
}

function createParcels(context: AsaasContext, body: Body, order: Order): unknown {
  const { id } = addInstallment(context, body, { order, valueName: 'installmentValue' });
  const [first] = context.payments.ofInstallment(id);
  if (first === undefined) throw new RangeError(`Instalment ${id} has no parcel`);
  return paymentView(context, first);
}
