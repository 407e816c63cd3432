import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type {
  DayRange,
  NewPayment,
  Page,
  Payment,
  PaymentFilter,
  PaymentState,
  Refund,
  Terms,
} from './payment.ts';

type Row = Omit<
  Payment,
  'terms' | 'refunds' | 'isDeleted' | 'hasPostalService' | 'hasSlipEnded'
> & {
  readonly terms: string;
  readonly refunds: string;
  readonly isDeleted: number;
  readonly hasPostalService: number;
  readonly hasSlipEnded: number;
};

const COLUMNS = `
  p.seq, p.id, p.slug, p.customer, p.installment, p.parcel, p.billing_type AS billingType, p.status,
  p.is_deleted AS isDeleted, p.value_cents AS valueCents, p.original_cents AS originalCents,
  p.interest_cents AS interestCents, p.fee_cents AS feeCents, p.refunded_cents AS refundedCents, p.description,
  p.external_reference AS externalReference, p.terms, p.refunds, p.postal_service AS hasPostalService, p.revision,
  p.has_slip_ended AS hasSlipEnded, p.slip_ends_on AS slipEndsOn, p.due_on AS dueOn,
  p.original_due_on AS originalDueOn, p.confirmed_on AS confirmedOn, p.client_paid_on AS clientPaidOn,
  p.paid_on AS paidOn, p.credit_on AS creditOn, p.invoice_viewed_on AS invoiceViewedOn,
  p.slip_viewed_on AS slipViewedOn, p.pix_transaction AS pixTransaction, p.created_on AS createdOn,
  p.created_at AS createdAt`;

const toPayment = (row: Row): Payment => ({
  ...row,
  terms: JSON.parse(row.terms) as Terms,
  refunds: JSON.parse(row.refunds) as Refund[],
  isDeleted: row.isDeleted === 1,
  hasPostalService: row.hasPostalService === 1,
  hasSlipEnded: row.hasSlipEnded === 1,
});

/** Charges ("cobranças"), parcels of instalments among them. */
export function createPayments(db: Db) {
  const insert = db.prepare(`
    INSERT INTO asaas_payments (
      id, slug, customer, installment, parcel, billing_type, status, value_cents, fee_cents, description,
      external_reference, terms, postal_service, slip_ends_on, due_on, original_due_on, created_on, created_at)
    VALUES (
      @id, @slug, @customer, @installment, @parcel, @billingType, 'PENDING', @valueCents, @feeCents, @description,
      @externalReference, @terms, @hasPostalService, @slipEndsOn, @dueOn, @dueOn, @createdOn, @createdAt)`);
  const update = db.prepare(`
    UPDATE asaas_payments
    SET billing_type = @billingType, status = @status, is_deleted = @isDeleted, value_cents = @valueCents,
      original_cents = @originalCents, interest_cents = @interestCents, fee_cents = @feeCents,
      refunded_cents = @refundedCents, description = @description, external_reference = @externalReference,
      terms = @terms, refunds = @refunds, postal_service = @hasPostalService, revision = @revision,
      has_slip_ended = @hasSlipEnded, slip_ends_on = @slipEndsOn, due_on = @dueOn, original_due_on = @originalDueOn,
      confirmed_on = @confirmedOn, client_paid_on = @clientPaidOn, paid_on = @paidOn, credit_on = @creditOn,
      invoice_viewed_on = @invoiceViewedOn, slip_viewed_on = @slipViewedOn, pix_transaction = @pixTransaction
    WHERE id = @id`);
  const one = (where: string) =>
    db.prepare(`SELECT ${COLUMNS} FROM asaas_payments AS p WHERE ${where}`);
  const byId = one('p.id = ?');
  const bySlug = one('p.slug = ?');
  const ofInstallment = one('p.installment = ? ORDER BY p.parcel');
  const pendingBefore = one(
    `p.status = 'PENDING' AND p.is_deleted = 0 AND p.due_on < ? ORDER BY p.due_on, p.seq`,
  );
  const clearingBy = one(`p.status = 'CONFIRMED' AND p.credit_on <= ? ORDER BY p.credit_on, p.seq`);
  const slipsEndedBefore = one(
    `p.status = 'OVERDUE' AND p.has_slip_ended = 0 AND p.slip_ends_on < ? AND p.is_deleted = 0
    ORDER BY p.slip_ends_on, p.seq`,
  );
  const countCreated = db
    .prepare('SELECT COUNT(*) FROM asaas_payments WHERE created_on = ?')
    .pluck();
  const firstDue = db
    .prepare(`SELECT MIN(due_on) FROM asaas_payments WHERE status = 'PENDING' AND is_deleted = 0`)
    .pluck();
  const firstCredit = db
    .prepare(`SELECT MIN(credit_on) FROM asaas_payments WHERE status = 'CONFIRMED'`)
    .pluck();
  const firstSlipEnd = db
    .prepare(
      `SELECT MIN(slip_ends_on)
      FROM asaas_payments
      WHERE status = 'OVERDUE' AND has_slip_ended = 0 AND slip_ends_on IS NOT NULL AND is_deleted = 0`,
    )
    .pluck();

  const read = (row: unknown): Payment | undefined =>
    row === undefined ? undefined : toPayment(row as Row);
  const readAll = (rows: unknown[]): readonly Payment[] => (rows as Row[]).map(toPayment);
  const day = (value: unknown): CivilDate | undefined => (value as CivilDate | null) ?? undefined;

  return {
    /** @returns the number that the charge has among all charges */
    add(payment: NewPayment): number {
      const { hasPostalService, terms } = payment;
      const row = {
        ...payment,
        terms: JSON.stringify(terms),
        hasPostalService: flag(hasPostalService),
      };
      return Number(insert.run(row).lastInsertRowid);
    },
    /** Writes the whole state that can change. */
    save(id: string, state: PaymentState): void {
      update.run({
        ...state,
        id,
        terms: JSON.stringify(state.terms),
        refunds: JSON.stringify(state.refunds),
        isDeleted: flag(state.isDeleted),
        hasPostalService: flag(state.hasPostalService),
        hasSlipEnded: flag(state.hasSlipEnded),
      });
    },
    byId: (id: string): Payment | undefined => read(byId.get(id)),
    bySlug: (slug: string): Payment | undefined => read(bySlug.get(slug)),
    /** In the order of the parcels. */
    ofInstallment: (id: string): readonly Payment[] => readAll(ofInstallment.all(id)),
    pendingBefore: (on: CivilDate): readonly Payment[] => readAll(pendingBefore.all(on)),
    clearingBy: (on: CivilDate): readonly Payment[] => readAll(clearingBy.all(on)),
    slipsEndedBefore: (on: CivilDate): readonly Payment[] => readAll(slipsEndedBefore.all(on)),
    countCreatedOn: (on: CivilDate): number => countCreated.get(on) as number,
    firstDueOn: (): CivilDate | undefined => day(firstDue.get()),
    firstCreditOn: (): CivilDate | undefined => day(firstCredit.get()),
    firstSlipEndOn: (): CivilDate | undefined => day(firstSlipEnd.get()),
    /** Newest first unless `oldestFirst`. */
    list(
      filter: PaymentFilter,
      page: Page & { readonly oldestFirst?: boolean },
    ): { readonly total: number; readonly rows: readonly Payment[] } {
      const { where, values } = conditionsOf(filter);
      const total = db
        .prepare(`SELECT COUNT(*) FROM asaas_payments AS p WHERE ${where}`)
        .pluck()
        .get(values) as number;
      const order = page.oldestFirst === true ? 'ASC' : 'DESC';
      const rows = db
        .prepare(
          `SELECT ${COLUMNS}
          FROM asaas_payments AS p
          WHERE ${where}
          ORDER BY p.seq ${order}
          LIMIT @limit OFFSET @offset`,
        )
        .all({ ...values, limit: page.limit, offset: page.offset });
      return { total, rows: readAll(rows) };
    },
    sumOf(filter: PaymentFilter): {
      readonly count: number;
      readonly cents: Cents;
      readonly feeCents: Cents;
    } {
      const { where, values } = conditionsOf(filter);
      return db
        .prepare(
          `SELECT COUNT(*) AS count, COALESCE(SUM(p.value_cents), 0) AS cents,
            COALESCE(SUM(p.fee_cents), 0) AS feeCents
          FROM asaas_payments AS p
          WHERE ${where}`,
        )
        .get(values) as { count: number; cents: Cents; feeCents: Cents };
    },
  };
}

