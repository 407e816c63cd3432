import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type {
  Components,
  Page,
  Payment,
  PaymentFilter,
  Person,
  Refund,
  RefundStatus,
} from './charge.ts';

type Row = Omit<Payment, 'components' | 'payer'> & {
  readonly components: string;
  readonly payer: string;
};

const toPayment = (row: Row): Payment => ({
  ...row,
  components: JSON.parse(row.components) as Components,
  payer: JSON.parse(row.payer) as Person,
});

const COLUMNS = `
  e2eid, txid, key, amount_cents AS amountCents, fee_cents AS feeCents, components, payer, info, at,
  ledger_key AS ledgerKey`;

const REFUND_COLUMNS = `
  e2eid, id, rtr_id AS rtrId, amount_cents AS amountCents, nature, description, status, reason,
  requested_at AS requestedAt, settles_at AS settlesAt`;

const FILTER = `
  gateway = @gateway AND at >= @from AND at <= @to
  AND (@txid IS NULL OR txid = @txid)
  AND (@hasTxid IS NULL OR (txid IS NOT NULL) = @hasTxid)
  AND (@document IS NULL OR payer_document = @document)
  AND (@hasRefund IS NULL OR EXISTS (SELECT 1 FROM pix_refunds AS r WHERE r.e2eid = pix_payments.e2eid) = @hasRefund)`;

const flag = (value: boolean | undefined): number | null =>
  value === undefined ? null : Number(value);

/** Pix received by one profile, and their refunds. */
export function createPayments(db: Db, gateway: string) {
  const insert = db.prepare(`
    INSERT INTO pix_payments (
      e2eid, gateway, txid, key, amount_cents, fee_cents, components, payer, payer_document, info, at, ledger_key)
    VALUES (
      @e2eid, @gateway, @txid, @key, @amountCents, @feeCents, @components, @payer, @document, @info, @at, @ledgerKey)`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM pix_payments WHERE gateway = ? AND e2eid = ?`);
  const ofTxid = db.prepare(`
    SELECT ${COLUMNS} FROM pix_payments
    WHERE gateway = ? AND txid = ?
    ORDER BY at, rowid`);
  const count = db.prepare(`SELECT COUNT(*) FROM pix_payments WHERE ${FILTER}`).pluck();
  const list = db.prepare(`
    SELECT ${COLUMNS} FROM pix_payments
    WHERE ${FILTER}
    ORDER BY at, rowid
    LIMIT @limit OFFSET @offset`);
  const addRefund = db.prepare(`
    INSERT INTO pix_refunds (
      e2eid, id, rtr_id, amount_cents, nature, description, status, reason, requested_at, settles_at)
    VALUES (
      @e2eid, @id, @rtrId, @amountCents, @nature, @description, @status, @reason, @requestedAt, @settlesAt)`);
  const endRefund = db.prepare(
    'UPDATE pix_refunds SET status = @status, reason = @reason WHERE e2eid = @e2eid AND id = @id',
  );
  const refundsOf = db.prepare(`
    SELECT ${REFUND_COLUMNS} FROM pix_refunds
    WHERE e2eid = ?
    ORDER BY requested_at, id`);
  const open = `
    FROM pix_refunds
    WHERE status = 'EM_PROCESSAMENTO'
      AND e2eid IN (SELECT e2eid FROM pix_payments WHERE gateway = @gateway)`;
  const dueRefunds = db.prepare(`
    SELECT ${REFUND_COLUMNS} ${open} AND settles_at <= @now
    ORDER BY settles_at, e2eid`);
  const nextRefund = db.prepare(`SELECT MIN(settles_at) ${open}`).pluck();
  const balance = db
    .prepare(
      `SELECT COALESCE(SUM(amount_cents - fee_cents), 0) - (
        SELECT COALESCE(SUM(r.amount_cents), 0)
        FROM pix_refunds AS r JOIN pix_payments AS p ON p.e2eid = r.e2eid
        WHERE p.gateway = @gateway AND r.status <> 'NAO_REALIZADO')
      FROM pix_payments
      WHERE gateway = @gateway`,
    )
    .pluck();
  const filterOf = (filter: PaymentFilter) => ({
    gateway,
    from: filter.from,
    to: filter.to,
    txid: filter.txid ?? null,
    hasTxid: flag(filter.hasTxid),
    hasRefund: flag(filter.hasRefund),
    document: filter.document ?? null,
  });

  return {
    add(payment: Payment): void {
      insert.run({
        ...payment,
        gateway,
        components: JSON.stringify(payment.components),
        payer: JSON.stringify(payment.payer),
        document: payment.payer.cpf ?? payment.payer.cnpj ?? '',
      });
    },
    byId(e2eid: string): Payment | undefined {
      const row = byId.get(gateway, e2eid) as Row | undefined;
      return row === undefined ? undefined : toPayment(row);
    },
    /** In the order of their settlement. */
    ofTxid: (txid: string): readonly Payment[] =>
      (ofTxid.all(gateway, txid) as Row[]).map(toPayment),
    count: (filter: PaymentFilter): number => count.get(filterOf(filter)) as number,
    list: (filter: PaymentFilter, page: Page): readonly Payment[] =>
      (list.all({ ...filterOf(filter), ...page }) as Row[]).map(toPayment),
    addRefund(refund: Refund): void {
      addRefund.run(refund);
    },
    endRefund(
      refund: Pick<Refund, 'e2eid' | 'id'>,
      end: { readonly status: RefundStatus; readonly reason: string | null },
    ): void {
      endRefund.run({ e2eid: refund.e2eid, id: refund.id, ...end });
    },
    refundsOf: (e2eid: string): readonly Refund[] => refundsOf.all(e2eid) as Refund[],
    /** Refunds that the clock has settled. */
    dueRefunds: (now: Instant): readonly Refund[] => dueRefunds.all({ gateway, now }) as Refund[],
    nextRefundAt: (): Instant | undefined =>
      (nextRefund.get({ gateway }) as Instant | null) ?? undefined,
    /** Received less fees and refunds that were not refused. */
    balance: (): Cents => balance.get({ gateway }) as Cents,
  };
}

export type Payments = ReturnType<typeof createPayments>;
