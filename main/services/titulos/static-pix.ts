/**
 * A Pix code that can be paid before the bank has the charge. It is settled by asking the bank what came, and it must
 * never stand beside a charge that is payable too.
 */
import { isLive } from '../../../domain/charge-states.ts';
import { subtract } from '../../../domain/money.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import type { Tools } from '../tools.ts';
import { waitingMoneyOf } from './waiting-money.ts';

/**
 * The copia e cola of what is still owed, for a título whose charge is only prepared, at an account with a Pix key;
 * null where there is none: nothing is owed, a charge is live, money waits, or the company has no name yet.
 */
export function staticPixOf(
  tools: Tools,
  titulo: Pick<Titulo, 'id' | 'state' | 'totalCents' | 'settledCents'>,
  charges: readonly Charge[],
): string | null {
  const company = tools.books.settings.company();
  const charge = charges.findLast(({ state }) => state === 'prepared');
  if (company === undefined || charge === undefined || !isOwed(titulo)) return null;
  if (charges.some(({ state }) => isLive(state))) return null;
  if (waitingMoneyOf(tools, titulo.id) !== undefined) return null;
  const account = tools.books.accounts.getById(charge.accountId);
  const code = tools.gateways.staticPix(account, {
    reference: charge.reference,
    amountCents: subtract(titulo.totalCents, titulo.settledCents),
    name: company.legalName,
    city: company.address.city,
  });
  return code ?? null;
}

function isOwed({ state }: Pick<Titulo, 'state'>): boolean {
  return state === 'open' || state === 'partly-paid';
}
