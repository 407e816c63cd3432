import type { Environment, Instrument } from '../../domain/account.ts';
import { isLive, type ChargeState } from '../../domain/charge-states.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

/** One registration of a título at one account. */
export interface Charge {
  readonly id: number;
  readonly environment: Environment;
  readonly tituloId: number;
  readonly accountId: number;
  readonly groupId: number | null;
  readonly attempt: number;
  readonly instrument: Instrument;
  readonly reference: string;
  readonly state: ChargeState;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly termsId: number;
  readonly gatewayId: string | null;
  readonly bank: string | null;
  readonly nossoNumero: string | null;
  readonly linha: string | null;
  readonly barcode: string | null;
  readonly pixPayload: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly callbackUrl: string | null;
  readonly failureCode: string | null;
  readonly failureText: string | null;
  /** Empty look-ups since it was sent. */
  readonly lookUps: number;
  readonly preparedAt: Instant;
  readonly sentAt: Instant | null;
  readonly registeredAt: Instant | null;
}

export type ChargeToPrepare = Pick<
  Charge,
  | 'environment'
  | 'tituloId'
  | 'accountId'
  | 'groupId'
  | 'attempt'
  | 'instrument'
  | 'reference'
  | 'amountCents'
  | 'dueOn'
  | 'termsId'
  | 'preparedAt'
  | 'failureCode'
  | 'failureText'
>;

/** What the gateway gave when it registered the charge. */
export interface Registration {
  readonly gatewayId: string;
  readonly bank?: string | undefined;
  readonly nossoNumero?: string | undefined;
  readonly linha?: string | undefined;
  readonly barcode?: string | undefined;
  readonly txid?: string | undefined;
  readonly pixPayload?: string | undefined;
  readonly links: Readonly<Record<string, string>>;
}

interface Row {
  readonly id: number;
  readonly environment: string;
  readonly titulo_id: number;
  readonly account_id: number;
  readonly group_id: number | null;
  readonly attempt: number;
  readonly instrument: string;
  readonly reference: string;
  readonly state: ChargeState;
  readonly amount_cents: number;
  readonly due_on: string;
  readonly terms_id: number;
  readonly gateway_id: string | null;
  readonly bank: string | null;
  readonly nosso_numero: string | null;
  readonly linha: string | null;
  readonly barcode: string | null;
  readonly pix_payload: string | null;
  readonly links: string;
  readonly callback_url: string | null;
  readonly failure_code: string | null;
  readonly failure_text: string | null;
  readonly look_ups: number;
  readonly prepared_at: string;
  readonly sent_at: string | null;
  readonly registered_at: string | null;
}

const COLUMNS = `id, environment, titulo_id, account_id, group_id, attempt, instrument, reference,
  state, amount_cents, due_on, terms_id, gateway_id, bank, nosso_numero, linha, barcode,
  pix_payload, links, callback_url, failure_code, failure_text, look_ups, prepared_at, sent_at,
  registered_at`;

/** Where a walk over overdue charges goes on. */
interface Overdue {
  readonly today: CivilDate;
  readonly dueOn: CivilDate | '';
  readonly id: number;
  readonly limit: number;
}

