/** Figures over many rows: what Início and the lists of pending decisions show. */
import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';
import type { PaymentReview } from '../../domain/payment-states.ts';
import type { Db } from './open.ts';
import type { PaymentMethod } from './payments.ts';
import { IS_OVERDUE, IS_REJECTED, IS_UNREGISTERED } from './titulo-filter.ts';

export interface HomeFigures {
  readonly receivedTodayCents: Cents;
  readonly receivedMonthCents: Cents;
  readonly expectedMonthCents: Cents;
  readonly openCents: Cents;
  readonly overdueCents: Cents;
  readonly overdueCount: number;
  readonly rejected: number;
  readonly unknown: number;
  readonly unregistered: number;
  readonly reviews: number;
}

export interface ReviewRow {
  readonly paymentId: number;
  readonly reason: PaymentReview;
  readonly amountCents: Cents;
  readonly unallocatedCents: Cents;
  readonly paidOn: CivilDate;
  readonly method: PaymentMethod;
  readonly accountLabel: string | null;
  readonly environment: Environment;
  readonly clientId: number | null;
  readonly clientName: string | null;
  readonly tituloId: number | null;
  readonly tituloNumber: number | null;
}

const PRACTICE = `('homologation', 'simulator')`;
const REAL = `('production')`;

/** Money that came in: not what may be the same money told twice, nor a mark that nobody has confirmed. */
const IS_RECEIVED = `state IN ('confirmed', 'credited') AND review <> 'same-payment'
  AND NOT (source = 'marked' AND review = 'approval')`;

function homeSql(environments: string): string {
  const owed = `FROM titulos INDEXED BY titulos_owed_by_day WHERE environment IN ${environments}`;
  const received = `FROM payments INDEXED BY payments_by_day
    WHERE environment IN ${environments} AND ${IS_RECEIVED}`;
  return `
    SELECT
      (SELECT coalesce(sum(amount_cents), 0) ${received} AND paid_on = @today)
        AS receivedTodayCents,
      (SELECT coalesce(sum(amount_cents), 0) ${received}
        AND paid_on BETWEEN @monthStart AND @monthEnd) AS receivedMonthCents,
      (SELECT coalesce(sum(total_cents), 0) FROM titulos INDEXED BY titulos_by_due
        WHERE environment IN ${environments} AND state <> 'cancelled'
          AND effective_due_on BETWEEN @monthStart AND @monthEnd) AS expectedMonthCents,
      (SELECT coalesce(sum(total_cents - settled_cents), 0) ${owed}
        AND state IN ('open', 'partly-paid')) AS openCents,
      (SELECT coalesce(sum(total_cents - settled_cents), 0) ${owed} AND ${IS_OVERDUE})
        AS overdueCents,
      (SELECT count(*) ${owed} AND ${IS_OVERDUE}) AS overdueCount,
      (SELECT count(*) FROM titulos NOT INDEXED
        WHERE environment IN ${environments} AND ${IS_REJECTED}) AS rejected,
      (SELECT count(*) FROM charges
        WHERE state = 'unknown' AND environment IN ${environments}) AS unknown,
      (SELECT count(*) ${owed} AND ${IS_UNREGISTERED}) AS unregistered,
      (SELECT count(*) FROM payments INDEXED BY payments_to_review
        WHERE review <> 'none' AND environment IN ${environments}) AS reviews`;
}

function reviewsSql(environments: string): string {
  return `
    SELECT payments.id AS paymentId, payments.review AS reason,
      payments.amount_cents AS amountCents,
      payments.amount_cents - (SELECT coalesce(sum(principal_cents + late_cents), 0)
        FROM allocations WHERE payment_id = payments.id) AS unallocatedCents,
      payments.paid_on AS paidOn, payments.method, accounts.label AS accountLabel,
      payments.environment, payments.client_id AS clientId, clients.name AS clientName,
      titulos.id AS tituloId, titulos.number AS tituloNumber
    FROM payments INDEXED BY payments_to_review
    LEFT JOIN accounts ON accounts.id = payments.account_id
    LEFT JOIN clients ON clients.id = payments.client_id
    LEFT JOIN titulos ON titulos.id = payments.titulo_id
    WHERE payments.review <> 'none' AND payments.environment IN ${environments}
      AND payments.id > @after
    ORDER BY payments.id
    LIMIT @limit`;
}

export function createOverview(db: Db) {
  type Days = { readonly today: string; readonly monthStart: string; readonly monthEnd: string };
  const homeReal = db.prepare<[Days], HomeFigures>(homeSql(REAL));
  const homePractice = db.prepare<[Days], HomeFigures>(homeSql(PRACTICE));
  type Page = { readonly after: number; readonly limit: number };
  const reviewsReal = db.prepare<[Page], ReviewRow>(reviewsSql(REAL));
  const reviewsPractice = db.prepare<[Page], ReviewRow>(reviewsSql(PRACTICE));
  const facts = db.prepare<
    [],
    {
      hasReal: number;
      hasPractice: number;
      hasClients: number;
      hasSettled: number;
      reviews: number;
    }
  >(`
    SELECT
      EXISTS (SELECT 1 FROM accounts WHERE environment <> 'simulator') AS hasReal,
      EXISTS (SELECT 1 FROM accounts WHERE environment = 'simulator') AS hasPractice,
      EXISTS (SELECT 1 FROM clients) AS hasClients,
      EXISTS (SELECT 1 FROM charges WHERE state = 'paid') AS hasSettled,
      (SELECT count(*) FROM payments WHERE review <> 'none') AS reviews`);

  return {
    home(
      isPractice: boolean,
      days: {
        readonly today: CivilDate;
        readonly monthStart: CivilDate;
        readonly monthEnd: CivilDate;
      },
    ): HomeFigures {
      const row = (isPractice ? homePractice : homeReal).get(days);
      if (row === undefined) throw new RangeError('A sum has one row');
      return row;
    },

    /** Payments that wait for an operator, oldest first. */
    reviews: (isPractice: boolean, page: Page): readonly ReviewRow[] =>
      (isPractice ? reviewsPractice : reviewsReal).all(page),

    facts() {
      const row = facts.get();
      return {
        hasRealAccount: row?.hasReal === 1,
        hasPracticeAccount: row?.hasPractice === 1,
        hasClients: row?.hasClients === 1,
        hasSettledTitulo: row?.hasSettled === 1,
        reviews: row?.reviews ?? 0,
      };
    },
  };
}
