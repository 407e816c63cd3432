import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Db } from '../open.ts';
import type { BillingType, Page } from './payment.ts';

export interface NewInstallment {
  readonly id: string;
  readonly customer: string;
  readonly billingType: BillingType;
  readonly installmentCount: number;
  readonly description: string | null;
  /** Day of the month of the first parcel. */
  readonly expirationDay: number;
  readonly createdOn: CivilDate;
}

export interface Installment extends NewInstallment {
  readonly isDeleted: boolean;
}

type Row = Omit<Installment, 'isDeleted'> & { readonly isDeleted: number };

const COLUMNS = `
  id, customer, billing_type AS billingType, installment_count AS installmentCount, description,
  expiration_day AS expirationDay, is_deleted AS isDeleted, created_on AS createdOn`;

const toInstallment = (row: Row): Installment => ({ ...row, isDeleted: row.isDeleted === 1 });

/** Carnês; their parcels are payments. */
export function createInstallments(db: Db) {
  const insert = db.prepare(`
    INSERT INTO asaas_installments (
      id, customer, billing_type, installment_count, description, expiration_day, created_on)
    VALUES (@id, @customer, @billingType, @installmentCount, @description, @expirationDay, @createdOn)`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM asaas_installments WHERE id = ?`);
  const markDeleted = db.prepare('UPDATE asaas_installments SET is_deleted = 1 WHERE id = ?');
  const count = db.prepare('SELECT COUNT(*) FROM asaas_installments').pluck();
  const list = db.prepare(`
    SELECT ${COLUMNS}
    FROM asaas_installments
    ORDER BY seq DESC
    LIMIT @limit OFFSET @offset`);
  return {
    add(installment: NewInstallment): void {
      insert.run(installment);
    },
    byId(id: string): Installment | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : toInstallment(row as Row);
    },
    markDeleted(id: string): void {
      markDeleted.run(id);
    },
    /** Newest first. */
    list: (page: Page): { readonly total: number; readonly rows: readonly Installment[] } => ({
      total: count.get() as number,
      rows: (list.all(page) as Row[]).map(toInstallment),
    }),
  };
}

export type Installments = ReturnType<typeof createInstallments>;
