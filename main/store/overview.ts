/** Figures over many rows: what Início and the lists of pending decisions show. */
import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';
import type { PaymentReview } from '../../domain/payment-states.ts';
import type { Db } from './open.ts';
import type { PaymentMethod } from './payments.ts';

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

export type Overview = ReturnType<typeof createOverview>;

export function createOverview(db: Db) {
  const homeSql = (environments: string) => `
    SELECT
      (SELECT coalesce(sum(amount_cents), 0) FROM payments
        WHERE environment IN ${environments} AND paid_on = @today
          AND state IN ('confirmed', 'credited')) AS receivedTodayCents,
      (SELECT coalesce(sum(amount_cents), 0) FROM payments
        WHERE environment IN ${environments} AND paid_on BETWEEN @monthStart AND @monthEnd
          AND state IN ('confirmed', 'credited')) AS receivedMonthCents,
      (SELECT coalesce(sum(total_cents), 0) FROM titulos
        WHERE environment IN ${environments} AND state <> 'cancelled'
          AND effective_due_on BETWEEN @monthStart AND @monthEnd) AS expectedMonthCents,
      (SELECT coalesce(sum(total_cents - settled_cents), 0) FROM titulos
        WHERE environment IN ${environments} AND state IN ('open', 'partly-paid')) AS openCents,
      (SELECT coalesce(sum(total_cents - settled_cents), 0) FROM titulos
        WHERE environment IN ${environments} AND state IN ('open', 'partly-paid')
          AND effective_due_on < @today) AS overdueCents,
      (SELECT count(*) FROM titulos
        WHERE environment IN ${environments} AND state IN ('open', 'partly-paid')
          AND effective_due_on < @today) AS overdueCount,
      (SELECT count(*) FROM charges JOIN titulos ON titulos.id = charges.titulo_id
        WHERE charges.state = 'rejected' AND charges.environment IN ${environments}
          AND titulos.state IN ('open', 'partly-paid')) AS rejected,
      (SELECT count(*) FROM charges
        WHERE state = 'unknown' AND environment IN ${environments}) AS unknown,
      (SELECT count(*) FROM charges
        WHERE state = 'prepared' AND environment IN ${environments}) AS unregistered,
      (SELECT count(*) FROM payments
        WHERE review <> 'none' AND environment IN ${environments}) AS reviews`;
  type Days = { readonly today: string; readonly monthStart: string; readonly monthEnd: string };
  const homeReal = db.prepare<[Days], HomeFigures>(homeSql(REAL));
  const homePractice = db.prepare<[Days], HomeFigures>(homeSql(PRACTICE));
  const reviewsSql = (environments: string) => `
    SELECT payments.id AS paymentId, payments.review AS reason,
      payments.amount_cents AS amountCents,
      payments.amount_cents - (SELECT coalesce(sum(principal_cents + late_cents), 0)
        FROM allocations WHERE payment_id = payments.id) AS unallocatedCents,
      payments.paid_on AS paidOn, payments.method, accounts.label AS accountLabel,
      payments.environment, payments.client_id AS clientId, clients.name AS clientName,
      titulos.id AS tituloId, titulos.number AS tituloNumber
    FROM payments
    LEFT JOIN accounts ON accounts.id = payments.account_id
    LEFT JOIN clients ON clients.id = payments.client_id
    LEFT JOIN titulos ON titulos.id = payments.titulo_id
    WHERE payments.review <> 'none' AND payments.environment IN ${environments}
      AND payments.id > @after
    ORDER BY payments.id
    LIMIT @limit`;
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
      EXISTS (SELECT 1 FROM payments WHERE source = 'gateway') AS hasSettled,
      (SELECT count(*) FROM payments WHERE review <> 'none') AS reviews`);
  const creditOf = db.prepare<[number], { credit: number }>(`
    SELECT coalesce(sum(payments.amount_cents - (
      SELECT coalesce(sum(principal_cents + late_cents), 0)
      FROM allocations WHERE payment_id = payments.id)), 0) AS credit
    FROM payments
    WHERE client_id = ? AND state IN ('confirmed', 'credited')`);

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

    /** Confirmed money of a client that no título has. */
    creditOf: (clientId: number): Cents => (creditOf.get(clientId)?.credit ?? 0) as Cents,
  };
}
