import type { CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { cents, subtract, type Cents } from '../../../domain/money.ts';
import type { PaymentMethod } from '../../store/payments.ts';
import { confirmPayment } from '../settlement/confirm-payment.ts';
import { OPERATOR, todayOf, type Tools } from '../tools.ts';

export interface ManualReceipt {
  readonly tituloId: number;
  readonly amountCents: Cents;
  readonly discountCents: Cents;
  readonly paidOn: CivilDate;
  readonly method: PaymentMethod;
}

/**
 * "Receber": money that an operator took. What was typed is allocated; what is over the balance counts as
 * late charges. When it closes the título its charges are closed at the gateway.
 * @throws Failure `state-not-allowed` when nothing is owed, `invalid-input` (field) for a day to come and for a
 *   discount that is below zero or above what is owed
 */
export function receiveByHand(tools: Tools, receipt: ManualReceipt): number {
  const { books } = tools;
  const titulo = books.titulos.getById(receipt.tituloId);
  if (titulo.state !== 'open' && titulo.state !== 'partly-paid') {
    throw new Failure('state-not-allowed', 'Nothing is owed of this título', {
      state: titulo.state,
    });
  }
  if (receipt.paidOn > todayOf(tools)) {
    throw new Failure('invalid-input', 'The day of payment is to come', { field: 'paidOn' });
  }
  const balance = subtract(subtract(titulo.totalCents, titulo.settledCents), receipt.discountCents);
  if (receipt.discountCents < 0 || balance < 0) {
    throw new Failure('invalid-input', 'No such discount', { field: 'discountCents' });
  }
  const lateCents = cents(Math.max(receipt.amountCents - balance, 0));
  const confirmed = books.transaction(() =>
    confirmPayment(tools, {
      environment: titulo.environment,
      account: null,
      charge: undefined,
      titulo,
      paymentKey: `manual:${tools.newReference()}`,
      source: 'manual',
      method: receipt.method,
      amountCents: receipt.amountCents,
      lateCents,
      discountCents: receipt.discountCents,
      paidOn: receipt.paidOn,
      creditedOn: receipt.paidOn,
      actor: OPERATOR,
    }),
  );
  tools.notify('titulos', [titulo.id]);
  tools.notify('payments', 'all');
  return confirmed.paymentId;
}
