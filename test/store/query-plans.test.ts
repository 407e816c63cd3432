import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import { createBooks, type Books } from '../../main/store/books.ts';
import { openBooks, type Db } from '../../main/store/open.ts';
import type { TituloChip, TituloSort } from '../../main/store/titulo-filter.ts';
import { TODAY } from '../support/till.ts';

let db: Db;
let books: Books;
let seen: string[];

/** Every statement that the books prepare is kept, so that its plan can be asked for. */
beforeEach(() => {
  db = openBooks(':memory:');
  seen = [];
  const prepare = db.prepare.bind(db);
  vi.spyOn(db, 'prepare').mockImplementation((sql: string) => {
    seen.push(sql);
    return prepare(sql);
  });
  books = createBooks(db);
});

afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});

/** Tables that grow with the business. Reading one of them whole takes seconds in a few years. */
const LARGE =
  /\bSCAN (?:titulos|charges|payments|allocations|postings|outbox|gateway_events|gateway_attempts|audit|clients|external_ids|payment_reversals)\b/;

function plansOf(sql: string): readonly string[] {
  return (
    db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parametersOf(sql)) as { detail: string }[]
  ).map(({ detail }) => detail);
}

/** Any value will do: a plan does not depend on it. */
function parametersOf(sql: string): unknown[] {
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? ''))];
  if (names.length > 0) return [Object.fromEntries(names.map((name) => [name, '1']))];
  return [...sql.matchAll(/\?/g)].map(() => '[1]');
}

const isRead = (sql: string): boolean => /^\s*(?:SELECT|UPDATE|DELETE|WITH)/.test(sql);

/** Read whole on purpose, and why. */
const READ_WHOLE: readonly RegExp[] = [
  // Charges are found by state; the few that are rejected lead to their títulos.
  /FROM titulos NOT INDEXED/,
  // Whether there is any client ends at the first one; the index of reviews holds the few that wait.
  /AS hasReal/,
];

describe('the statements of the repositories', () => {
  it('find their rows by an index in every table that grows', () => {
    const slow = [...new Set(seen)]
      .filter(isRead)
      .filter((sql) => !READ_WHOLE.some((form) => form.test(sql)))
      .flatMap((sql) =>
        plansOf(sql)
          .filter((detail) => LARGE.test(detail))
          .map((detail) => `${detail}: ${sql.replace(/\s+/g, ' ').slice(0, 160)}`),
      );

    expect(seen.length).toBeGreaterThan(100);
    expect(slow).toEqual([]);
  });
});

describe('a page of títulos', () => {
  const chips: readonly (TituloChip | undefined)[] = [
    undefined,
    'open',
    'due',
    'overdue',
    'unregistered',
    'rejected',
    'unknown',
    'paid',
    'cancelled',
  ];
  const sorts: readonly TituloSort[] = [
    'due',
    'due-latest',
    'number',
    'number-latest',
    'paid-latest',
  ];
  const filters = [
    {},
    { clientId: 1 },
    { carneId: 1 },
    { accountId: 1 },
    { dueFrom: TODAY, dueTo: addDays(TODAY, 30) },
    { text: 'silva' },
    { text: 'da' },
    { text: '123' },
    { text: '3'.repeat(44) },
    { text: '3'.repeat(47) },
  ];
  const cases = chips.flatMap((chip) => sorts.map((sort) => ({ chip, sort })));

  it.each(cases)('of $chip by $sort is found by one index, on every page', ({ chip, sort }) => {
    const plans = filters.flatMap((filter) =>
      [false, true].flatMap((isPractice) =>
        [undefined, { key: sort.startsWith('number') ? 1 : '2026-01-01', id: 1 }].flatMap((after) =>
          books.tituloList.explainPage({
            filter: { ...filter, isPractice, chip },
            sort,
            today: TODAY,
            limit: 100,
            ...(after === undefined ? {} : { after }),
          }),
        ),
      ),
    );

    const scans = plans.filter((detail) =>
      /SCAN (?:titulos|charges|payments|clients)\b/.test(detail),
    );
    expect(scans).toEqual([]);
  });
});

describe('a page of carnês', () => {
  it.each([{}, { clientId: 1 }, { isPractice: true }, { text: 'silva' }])(
    'filtered by %j reads only what belongs to its carnês',
    (filter) => {
      seen.length = 0;

      books.carneList.page({ filter, today: TODAY, limit: 100 });

      const plans = seen.flatMap(plansOf);
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((detail) => LARGE.test(detail))).toEqual([]);
    },
  );
});
