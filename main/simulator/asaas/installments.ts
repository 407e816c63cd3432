/** Carnês: all parcels are born at once, monthly on the same day (asaas.md 3.6). */
import { randomUUID } from 'node:crypto';
import { addMonths, dayOfMonth } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Installment } from '../store/asaas/installments.ts';
import type { Payment } from '../store/asaas/payment.ts';
import { asBody, optionalCents, optionalCount, type Body } from './body.ts';
import type { AsaasContext } from './context.ts';
import { invalidAction, invalidField, notFound } from './errors.ts';
import { addPayment, checkDailyLimit, checkFloor, readOrder, type Order } from './order.ts';
import { changeAndTell, isOpen } from './states.ts';
import { installmentView } from './views.ts';

/** POST /installments. */
export function createInstallment(context: AsaasContext, input: unknown): unknown {
  const body = asBody(input);
  const order = readOrder(context, body, 'paymentExternalReference');
  return showInstallment(context, addInstallment(context, body, { order, valueName: 'value' }));
}

export const showInstallment = (context: AsaasContext, installment: Installment): unknown =>
  installmentView(installment, context.payments.ofInstallment(installment.id));

/** Writes a carnê and its parcels. `valueName` names the field with the value of one parcel. */
export function addInstallment(
  context: AsaasContext,
  body: Body,
  { order, valueName }: { readonly order: Order; readonly valueName: string },
): Installment {
  const values = readValues(context, body, valueName);
  for (const value of values) checkFloor(context, value, order.terms);
  checkDailyLimit(context, values.length);
  return context.ports.store.transaction(() => write(context, order, values));
}

function write(context: AsaasContext, order: Order, values: readonly Cents[]): Installment {
  const id = randomUUID();
  const { customer, billingType, dueOn, description } = order;
  context.installments.add({
    id,
    customer: customer.id,
    billingType,
    installmentCount: values.length,
    description,
    expirationDay: dayOfMonth(dueOn),
    createdOn: context.today(),
  });
  values.forEach((valueCents, index) =>
    addPayment(context, {
      ...order,
      valueCents,
      // A day that the month lacks becomes its last one: a guess.
      dueOn: addMonths(dueOn, index),
      description: parcelText(index + 1, values.length, description),
      parcel: { installment: id, number: index + 1 },
    }),
  );
  return getInstallment(context, id);
}

/** Only the form without a text of the client's own was seen. */
function parcelText(number: number, count: number, description: string | null): string {
  const parcel = `Parcela ${String(number)} de ${String(count)}.`;
  return description === null ? parcel : `${parcel} ${description}`;
}

/** The value of each parcel; what a total leaves over goes to the last one (asaas.md 3.6). */
function readValues(context: AsaasContext, body: Body, valueName: string): readonly Cents[] {
  const count = optionalCount(body, 'installmentCount');
  if (count === undefined || count < 2 || count > context.settings().maxInstallments)
    throw invalidField('installmentCount');
  const total = optionalCents(body, 'totalValue');
  const each = optionalCents(body, valueName);
  if (each !== undefined && each > 0) return Array.from({ length: count }, () => each);
  if (total === undefined || total === 0) throw invalidField(valueName);
  const part = Math.floor(total / count);
  const last = total - part * (count - 1);
  return Array.from({ length: count }, (_, index) => cents(index < count - 1 ? part : last));
}

/** DELETE /installments/:id: only when nothing of it is paid. */
export function removeInstallment(context: AsaasContext, installment: Installment): unknown {
  const parcels = context.payments.ofInstallment(installment.id);
  const present = parcels.filter(({ isDeleted }) => !isDeleted);
  if (installment.isDeleted || !present.every(isOpen))
    throw invalidAction('O parcelamento só pode ser removido sem parcelas pagas.');
  context.ports.store.transaction(() => {
    removeParcels(context, present);
    context.installments.markDeleted(installment.id);
  });
  return { deleted: true, id: installment.id };
}

/** DELETE /installments/:id/payments: what is open goes, what is paid stays. */
export function removeOpenParcels(context: AsaasContext, installment: Installment): unknown {
  const open = context.payments.ofInstallment(installment.id).filter(isOpen);
  context.ports.store.transaction(() => removeParcels(context, open));
  const deletedPayments = open.map(({ id, parcel }) => ({
    id,
    installmentNumber: parcel,
    deleted: true,
  }));
  return { deleted: true, id: installment.id, deletedPayments };
}

function removeParcels(context: AsaasContext, parcels: readonly Payment[]): void {
  for (const parcel of parcels)
    changeAndTell(context, parcel, { event: 'PAYMENT_DELETED', changes: { isDeleted: true } });
}

/** The carnê of that id. Refuses another one with 404. */
export function getInstallment(context: AsaasContext, id: string): Installment {
  const installment = context.installments.byId(id);
  if (installment === undefined) throw notFound();
  return installment;
}
