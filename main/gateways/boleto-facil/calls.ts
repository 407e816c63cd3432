/**
 * The methods of API v1 that Baixa uses (juno 1.2), below the base that ends in /v1. Always a form in the body of a POST: in a
 * query the token would lie in the logs of every proxy (juno 7.9).
 */
import { formatCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { HttpCall } from '../http.ts';

export type Form = Readonly<Record<string, string>>;

/** Days, both ends included. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** Which of a charge's days a list goes by (juno 1.6). */
export type ListedBy = 'DueDate' | 'PaymentDate' | 'PaymentConfirmation';

export const calls = {
  issueCharge: (form: Form): HttpCall => post('issue-charge', form),
  listCharges: (by: ListedBy, { from, to }: Span): HttpCall =>
    post('list-charges', {
      [`begin${by}`]: formatCivilDate(from),
      [`end${by}`]: formatCivilDate(to),
    }),
  cancelCharge: (code: string): HttpCall => post('cancel-charge', { code }),
  /** Asked without the token of the account: the payment's own token is the secret. */
  fetchPaymentDetails: (paymentToken: string): HttpCall =>
    post('fetch-payment-details', { paymentToken }),
  fetchBalance: (): HttpCall => post('fetch-balance', {}),
} as const;

function post(method: string, form: Form): HttpCall {
  return {
    operation: method,
    method: 'POST',
    template: `/${method}`,
    form: { ...form, responseType: 'JSON' },
  };
}
