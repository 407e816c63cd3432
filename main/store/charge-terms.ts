import type { ChargeTerms } from '../../domain/charge-terms.ts';
import { Failure } from '../../domain/failure.ts';
import type { Db } from './open.ts';

interface Row {
  readonly id: number;
  readonly fine_kind: ChargeTerms['fine']['kind'];
  readonly fine_value: number;
  readonly interest_kind: ChargeTerms['interest']['kind'];
  readonly interest_value: number;
  readonly discount_kind: ChargeTerms['discount']['kind'];
  readonly discount_value: number;
  readonly discount_days_before: number;
  readonly payable_days: number;
  readonly counts_from: ChargeTerms['countsFrom'];
  readonly rounding: ChargeTerms['rounding'];
  readonly is_contra: number;
}

type Values = [
  string,
  number,
  string,
  number,
  string,
  number,
  number,
  number,
  string,
  string,
  number,
];

/** Sets of terms are immutable and shared: equal ones have one id. */
export function createChargeTerms(db: Db) {
  const insert = db.prepare<Values>(`
    INSERT INTO charge_terms (fine_kind, fine_value, interest_kind, interest_value, discount_kind,
      discount_value, discount_days_before, payable_days, counts_from, rounding, is_contra)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const find = db.prepare<Values, { id: number }>(`
    SELECT id
    FROM charge_terms
    WHERE fine_kind = ? AND fine_value = ? AND interest_kind = ? AND interest_value = ?
      AND discount_kind = ? AND discount_value = ? AND discount_days_before = ?
      AND payable_days = ? AND counts_from = ? AND rounding = ? AND is_contra = ?`);
  const byId = db.prepare<[number], Row>(`
    SELECT id, fine_kind, fine_value, interest_kind, interest_value, discount_kind, discount_value,
      discount_days_before, payable_days, counts_from, rounding, is_contra
    FROM charge_terms
    WHERE id = ?`);

  return {
    /** The id of these terms, made when they are new. */
    idOf(terms: ChargeTerms): number {
      const values = valuesOf(terms);
      insert.run(...values);
      const row = find.get(...values);
      if (row === undefined) throw new Failure('unexpected', 'The terms were not stored');
      return row.id;
    },

    getById(id: number): ChargeTerms {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No terms ${id}`);
      return toTerms(row);
    },
  };
}

function valuesOf(terms: ChargeTerms): Values {
  return [
    terms.fine.kind,
    terms.fine.value,
    terms.interest.kind,
    terms.interest.value,
    terms.discount.kind,
    terms.discount.value,
    terms.discount.daysBefore,
    terms.payableDays,
    terms.countsFrom,
    terms.rounding,
    terms.isContra ? 1 : 0,
  ];
}

function toTerms(row: Row): ChargeTerms {
  return {
    fine: { kind: row.fine_kind, value: row.fine_value },
    interest: { kind: row.interest_kind, value: row.interest_value },
    discount: {
      kind: row.discount_kind,
      value: row.discount_value,
      daysBefore: row.discount_days_before,
    },
    payableDays: row.payable_days,
    countsFrom: row.counts_from,
    rounding: row.rounding,
    isContra: row.is_contra === 1,
  };
}
