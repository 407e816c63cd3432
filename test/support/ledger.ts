/**
 * The books counted again by a second, naive program: row by row, with no index, rule or function of the product.
 * What it may judge and what not is said in `oracles.md`.
 */
import type { Database } from 'better-sqlite3';

interface Row {
  readonly [column: string]: string | number | null;
}

type Rows = readonly Row[];

const number = (row: Row, column: string): number => Number(row[column] ?? 0);

function read(db: Database, table: string): Rows {
  return db.prepare(`SELECT * FROM ${table} ORDER BY id`).all() as Rows;
}

function total(rows: Rows, column: string): number {
  let sum = 0;
  for (const row of rows) sum += number(row, column);
  return sum;
}

/** Sentences about what does not add up; none when the books are right. */
export function recount(db: Database): readonly string[] {
  const payments = read(db, 'payments');
  const allocations = read(db, 'allocations');
  const postings = read(db, 'postings');
  const reversals = read(db, 'payment_reversals').filter((row) => row['state'] === 'done');
  const wrong: string[] = [];
  for (const titulo of read(db, 'titulos')) {
    wrong.push(
      ...judgeTitulo(
        titulo,
        allocations.filter((one) => one['titulo_id'] === titulo['id']),
      ),
    );
  }
  for (const payment of payments) {
    const of = (rows: Rows) => rows.filter((one) => one['payment_id'] === payment['id']);
    wrong.push(
      ...judgePayment(payment, { allocations: of(allocations), reversals: of(reversals) }),
    );
    wrong.push(...judgePostings(payment, of(postings)));
  }
  return [...wrong, ...judgeCharges(db)];
}

function judgeTitulo(titulo: Row, allocations: Rows): string[] {
  const settled = total(allocations, 'principal_cents') + total(allocations, 'discount_cents');
  const owed = number(titulo, 'total_cents');
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`título ${titulo['number']}: ${text}`);
  if (settled !== titulo['settled_cents'])
    say(`settled ${titulo['settled_cents']}, found ${settled}`);
  if (settled < 0 || settled > owed) say(`settled ${settled} of ${owed}`);
  const state = settled === 0 ? 'open' : settled === owed ? 'paid' : 'partly-paid';
  if (titulo['state'] !== 'cancelled' && titulo['state'] !== state)
    say(`${titulo['state']} is ${state}`);
  if (titulo['state'] === 'cancelled' && settled !== 0) say('cancelled with money');
  return wrong;
}

function judgePayment(
  payment: Row,
  { allocations, reversals }: { readonly allocations: Rows; readonly reversals: Rows },
): string[] {
  const used = total(allocations, 'principal_cents') + total(allocations, 'late_cents');
  const returned = total(reversals, 'amount_cents');
  const amount = number(payment, 'amount_cents');
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`payment ${payment['id']}: ${text}`);
  if (used < 0 || used > amount - returned) say(`used ${used} of ${amount} less ${returned}`);
  if (payment['state'] === 'reversed' && returned !== amount) say('reversed and not returned');
  if (payment['state'] === 'announced' && used !== 0) say('announced money settles');
  const isHeld = [
    'approval',
    'duplicate',
    'cancelled-titulo',
    'same-payment',
    'unmatched',
  ].includes(String(payment['review']));
  if (isHeld && used !== 0) say(`held as ${payment['review']} and used`);
  return wrong;
}

function judgePostings(payment: Row, postings: Rows): string[] {
  const side = (name: string) =>
    total(
      postings.filter((one) => one['side'] === name),
      'amount_cents',
    );
  const [receipt, credit, fee] = [side('receipt'), side('credit'), side('fee')];
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`payment ${payment['id']}: ${text}`);
  if (payment['source'] !== 'marked' && receipt !== credit + fee) {
    say(`receipt ${receipt}, credit ${credit}, fee ${fee}`);
  }
  const isOver = ['reversed', 'announced', 'void'].includes(String(payment['state']));
  const mayWait = payment['review'] === 'same-payment' || payment['source'] === 'marked';
  if (isOver && receipt !== 0) say(`${payment['state']} and posted with ${receipt}`);
  if (!isOver && !mayWait && receipt !== payment['amount_cents']) say(`posted with ${receipt}`);
  if (postings.some((one) => one['environment'] !== payment['environment']))
    say('posted elsewhere');
  return wrong;
}

/** No two charges of one título may be paid at once. */
function judgeCharges(db: Database): string[] {
  const live = new Set(['sending', 'sent', 'unknown', 'registered', 'closing']);
  const seen = new Map<string, number>();
  for (const charge of read(db, 'charges')) {
    if (!live.has(String(charge['state']))) continue;
    const key = `${charge['titulo_id']} ${charge['instrument'] === 'pix'}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return [...seen].filter(([, count]) => count > 1).map(([key]) => `two live charges: ${key}`);
}

/** What came in by charge of the gateway, returned money taken off, in centavos. */
export function receivedByCharge(db: Database): ReadonlyMap<string, number> {
  const received = new Map<string, number>();
  const returned = read(db, 'payment_reversals');
  for (const payment of read(db, 'payments')) {
    if (payment['account_id'] === null || payment['charge_id'] === null) continue;
    if (
      !['confirmed', 'credited', 'partly-reversed', 'reversed'].includes(String(payment['state']))
    )
      continue;
    const [charge] = db
      .prepare('SELECT gateway_id FROM charges WHERE id = ?')
      .all(payment['charge_id']) as Rows;
    const back = total(
      returned.filter((one) => one['payment_id'] === payment['id']),
      'amount_cents',
    );
    const key = String(charge?.['gateway_id']);
    received.set(key, (received.get(key) ?? 0) + number(payment, 'amount_cents') - back);
  }
  return received;
}
