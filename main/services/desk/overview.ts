/** What Início shows, what waits for a decision, and what the palette finds. */
import { addDays, addMonths, civilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { todayOf, type Tools } from '../tools.ts';

export function homeSummary(tools: Tools, isPractice: boolean) {
  const today = todayOf(tools);
  const monthStart = civilDate(`${today.slice(0, 7)}-01`);
  const monthEnd = addDays(addMonths(monthStart, 1), -1);
  return tools.figures.home(isPractice, { today, monthStart, monthEnd });
}

export function listReviews(
  tools: Tools,
  query: {
    readonly isPractice: boolean;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  const rows = tools.books.overview.reviews(query.isPractice, {
    after: Number(query.after ?? 0),
    limit: query.limit,
  });
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const page = [...rows];
  return last === undefined ? { rows: page } : { rows: page, next: String(last.paymentId) };
}

/** Hits of each kind that the palette shows. */
const MOST_HITS = 8;

/** Clients and títulos by name, CPF/CNPJ, número or a scanned bar code; real ones and practice alike. */
export function findAnything(tools: Tools, text: string) {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const { books } = tools;
  const titulos = [false, true].flatMap((isPractice) =>
    books.tituloList.page({
      filter: { text: trimmed, isPractice },
      sort: 'due-latest',
      today: todayOf(tools),
      limit: MOST_HITS,
    }),
  );
  const clients = books.clientList.find(trimmed, MOST_HITS);
  return [
    ...clients.map((client) => ({
      kind: 'client' as const,
      id: client.id,
      label: client.name,
      detail: `cliente ${client.code}`,
    })),
    ...titulos.map((titulo) => ({
      kind: 'titulo' as const,
      id: titulo.id,
      label: `Título ${String(titulo.number).padStart(8, '0')}`,
      detail: `${titulo.clientName} · ${formatMoney(titulo.totalCents)}`,
    })),
  ];
}
