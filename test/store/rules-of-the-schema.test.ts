import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { openTill, told, type Till } from '../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => till.close());

const run = (sql: string, ...values: unknown[]) => till.db.prepare(sql).run(...values);

/** A título of R$ 100,00 that was paid with R$ 101,00. */
function paid() {
  const { titulo, charge } = till.registered('g1');
  till.apply(told('paid', 'g1', { amountCents: 10_100 }));
  const [payment] = till.books.payments.ofTitulo(titulo.id);
  return { titulo, charge, paymentId: payment?.id ?? 0 };
}

const allocate = (paymentId: number, tituloId: number, principalCents: number) =>
  till.books.allocations.insert(
    {
      paymentId,
      tituloId,
      principalCents: cents(principalCents),
      lateCents: cents(0),
      discountCents: cents(0),
    },
    'system',
    till.now(),
  );

describe('the schema itself', () => {
  it('takes no more allocations than were paid', () => {
    const { paymentId } = paid();
    const other = till.titulo();

    expect(() => allocate(paymentId, other.id, 5_000)).toThrow('more allocated than was paid');
  });

  it('takes no more allocations than are owed', () => {
    const { titulo } = paid();
    const other = till.registered('g2');
    till.apply(told('paid', 'g2', { amountCents: 40_000 }));
    const [payment] = till.books.payments.ofTitulo(other.titulo.id);

    expect(() => allocate(payment?.id ?? 0, titulo.id, 1)).toThrow('more allocated than is owed');
  });

  it('takes no negative allocation but one that reverses', () => {
    const { paymentId, titulo } = paid();

    expect(() => allocate(paymentId, titulo.id, -1)).toThrow('CHECK');
  });

  it('lets no allocation stand on money that was returned', () => {
    const { paymentId } = paid();

    expect(() =>
      till.books.reversals.insert({
        paymentId,
        reversalKey: 'r1',
        kind: 'refund',
        amountCents: cents(10_100),
        happenedOn: '2026-11-23' as never,
      }),
    ).toThrow('still allocated');
  });

  it('returns no more than was paid', () => {
    const { paymentId } = paid();
    till.apply(told('refunded', 'g1'));
    till.db.exec('DROP TRIGGER allocations_leave_what_returned');

    expect(() =>
      till.books.reversals.insert({
        paymentId,
        reversalKey: 'again',
        kind: 'refund',
        amountCents: cents(1),
        happenedOn: '2026-11-23' as never,
      }),
    ).toThrow('more returned than was paid');
  });

  it.each([
    ['allocations', 'UPDATE allocations SET actor = actor', 'append only'],
    ['allocations', 'DELETE FROM allocations', 'append only'],
    ['audit', `UPDATE audit SET actor = 'x'`, 'append only'],
    ['audit', 'DELETE FROM audit', 'append only'],
    ['charge_terms', 'UPDATE charge_terms SET payable_days = 1', 'immutable'],
    ['payments', 'DELETE FROM payments', 'never deleted'],
    ['postings', 'DELETE FROM postings', 'never deleted'],
    ['titulos', 'DELETE FROM titulos', 'stays'],
    ['sequences', 'UPDATE sequences SET next = 1', 'never lowered'],
  ])('keeps %s: %s', (_table, sql, why) => {
    paid();

    expect(() => run(sql)).toThrow(why);
  });

  it.each(['titulos', 'charges', 'payments', 'gateway_events', 'postings'])(
    'never changes the environment of %s',
    (table) => {
      paid();

      expect(() => run(`UPDATE ${table} SET environment = 'production'`)).toThrow('fixed');
    },
  );

  it('never changes the environment of an account that is used', () => {
    till.titulo();

    expect(() => run(`UPDATE accounts SET environment = 'production'`)).toThrow('fixed');
  });

  it('allocates no practice money to a real título', () => {
    const { paymentId } = paid();
    const real = till.titulo({ accountId: till.addAccount({ environment: 'production' }).id });

    expect(() => allocate(paymentId, real.id, 100)).toThrow('different environments');
  });

  it('has one live charge for each título and kind', () => {
    const { charge } = till.registered('g1');

    expect(() =>
      run(
        `INSERT INTO charges (environment, titulo_id, account_id, attempt, instrument, reference,
          state, amount_cents, due_on, terms_id, prepared_at)
        SELECT environment, titulo_id, account_id, 2, instrument, ?, 'sending', amount_cents, due_on,
          terms_id, prepared_at
        FROM charges WHERE id = ?`,
        'Z'.repeat(20),
        charge.id,
      ),
    ).toThrow('UNIQUE');
  });

  it('stores each event and each payment of an account once', () => {
    paid();

    expect(() =>
      run(`INSERT INTO payments SELECT NULL, environment, account_id, payment_key, charge_id,
      titulo_id, client_id, state, source, method, amount_cents, late_cents, discount_cents, fee_cents,
      fee_is_estimate, paid_on, credited_on, review, reviewed_by, reviewed_at, created_at
      FROM payments`),
    ).toThrow('UNIQUE');
    expect(till.apply(told('paid', 'g1', { amountCents: 10_100 })).repeated).toBe(1);
  });
});

describe('a transaction', () => {
  it('undoes all of what it did when it fails', () => {
    const work = () =>
      till.books.transaction(() => {
        till.books.sequences.take('titulo');
        throw new Error('broken');
      });
    const before = till.books.sequences.peek('titulo');

    expect(work).toThrow('broken');
    expect(till.books.sequences.peek('titulo')).toBe(before);
  });

  it('inside another one shares its fate', () => {
    const before = till.books.sequences.peek('titulo');

    expect(() =>
      till.books.transaction(() => {
        till.books.transaction(() => till.books.sequences.take('titulo'));
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(till.books.sequences.peek('titulo')).toBe(before);
  });

  it('refuses a promise and undoes what was done for it', () => {
    const before = till.books.sequences.peek('titulo');

    expect(() =>
      till.books.transaction(async () => {
        till.books.sequences.take('titulo');
        await Promise.reject(new Error('later'));
      }),
    ).toThrow('must not hold a promise');
    expect(till.books.sequences.peek('titulo')).toBe(before);
  });
});
