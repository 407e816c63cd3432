import type { Charge } from '../../store/charges.ts';
import { simulatorIdOf } from '../open-gateways.ts';
import type { Tools } from '../tools.ts';
import type { ToldCharge } from './told.ts';

/** A charge at a simulated gateway as we hold it; only accounts of the simulator are looked at. */
export function ourCharge(
  { books }: Pick<Tools, 'books'>,
  simulatorId: string,
  { id }: Pick<ToldCharge, 'id'>,
): Charge | undefined {
  return books.accounts
    .all()
    .filter(
      (account) => account.environment === 'simulator' && simulatorIdOf(account) === simulatorId,
    )
    .map((account) => books.charges.byGatewayId(account.id, 'simulator', id))
    .find((charge) => charge !== undefined);
}
