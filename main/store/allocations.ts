import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import type { Db } from './open.ts';

/** Which título a payment settles, and with how much. Append only: a correction is a row that reverses. */
export interface Allocation {
  readonly paymentId: number;
  readonly tituloId: number;
  readonly principalCents: Cents;
  readonly lateCents: Cents;
  readonly discountCents: Cents;
}

interface SumRow {
  readonly principal: number;
  readonly late: number;
  readonly discount: number;
}

export function createAllocations(db: Db) {
  const insert = db.prepare(`
    INSERT INTO allocations (payment_id, titulo_id, principal_cents, late_cents, discount_cents,
      reverses_id, actor, at)
    VALUES (@paymentId, @tituloId, @principalCents, @lateCents, @discountCents,
      @reversesId, @actor, @at)`);
  const openOfPayment = db.prepare<
    [number],
    { id: number; titulo_id: number; principal: number; late: number; discount: number }
  >(`
    SELECT id, titulo_id, principal_cents AS principal, late_cents AS late,
      discount_cents AS discount
    FROM allocations
    WHERE payment_id = ? AND reverses_id IS NULL
      AND id NOT IN (SELECT reverses_id FROM allocations WHERE reverses_id IS NOT NULL)`);
  const sumOfTitulo = db.prepare<[number], SumRow>(`
    SELECT coalesce(sum(principal_cents), 0) AS principal, coalesce(sum(late_cents), 0) AS late,
      coalesce(sum(discount_cents), 0) AS discount
    FROM allocations
    WHERE titulo_id = ?`);
  const sumOfPayment = db.prepare<[number], SumRow>(`
    SELECT coalesce(sum(principal_cents), 0) AS principal, coalesce(sum(late_cents), 0) AS late,
      coalesce(sum(discount_cents), 0) AS discount
    FROM allocations
    WHERE payment_id = ?`);

  return {
    insert(allocation: Allocation, actor: string, at: Instant): void {
      insert.run({ ...allocation, reversesId: null, actor, at });
    },

    /** Takes every allocation of a payment back; gives the títulos that are owed again. */
    reverseOfPayment(paymentId: number, actor: string, at: Instant): readonly number[] {
      const open = openOfPayment.all(paymentId);
      for (const row of open) {
        insert.run({
          paymentId,
          tituloId: row.titulo_id,
          principalCents: -row.principal,
          lateCents: -row.late,
          discountCents: -row.discount,
          reversesId: row.id,
          actor,
          at,
        });
      }
      return [...new Set(open.map((row) => row.titulo_id))];
    },

    /** What has been settled of a título: principal and discount. */
    settledOf(tituloId: number): Cents {
      const row = sumOfTitulo.get(tituloId);
      return cents((row?.principal ?? 0) + (row?.discount ?? 0));
    },

    /** Late charges that were paid of a título. */
    lateOf: (tituloId: number): Cents => cents(sumOfTitulo.get(tituloId)?.late ?? 0),

    ofPayment(paymentId: number): Omit<Allocation, 'paymentId' | 'tituloId'> {
      const row = sumOfPayment.get(paymentId);
      return {
        principalCents: cents(row?.principal ?? 0),
        lateCents: cents(row?.late ?? 0),
        discountCents: cents(row?.discount ?? 0),
      };
    },
  };
}
