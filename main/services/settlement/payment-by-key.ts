import type { Payment } from '../../store/payments.ts';
import { accountsOfLogin } from '../accounts/shared-login.ts';
import type { Tools } from '../tools.ts';
import type { MoneyReport } from './money-report.ts';

/** The payment that was stored under this key, by the account itself or by another one of its login. */
export function paymentByKey(
  tools: Tools,
  report: Pick<MoneyReport, 'account' | 'environment' | 'paymentKey'>,
): Payment | undefined {
  const { account, environment, paymentKey } = report;
  const ids = account === null ? [null] : accountsOfLogin(tools, account).map(({ id }) => id);
  for (const id of ids) {
    const payment = tools.books.payments.byKey(environment, id, paymentKey);
    if (payment !== undefined) return payment;
  }
  return undefined;
}
