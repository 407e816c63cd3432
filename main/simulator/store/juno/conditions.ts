import type { ChargeFilter, DayRange, Halves } from './charge.ts';

interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The WHERE of a list, without `WHERE`, and its values. Only conditions that narrow are written. */
export function conditionsOf(filter: ChargeFilter): Condition {
  const parts = [
    ...within('c.created_on', 'created', filter.created),
    ...within('c.due_on', 'due', filter.due),
    ...paidWithin(filter.paid),
    ...half('c.due_on < @today', filter.isDue, { today: filter.today }),
    ...half(`c.status = 'PAID'`, filter.isPaid),
    ...half(`c.status = 'CANCELLED'`, filter.isCancelled),
    ...half(`c.status = 'MANUAL_RECONCILIATION'`, filter.isManual),
    ...half(`c.status = 'FAILED'`, filter.isFailed),
  ];
  return {
    sql: ['1 = 1', ...parts.map(({ sql }) => sql)].join(' AND '),
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, string>,
  };
}

function half(
  sql: string,
  { yes, no }: Halves,
  values: Condition['values'] = {},
): readonly Condition[] {
  if (yes && no) return [];
  if (yes) return [{ sql, values }];
  return [no ? { sql: `NOT (${sql})`, values } : { sql: '0 = 1', values: {} }];
}

function within(column: string, name: string, { from, to }: DayRange): readonly Condition[] {
  const ends = [
    { sign: '>=', name: `${name}From`, value: from },
    { sign: '<=', name: `${name}To`, value: to },
  ];
  return ends.flatMap((end) =>
    end.value === undefined
      ? []
      : [{ sql: `${column} ${end.sign} @${end.name}`, values: { [end.name]: end.value } }],
  );
}

function paidWithin(range: DayRange): readonly Condition[] {
  const parts = within('p.paid_on', 'paid', range);
  if (parts.length === 0) return [];
  const sql = ['p.charge = c.id', ...parts.map((part) => part.sql)].join(' AND ');
  return [
    {
      sql: `EXISTS (SELECT 1 FROM juno_payments AS p WHERE ${sql})`,
      values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, string>,
    },
  ];
}
