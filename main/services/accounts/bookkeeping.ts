/** What the postings of an account stand under: its agreement (convênio) and its entries (históricos). */
import { Failure } from '../../../domain/failure.ts';
import type { Historicos } from '../../store/accounts.ts';
import { CARTEIRA, type Historico } from '../../store/bookkeeping.ts';
import { foldText } from '../../store/open.ts';
import type { Tools } from '../tools.ts';

/** What an account may choose from: agreements of the bank `0-Carteira` alone, and all entries. */
export function viewBookkeeping({ books }: Pick<Tools, 'books'>) {
  return {
    convenios: books.bookkeeping
      .convenios(CARTEIRA)
      .map(({ id, name, bank }) => ({ id, name, bank })),
    historicos: [...books.bookkeeping.historicos()],
  };
}

/** @throws Failure `conflict` (field `name`) when another one is called so, case and accents aside */
export function addConvenio(tools: Tools, name: string) {
  const { bookkeeping } = tools.books;
  const isTaken = bookkeeping
    .convenios(CARTEIRA)
    .some((one) => foldText(one.name) === foldText(name));
  if (isTaken) throw new Failure('conflict', 'Two convênios of one name', { field: 'name' });
  const id = tools.books.transaction(() => bookkeeping.insertConvenio(name, CARTEIRA));
  tools.notify('accounts', 'all');
  return { id, name, bank: CARTEIRA };
}

/** @throws Failure `conflict` (field `code`) when another one has this code */
export function addHistorico(tools: Tools, historico: Omit<Historico, 'id'>): Historico {
  const { bookkeeping } = tools.books;
  if (bookkeeping.historicos().some(({ code }) => code === historico.code))
    throw new Failure('conflict', 'Two históricos of one code', { field: 'code' });
  const id = bookkeeping.insertHistorico(historico);
  tools.notify('accounts', 'all');
  return { id, ...historico };
}

/**
 * Refuses an agreement that is not there and an entry of another side.
 * @throws Failure `not-found`, `invalid-input` with the field
 */
export function refuseBookkeeping(
  { books }: Pick<Tools, 'books'>,
  form: { readonly convenioId: number; readonly historicos: Historicos },
): void {
  books.bookkeeping.convenio(form.convenioId);
  const known = books.bookkeeping.historicos();
  for (const side of ['receipt', 'credit', 'fee'] as const) {
    const isKnown = known.some((one) => one.id === form.historicos[side] && one.side === side);
    if (!isKnown)
      throw new Failure('invalid-input', 'No such entry of this side', {
        field: `historicos.${side}`,
      });
  }
}
