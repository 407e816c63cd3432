import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Db } from '../open.ts';
import type { Page } from './payment.ts';

/** What a customer is searched by, and the rest of what was sent. */
export interface CustomerState {
  readonly name: string;
  /** Digits only. */
  readonly cpfCnpj: string;
  readonly email: string | null;
  readonly externalReference: string | null;
  readonly groupName: string | null;
  /** The other fields of the request as they were sent. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isDeleted: boolean;
}

export interface Customer extends CustomerState {
  readonly seq: number;
  readonly id: string;
  readonly createdOn: CivilDate;
}

export interface CustomerFilter {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly cpfCnpj?: string | undefined;
  readonly groupName?: string | undefined;
  readonly externalReference?: string | undefined;
}

interface Row extends Omit<Customer, 'fields' | 'isDeleted'> {
  readonly fields: string;
  readonly isDeleted: number;
}

const COLUMNS = `
  seq, id, name, cpf_cnpj AS cpfCnpj, email, external_reference AS externalReference, group_name AS groupName, fields,
  is_deleted AS isDeleted, created_on AS createdOn`;

const columnOf = {
  email: 'email',
  cpfCnpj: 'cpf_cnpj',
  groupName: 'group_name',
  externalReference: 'external_reference',
} as const;

const toCustomer = (row: Row): Customer => ({
  ...row,
  fields: JSON.parse(row.fields) as Record<string, unknown>,
  isDeleted: row.isDeleted === 1,
});

/** Customers and the changes to their notices. Two may have the same document. */
export function createCustomers(db: Db) {
  const insert = db.prepare(`
    INSERT INTO asaas_customers (
      id, name, cpf_cnpj, email, external_reference, group_name, fields, is_deleted, created_on)
    VALUES (@id, @name, @cpfCnpj, @email, @externalReference, @groupName, @fields, @isDeleted, @createdOn)`);
  const update = db.prepare(`
    UPDATE asaas_customers
    SET name = @name, cpf_cnpj = @cpfCnpj, email = @email, external_reference = @externalReference,
      group_name = @groupName, fields = @fields, is_deleted = @isDeleted
    WHERE id = @id`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM asaas_customers WHERE id = ?`);
  const bySeq = db.prepare(`SELECT ${COLUMNS} FROM asaas_customers WHERE seq = ?`);
  const last = db.prepare('SELECT COALESCE(MAX(seq), 0) FROM asaas_customers').pluck();
  const notice = db.prepare('SELECT changes FROM asaas_notifications WHERE id = ?').pluck();
  const setNotice = db.prepare(`
    INSERT INTO asaas_notifications (id, changes)
    VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET changes = excluded.changes`);

  const toRow = (state: CustomerState) => ({
    ...state,
    fields: JSON.stringify(state.fields),
    isDeleted: state.isDeleted ? 1 : 0,
  });

  const read = (row: unknown): Customer | undefined =>
    row === undefined ? undefined : toCustomer(row as Row);

  return {
    add(id: string, state: CustomerState, createdOn: CivilDate): void {
      insert.run({ id, createdOn, ...toRow(state) });
    },
    save(id: string, state: CustomerState): void {
      update.run({ id, ...toRow(state) });
    },
    lastSeq: (): number => last.get() as number,
    byId: (id: string): Customer | undefined => read(byId.get(id)),
    bySeq: (seq: number): Customer | undefined => read(bySeq.get(seq)),
    /** Newest first, without the removed ones. */
    list(
      filter: CustomerFilter,
      page: Page,
    ): { readonly total: number; readonly rows: readonly Customer[] } {
      const { name, ...exact } = filter;
      const given = Object.entries(exact).filter(([, value]) => value !== undefined);
      const parts = given.map(([key]) => `${columnOf[key as keyof typeof columnOf]} = @${key}`);
      if (name !== undefined) parts.push(`instr(lower(name), lower(@name)) > 0`);
      const where = ['is_deleted = 0', ...parts].join(' AND ');
      const values = { ...Object.fromEntries(given), ...(name === undefined ? {} : { name }) };
      const total = db.prepare(`SELECT COUNT(*) FROM asaas_customers WHERE ${where}`).pluck();
      const rows = db.prepare(
        `SELECT ${COLUMNS} FROM asaas_customers WHERE ${where} ORDER BY seq DESC LIMIT @limit OFFSET @offset`,
      );
      return {
        total: total.get(values) as number,
        rows: (rows.all({ ...values, ...page }) as Row[]).map(toCustomer),
      };
    },
    noticeChanges(id: string): Readonly<Record<string, unknown>> {
      const changes = notice.get(id);
      return typeof changes === 'string' ? (JSON.parse(changes) as Record<string, unknown>) : {};
    },
    setNoticeChanges(id: string, changes: Readonly<Record<string, unknown>>): void {
      setNotice.run(id, JSON.stringify(changes));
    },
  };
}

export type Customers = ReturnType<typeof createCustomers>;
