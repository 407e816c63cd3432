import type { Problem } from '../../../domain/problem.ts';
import { problemsOf } from '../charges/prepare-charge.ts';
import { nextTurn, type Tools } from '../tools.ts';

/** Títulos checked before the event loop is let go. */
const CHECKED_AT_ONCE = 50;

/** What would keep each título from being sent, looked at now and without sending anything. */
export async function checkTitulos(tools: Tools, ids: readonly number[]) {
  const checked: { tituloId: number; problems: ReturnType<typeof toPlain>[] }[] = [];
  for (const [index, tituloId] of ids.entries()) {
    const titulo = tools.books.titulos.getById(tituloId);
    const account = tools.books.accounts.getById(titulo.accountId);
    checked.push({ tituloId, problems: problemsOf(tools, { titulo, account }).map(toPlain) });
    if (index % CHECKED_AT_ONCE === CHECKED_AT_ONCE - 1) await nextTurn();
  }
  return checked;
}

function toPlain({ code, field, detail }: Problem) {
  return { code, field, ...(detail === undefined ? {} : { detail: { ...detail } }) };
}