export type Payments = ReturnType<typeof createPayments>;

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

interface Conditions {
  readonly where: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Only the conditions that are there, so that each of them finds its index. */
function conditionsOf(filter: PaymentFilter): Conditions {
  const { customer, customerGroup, installment, billingType, status, externalReference } = filter;
  const { created, paid, credit, due, removed } = filter;
  const parts = [
    equal('p.customer', 'customer', customer),
    equal('p.installment', 'installment', installment),
    equal('p.billing_type', 'billingType', billingType),
    equal('p.status', 'status', status),
    equal('p.external_reference', 'externalReference', externalReference),
    within('p.created_on', 'created', created),
    within('p.paid_on', 'paid', paid),
    within('p.credit_on', 'credit', credit),
    within('p.due_on', 'due', due),
    customerGroup === undefined ? [] : [inGroup(customerGroup)],
    removed === 'with' ? [] : [{ sql: `p.is_deleted = ${flag(removed === 'only')}`, values: {} }],
  ].flat();
  return {
    where: ['1 = 1', ...parts.map(({ sql }) => sql)].join(' AND '),
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, string>,
  };
}

interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string>>;
}

const equal = (column: string, name: string, value: string | undefined): readonly Condition[] =>
  value === undefined ? [] : [{ sql: `${column} = @${name}`, values: { [name]: value } }];

const inGroup = (group: string): Condition => ({
  sql: 'p.customer IN (SELECT id FROM asaas_customers WHERE group_name = @customerGroup)',
  values: { customerGroup: group },
});

function within(column: string, name: string, range: DayRange | undefined): readonly Condition[] {
  const ends = [
    { sign: '>=', name: `${name}From`, value: range?.from },
    { sign: '<=', name: `${name}To`, value: range?.to },
  ];
  return ends.flatMap((end) =>
    end.value === undefined
      ? []
      : [{ sql: `${column} ${end.sign} @${end.name}`, values: { [end.name]: end.value } }],
  );
}
