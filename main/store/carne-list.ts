import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';
import type { Db } from './open.ts';
import { conditionOfText } from './client-search.ts';

/** A carnê with what its parcels add up to; its state is derived from them. */
export interface CarneListRow {
  readonly id: number;
  readonly environment: Environment;
  readonly clientId: number;
  readonly clientName: string;
  readonly accountId: number;
  readonly accountLabel: string;
  readonly description: string;
  readonly parcels: number;
  readonly paidParcels: number;
  readonly registeredParcels: number;
  readonly overdueParcels: number;
  readonly cancelledParcels: number;
  readonly totalCents: Cents;
  readonly openCents: Cents;
  readonly firstDueOn: CivilDate;
  readonly lastDueOn: CivilDate;
  readonly isCurrent: number;
}

export interface CarneListFilter {
  readonly text?: string | undefined;
  readonly clientId?: number | undefined;
  readonly isPractice?: boolean | undefined;
}

const COLUMNS = `carnes.id, carnes.environment, carnes.client_id AS clientId,
  clients.name AS clientName, carnes.account_id AS accountId, accounts.label AS accountLabel,
  carnes.description, carnes.parcels,
  (SELECT count(*) FROM titulos AS t WHERE t.carne_id = carnes.id AND t.state = 'paid')
    AS paidParcels,
  (SELECT count(*) FROM titulos AS t WHERE t.carne_id = carnes.id AND EXISTS (
    SELECT 1 FROM charges AS c WHERE c.titulo_id = t.id
      AND c.state IN ('registered', 'closing', 'paid', 'marked'))) AS registeredParcels,
  (SELECT count(*) FROM titulos AS t WHERE t.carne_id = carnes.id
    AND t.state IN ('open', 'partly-paid') AND t.effective_due_on < @today) AS overdueParcels,
  (SELECT count(*) FROM titulos AS t WHERE t.carne_id = carnes.id AND t.state = 'cancelled')
    AS cancelledParcels,
  (SELECT coalesce(sum(t.total_cents), 0) FROM titulos AS t
    WHERE t.carne_id = carnes.id AND t.state <> 'cancelled') AS totalCents,
  (SELECT coalesce(sum(t.total_cents - t.settled_cents), 0) FROM titulos AS t
    WHERE t.carne_id = carnes.id AND t.state IN ('open', 'partly-paid')) AS openCents,
  carnes.first_due_on AS firstDueOn,
  (SELECT max(t.due_on) FROM titulos AS t WHERE t.carne_id = carnes.id) AS lastDueOn,
  carnes.id = (
    SELECT t.carne_id FROM titulos AS t
    WHERE t.client_id = carnes.client_id AND t.carne_id IS NOT NULL
      AND t.environment = carnes.environment AND t.state IN ('open', 'partly-paid')
    ORDER BY t.due_on LIMIT 1) AS isCurrent`;

const JOINS = `
  JOIN clients ON clients.id = carnes.client_id
  JOIN accounts ON accounts.id = carnes.account_id`;

/** Newest carnê first. */
export function createCarneList(db: Db) {
  return {
    page(query: {
      readonly filter: CarneListFilter;
      readonly today: CivilDate;
      readonly before?: number;
      readonly limit: number;
    }): readonly CarneListRow[] {
      const { filter } = query;
      const conditions = ['carnes.id < @before'];
      const parameters: Record<string, string | number> = {
        today: query.today,
        before: query.before ?? Number.MAX_SAFE_INTEGER,
        limit: query.limit,
      };
      if (filter.clientId !== undefined) {
        conditions.push('carnes.client_id = @clientId');
        parameters['clientId'] = filter.clientId;
      }
      if (filter.isPractice !== undefined) {
        conditions.push(`(carnes.environment <> 'production') = @isPractice`);
        parameters['isPractice'] = Number(filter.isPractice);
      }
      const text = conditionOfText(filter.text ?? '');
      if (text !== undefined) {
        conditions.push(text.sql);
        Object.assign(parameters, text.parameters);
      }
      return db
        .prepare<[typeof parameters], CarneListRow>(
          `SELECT ${COLUMNS}
          FROM carnes ${JOINS}
          WHERE ${conditions.join(' AND ')}
          ORDER BY carnes.id DESC
          LIMIT @limit`,
        )
        .all(parameters);
    },

    byId: (id: number, today: CivilDate): CarneListRow | undefined =>
      db
        .prepare<[{ id: number; today: string }], CarneListRow>(
          `SELECT ${COLUMNS} FROM carnes ${JOINS} WHERE carnes.id = @id`,
        )
        .get({ id, today }),
  };
}
