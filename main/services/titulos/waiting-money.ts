import type { Tools } from '../tools.ts';

/** Money of a título that is on its way, or that waits for an operator's word. */
export type WaitingMoney = 'payment-announced' | 'payment-waiting';

/** While this is so a título is neither cancelled nor charged again. Undefined when nothing waits. */
export function waitingMoneyOf(tools: Tools, tituloId: number): WaitingMoney | undefined {
  const payments = tools.books.payments.ofTitulo(tituloId);
  if (payments.some(({ state }) => state === 'announced')) return 'payment-announced';
  // What is short was allocated as far as it goes: only the operator's attention is asked for.
  const waits = payments.some(({ review }) => review !== 'none' && review !== 'amount');
  return waits ? 'payment-waiting' : undefined;
}