export function createCharges(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM charges WHERE id = ?`);
  const ofTitulo = db.prepare<[number], Row>(`
    SELECT ${COLUMNS} FROM charges WHERE titulo_id = ? ORDER BY attempt`);
  // Due dates change, numbers of parcels do not.
  const ofGroup = db.prepare<[number], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE group_id = ?
    ORDER BY (SELECT parcel_no FROM titulos WHERE titulos.id = charges.titulo_id)`);
  const ofParcel = db.prepare<[number, number], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE group_id = ?
      AND (SELECT parcel_no FROM titulos WHERE titulos.id = charges.titulo_id) = ?`);
  const byGatewayId = db.prepare<[number, string, string], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE account_id = ? AND environment = ? AND gateway_id = ?`);
  const newestIn = db.prepare<[number, ChargeState], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE account_id = ? AND state = ? AND gateway_id IS NOT NULL
    ORDER BY id DESC
    LIMIT 1`);
  const byReference = db.prepare<[string], Row>(`
    SELECT ${COLUMNS} FROM charges WHERE reference = ?`);
  const toCloseAgain = db.prepare<[string, number], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE state = 'registered' AND next_check_at <= ?
    ORDER BY next_check_at
    LIMIT ?`);
  // Parcels of a carnê that was sent as a whole follow the gateway's own rule for their last day.
  const payableOver = db.prepare<[Overdue], Row>(`
    SELECT ${COLUMNS}
    FROM charges
    WHERE state = 'registered' AND due_on < @today AND (due_on, id) > (@dueOn, @id)
      AND date(due_on, '+' || (
        SELECT payable_days FROM charge_terms WHERE charge_terms.id = terms_id) || ' days') < @today
      AND NOT EXISTS (
        SELECT 1 FROM charge_groups WHERE charge_groups.id = group_id AND state = 'registered')
    ORDER BY due_on, id
    LIMIT @limit`);
  const insert = db.prepare(`
    INSERT INTO charges (environment, titulo_id, account_id, group_id, attempt, instrument,
      reference, state, amount_cents, due_on, terms_id, prepared_at, failure_code, failure_text)
    VALUES (@environment, @tituloId, @accountId, @groupId, @attempt, @instrument,
      @reference, 'prepared', @amountCents, @dueOn, @termsId, @preparedAt, @failureCode,
      @failureText)`);
  const changeState = db.prepare(`
    UPDATE charges
    SET state = @to, closed_at = @closedAt
    WHERE id = @id AND state = @from`);
  const startSending = db.prepare(`
    UPDATE charges
    SET state = 'sending', sent_at = @at, callback_url = @callbackUrl, failure_code = NULL,
      failure_text = NULL, look_ups = 0
    WHERE id = @id AND state = 'prepared'`);
  const noteFailure = db.prepare(`
    UPDATE charges
    SET failure_code = @code, failure_text = @text
    WHERE id = @id`);
  const noteLookUps = db.prepare(`UPDATE charges SET look_ups = ? WHERE id = ?`);
  const closeAgain = db.prepare(`
    UPDATE charges
    SET next_check_at = ?
    WHERE id = ? AND state = 'registered'`);
  const setGatewayId = db.prepare(`UPDATE charges SET gateway_id = @gatewayId WHERE id = @id`);
  const register = db.prepare(`
    UPDATE charges
    SET state = @to, gateway_id = @gatewayId, bank = @bank, nosso_numero = @nossoNumero,
      linha = @linha, barcode = @barcode, txid = @txid, pix_payload = @pixPayload, links = @links,
      due_on = @dueOn, registered_at = coalesce(registered_at, @at), failure_code = NULL,
      failure_text = NULL, next_check_at = NULL
    WHERE id = @id AND state = @from`);
  // A carnê that went as a whole was one call; what surely never arrived does not count.
  const sentSince = db.prepare<[number, number, string], { count: number }>(`
    SELECT count(*) AS count
    FROM charges
    JOIN titulos ON titulos.id = charges.titulo_id
    WHERE titulos.client_id = ? AND charges.account_id = ? AND charges.sent_at >= ?
      AND charges.state NOT IN ('prepared', 'rejected', 'discarded')
      AND NOT EXISTS (SELECT 1 FROM charge_groups
        WHERE charge_groups.id = charges.group_id AND charge_groups.state <> 'discarded')`);
  const openIssues = db.prepare<[{ ids: string; by: string }], { count: number }>(`
    SELECT count(*) AS count
    FROM charges
    WHERE titulo_id IN (SELECT value FROM json_each(@ids)) AND (state = 'sending'
      OR state = 'prepared'
        AND NOT EXISTS (SELECT 1 FROM accounts
          WHERE accounts.id = charges.account_id AND accounts.paused_until_at > @by)
        AND EXISTS (SELECT 1 FROM outbox
          WHERE (outbox.charge_id = charges.id OR outbox.group_id = charges.group_id)
            AND outbox.state IN ('waiting', 'running') AND outbox.not_before_at <= @by))`);
  const failedIssues = db.prepare<[string], { count: number }>(`
    SELECT count(DISTINCT titulo_id) AS count
    FROM charges
    WHERE titulo_id IN (SELECT value FROM json_each(?)) AND state IN ('rejected', 'unknown')`);
  const sendingOnes = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM charges WHERE state = 'sending'`);
  const countLive = db.prepare<[number], { count: number }>(`
    SELECT count(*) AS count
    FROM charges
    WHERE account_id = ? AND state IN ('sending', 'sent', 'unknown', 'registered', 'closing')`);

  const withOtherUrl = db.prepare<[number, string, number, number], { id: number }>(`
    SELECT id
    FROM charges
    WHERE account_id = ? AND state = 'registered' AND callback_url IS NOT ? AND id > ?
    ORDER BY id
    LIMIT ?`);
  const countUrl = db.prepare<[number, string], { count: number }>(`
    SELECT count(*) AS count
    FROM charges
    WHERE account_id = ? AND state = 'registered' AND callback_url = ?`);
  const noteUrl = db.prepare(`UPDATE charges SET callback_url = ? WHERE id = ?`);
  const dueAround = db.prepare<[number, string, string, number, number], { id: number }>(`
    SELECT id
    FROM charges
    WHERE account_id = ? AND state = 'registered' AND due_on BETWEEN ? AND ? AND id > ?
    ORDER BY id
    LIMIT ?`);
  const anySent = db.prepare<[number], { found: number }>(`
    SELECT EXISTS (
      SELECT 1 FROM charges
      WHERE account_id = ? AND state IN ('sending', 'sent', 'unknown', 'registered', 'closing',
        'cancelled', 'expired', 'paid', 'marked', 'refunded')
    ) AS found`);

  const one = (row: Row | undefined): Charge | undefined =>
    row === undefined ? undefined : toCharge(row);

  return {
    byId: (id: number): Charge | undefined => one(byId.get(id)),

    getById(id: number): Charge {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No charge ${id}`);
      return toCharge(row);
    },

    /** All attempts, oldest first. */
    ofTitulo: (tituloId: number): readonly Charge[] => ofTitulo.all(tituloId).map(toCharge),

    /** In the order of their parcels. */
    ofGroup: (groupId: number): readonly Charge[] => ofGroup.all(groupId).map(toCharge),

    ofParcel: (groupId: number, parcel: number): Charge | undefined =>
      one(ofParcel.get(groupId, parcel)),

    byGatewayId: (
      accountId: number,
      environment: Environment,
      gatewayId: string,
    ): Charge | undefined => one(byGatewayId.get(accountId, environment, gatewayId)),

    /** The newest charge of an account that is in this state and that its gateway has a number for. */
    newestIn: (accountId: number, state: ChargeState): Charge | undefined =>
      one(newestIn.get(accountId, state)),

    byReference: (reference: string): Charge | undefined => one(byReference.get(reference)),

    /** Registered charges that their gateway refused to close, and that are to be closed again by now. */
    toCloseAgain: (now: Instant, limit: number): readonly Charge[] =>
      toCloseAgain.all(now, limit).map(toCharge),

    /** Registered charges whose days of payment are over by the calendar, in the order of due date and id. */
    payableOver: (query: Overdue): readonly Charge[] => payableOver.all(query).map(toCharge),

    sending: (): readonly Charge[] => sendingOnes.all().map(toCharge),

    insert: (charge: ChargeToPrepare): number => Number(insert.run(charge).lastInsertRowid),

    /** Moves a charge; `at` becomes its closing instant when the new state holds nothing payable. */
    changeState(change: {
      readonly id: number;
      readonly from: ChargeState;
      readonly to: ChargeState;
      readonly at: Instant;
    }): void {
      const isOver = !isLive(change.to) && change.to !== 'prepared';
      mustHit(changeState.run({ ...change, closedAt: isOver ? change.at : null }));
    },

    startSending(change: {
      readonly id: number;
      readonly at: Instant;
      readonly callbackUrl: string | null;
    }): void {
      mustHit(startSending.run(change));
    },

    noteFailure(id: number, code: string | null, text: string | null): void {
      mustHit(noteFailure.run({ id, code, text }));
    },

    noteLookUps(id: number, lookUps: number): void {
      mustHit(noteLookUps.run(lookUps, id));
    },

    /** Asks for another try to close a registered charge; null when there is nothing to close. */
    closeAgainAt(id: number, at: Instant | null): void {
      mustHit(closeAgain.run(at, id));
    },

    setGatewayId(id: number, gatewayId: string): void {
      mustHit(setGatewayId.run({ id, gatewayId }));
    },

    register(change: {
      readonly id: number;
      readonly from: ChargeState;
      readonly to: ChargeState;
      readonly dueOn: CivilDate;
      readonly at: Instant;
      readonly registration: Registration;
    }): void {
      const { registration, ...rest } = change;
      mustHit(
        register.run({
          ...rest,
          gatewayId: registration.gatewayId,
          bank: registration.bank ?? null,
          nossoNumero: registration.nossoNumero ?? null,
          linha: registration.linha ?? null,
          barcode: registration.barcode ?? null,
          txid: registration.txid ?? null,
          pixPayload: registration.pixPayload ?? null,
          links: JSON.stringify(registration.links),
        }),
      );
    },

    /** Single charges of one client sent through an account since an instant: gateways limit them per payer. */
    sentSince: (clientId: number, accountId: number, since: Instant): number =>
      sentSince.get(clientId, accountId, since)?.count ?? 0,

    /** Of a selection of títulos: how many are being issued, or will be by then, and how many came to grief. */
    countIssues(tituloIds: readonly number[], by: Instant) {
      const ids = JSON.stringify(tituloIds);
      return {
        open: openIssues.get({ ids, by })?.count ?? 0,
        failed: failedIssues.get(ids)?.count ?? 0,
      };
    },

    /** Registered charges that the gateway tells of at another address, page by page of their ids. */
    registeredElsewhere: (about: {
      readonly accountId: number;
      readonly url: string;
      readonly afterId: number;
      readonly limit: number;
    }): readonly number[] =>
      withOtherUrl.all(about.accountId, about.url, about.afterId, about.limit).map(({ id }) => id),

    countWithUrl: (accountId: number, url: string): number =>
      countUrl.get(accountId, url)?.count ?? 0,

    noteCallbackUrl(id: number, url: string): void {
      mustHit(noteUrl.run(url, id));
    },

    /** Registered charges of an account that fall due in these days, page by page of their ids. */
    registeredDue: (about: {
      readonly accountId: number;
      readonly from: CivilDate;
      readonly to: CivilDate;
      readonly afterId: number;
      readonly limit: number;
    }): readonly number[] =>
      dueAround
        .all(about.accountId, about.from, about.to, about.afterId, about.limit)
        .map(({ id }) => id),

    /** Whether anything of this account may ever have reached its gateway. */
    hasBeenAtGateway: (accountId: number): boolean => anySent.get(accountId)?.found === 1,

    countLive: (accountId: number): number => countLive.get(accountId)?.count ?? 0,
  };
}

function toCharge(row: Row): Charge {
  return {
    id: row.id,
    environment: row.environment as Environment,
    tituloId: row.titulo_id,
    accountId: row.account_id,
    groupId: row.group_id,
    attempt: row.attempt,
    instrument: row.instrument as Instrument,
    reference: row.reference,
    state: row.state,
    amountCents: cents(row.amount_cents),
    dueOn: row.due_on as CivilDate,
    termsId: row.terms_id,
    gatewayId: row.gateway_id,
    bank: row.bank,
    nossoNumero: row.nosso_numero,
    linha: row.linha,
    barcode: row.barcode,
    pixPayload: row.pix_payload,
    links: JSON.parse(row.links) as Record<string, string>,
    callbackUrl: row.callback_url,
    failureCode: row.failure_code,
    failureText: row.failure_text,
    lookUps: row.look_ups,
    preparedAt: row.prepared_at as Instant,
    sentAt: row.sent_at as Instant | null,
    registeredAt: row.registered_at as Instant | null,
  };
}
