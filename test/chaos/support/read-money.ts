/** The same money, told three times: by the books, by the simulator's own ledger, by what was answered on the wire. */
import { readFile, tally } from './read-files.ts';
import type { Stage } from './stage.ts';

interface Paid {
  /** The gateway's id of the charge. */
  readonly charge: string;
  readonly paidCents: number;
  readonly feeCents: number;
  readonly paidOn: string;
}

/** Every payment that the simulator took. */
export async function readLedger(stage: Stage): Promise<readonly Paid[]> {
  const { entries } = (await stage.control('/efi/ledger')) as { readonly entries: readonly Paid[] };
  return entries
    .map(({ charge, paidCents, feeCents, paidOn }) => ({ charge, paidCents, feeCents, paidOn }))
    .sort(byCharge);
}

export function readMoney(books: string) {
  return readFile(books, (query) => {
    const [sums] = query(`
      SELECT (SELECT sum(amount_cents) FROM payments) AS payments,
        (SELECT sum(principal_cents + late_cents) FROM allocations) AS allocations,
        (SELECT sum(amount_cents) FROM postings WHERE side = 'receipt') AS receipt,
        (SELECT sum(amount_cents) FROM postings WHERE side = 'credit') AS credit,
        (SELECT sum(amount_cents) FROM postings WHERE side = 'fee') AS fee`);
    const payments = query(`
      SELECT c.gateway_id AS charge, p.amount_cents AS paidCents, p.fee_cents AS feeCents,
        p.paid_on AS paidOn
      FROM payments p
      LEFT JOIN charges c ON c.id = p.charge_id
      WHERE p.state IN ('confirmed', 'credited')`) as unknown as Paid[];
    const titulos = query(`
      SELECT state || CASE WHEN settled_cents = total_cents THEN ', whole' ELSE ', in part' END AS fate
      FROM titulos`);
    return {
      titulos: tally(titulos.map(({ fate }) => fate)),
      payments: [...payments].sort(byCharge),
      sums,
      oddities: ODDITIES.flatMap((sql) => query(sql)),
    };
  });
}

/** Each finds rows that must not be. */
const ODDITIES = [
  `SELECT 'announced and never more' AS oddity, id FROM payments WHERE state = 'announced'`,
  `SELECT 'waits for a person' AS oddity, id FROM payments WHERE review <> 'none'`,
  `SELECT 'event without its charge' AS oddity, id FROM gateway_events WHERE state <> 'applied'`,
  `SELECT 'still to be done' AS oddity, id FROM outbox WHERE state <> 'done'`,
  `SELECT 'charge not paid' AS oddity, id FROM charges WHERE state <> 'paid'`,
  `SELECT 'not three postings' AS oddity, p.id
   FROM payments p LEFT JOIN postings s ON s.payment_id = p.id
   GROUP BY p.id
   HAVING count(s.id) <> 3`,
  `SELECT 'receipt is not credit and fee' AS oddity, payment_id
   FROM postings
   GROUP BY payment_id
   HAVING sum(CASE side WHEN 'receipt' THEN amount_cents ELSE -amount_cents END) <> 0`,
  `SELECT 'not one allocation' AS oddity, t.id
   FROM titulos t LEFT JOIN allocations a ON a.titulo_id = t.id
   GROUP BY t.id
   HAVING count(a.id) <> 1`,
] as const;

/** Compares each 200 that the simulator saw with the inbox. The simulator must have ended. */
export function answeredButNotKept(files: Stage['files']) {
  const answers = readFile(files.simulator, (query) =>
    query(`
      SELECT d.body
      FROM delivery_attempts a
      JOIN deliveries d ON d.id = a.delivery_id
      WHERE a.http_status = 200`),
  );
  const rows = readFile(files.inbox, (query) =>
    query('SELECT CAST(body AS TEXT) AS body, state FROM inbox'),
  );
  const answered = tally(answers.map(({ body }) => body));
  const stored = tally(rows.map(({ body }) => body));
  return {
    answered: answers.length,
    stored: rows.length,
    missing: Object.keys(answered).filter((body) => (stored[body] ?? 0) < (answered[body] ?? 0)),
    states: tally(rows.map(({ state }) => state)),
  };
}

function byCharge(one: Paid, other: Paid): number {
  return one.charge < other.charge ? -1 : 1;
}
