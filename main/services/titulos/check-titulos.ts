import type { Problem } from '../../../domain/problem.ts';
import { problemsOf } from '../charges/prepare-charge.ts';
import type { Tools } from '../tools.ts';

/** What would keep each título from being sent, looked at now and without sending anything. */
export function checkTitulos(tools: Tools, ids: readonly number[]) {
  return ids.map((tituloId) => {
    const titulo = tools.books.titulos.getById(tituloId);
    const account = tools.books.accounts.getById(titulo.accountId);
    const problems = problemsOf(tools, { titulo, account });
    return { tituloId, problems: problems.map(toPlain) };
  });
}

function toPlain({ code, field, detail }: Problem) {
  return { code, field, ...(detail === undefined ? {} : { detail: { ...detail } }) };
}
