import { Failure } from '../../../domain/failure.ts';
import type { CarneListFilter, CarneListRow } from '../../store/carne-list.ts';
import { todayOf, type Tools } from '../tools.ts';
import { planCarne, type CarneOrder } from './plan-carne.ts';

export function listCarnes(
  tools: Tools,
  query: {
    readonly filter: CarneListFilter;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  const rows = tools.books.carneList.page({
    filter: query.filter,
    today: todayOf(tools),
    limit: query.limit,
    ...(query.after === undefined ? {} : { before: Number(query.after) }),
  });
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const page = rows.map(toView);
  return last === undefined ? { rows: page } : { rows: page, next: String(last.id) };
}

export function viewCarne(tools: Tools, id: number) {
  const row = tools.books.carneList.byId(id, todayOf(tools));
  if (row === undefined) throw new Failure('not-found', `No carnê ${id}`);
  return toView(row);
}

/** The plan of a carnê in the words of the screen. */
export function previewCarne(tools: Tools, order: CarneOrder) {
  const plan = planCarne(tools, order);
  return {
    parcels: plan.parcels.map((parcel) => ({
      number: parcel.number,
      dueOn: parcel.dueOn,
      effectiveDueOn: parcel.effectiveDueOn,
      isShifted: parcel.dueOn !== parcel.calendarDueOn,
      amountCents: parcel.amountCents,
      competence: parcel.competence,
      clashesWith: parcel.clashesWith ?? null,
    })),
    totalCents: plan.totalCents,
    way: plan.way.way,
    reasons: plan.way.way === 'single-charges' ? [...plan.way.reasons] : [],
    problems: plan.problems.map(({ code, field }) => ({ code, field })),
  };
}

function toView(row: CarneListRow) {
  return { ...row, isCurrent: row.isCurrent === 1, state: stateOf(row) };
}

function stateOf(row: CarneListRow) {
  if (row.cancelledParcels === row.parcels) return 'cancelled' as const;
  if (row.openCents === 0) return 'finished' as const;
  if (row.overdueParcels > 0) return 'overdue' as const;
  return row.registeredParcels + row.cancelledParcels < row.parcels
    ? ('preparing' as const)
    : ('open' as const);
}
