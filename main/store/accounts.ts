import type { Environment, GatewayId, Instrument } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

/** Ids of the entries (históricos) for receipt, credit and fee. */
export interface Historicos {
  readonly receipt: number;
  readonly credit: number;
  readonly fee: number;
}

/** One account (conta) at one gateway, without its secrets. */
export interface Account {
  readonly id: number;
  readonly label: string;
  readonly gateway: GatewayId;
  /** The dialect, for gateways that have several. */
  readonly profile: string | null;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly isActive: boolean;
  /** "auto baixar" */
  readonly autoSettle: boolean;
  /** "remessa on-line" */
  readonly sendsOnline: boolean;
  /** "repassar e-mail do cliente" */
  readonly forwardsEmail: boolean;
  readonly closesOnGatewayCancel: boolean;
  /** Agreement whose current account gets the money. */
  readonly convenioId: number;
  /** Under which entry each posting of a payment stands. */
  readonly historicos: Historicos;
  readonly feeEstimateCents: Cents;
  readonly termsId: number;
  readonly messageLines: readonly string[];
  /** Whether paper names the month that is billed. */
  readonly showsReferenceMonth: boolean;
  /** Whether the 2ª via of an overdue boleto tells what it costs today. */
  readonly updatesOverdue: boolean;
  /** For at most so many days after it fell due. */
  readonly updateDays: number;
  readonly sendDaysBeforeDue: number;
  readonly startNumber: number | null;
  readonly loginFingerprint: string | null;
  /** Place in the order of accounts that step in for one another; null for an account that stays apart. */
  readonly fallbackRank: number | null;
  /** The production account whose test token this account holds. */
  readonly twinOf: number | null;
  readonly callbackSecretHash: string;
  /** The outbox leaves this account alone until then. */
  readonly pausedUntilAt: Instant | null;
  readonly createdAt: Instant;
  /** What the gateway showed up to this day is in the books. */
  readonly polledThroughOn: CivilDate | null;
  readonly polledAt: Instant | null;
  readonly sweptAt: Instant | null;
  /** Why the last look did not end, in words for the operator. */
  readonly pollFailure: string | null;
  /** The callback address that the gateway keeps for the account, as far as we wrote it there. */
  readonly registeredUrl: string | null;
}

/** What polling and the rewriting of addresses note by themselves. */
type Noted = 'polledThroughOn' | 'polledAt' | 'sweptAt' | 'pollFailure' | 'registeredUrl';

export type AccountToStore = Omit<Account, 'id' | 'pausedUntilAt' | 'createdAt' | Noted>;

export interface PollEnd {
  readonly id: number;
  readonly at: Instant;
  readonly isSweep: boolean;
  /** Absent when the look did not come to its end. */
  readonly throughOn?: CivilDate;
  readonly failure?: string;
}

type LoginQuery = Pick<Account, 'loginFingerprint' | 'gateway' | 'profile' | 'environment'>;

interface Row {
  readonly id: number;
  readonly label: string;
  readonly gateway: string;
  readonly profile: string | null;
  readonly environment: string;
  readonly instrument: string;
  readonly is_active: number;
  readonly auto_settle: number;
  readonly sends_online: number;
  readonly forwards_email: number;
  readonly closes_on_gateway_cancel: number;
  readonly convenio_id: number;
  readonly historico_receipt_id: number;
  readonly historico_credit_id: number;
  readonly historico_fee_id: number;
  readonly fee_estimate_cents: number;
  readonly terms_id: number;
  readonly message_lines: string;
  readonly shows_reference_month: number;
  readonly updates_overdue: number;
  readonly update_days: number;
  readonly send_days_before_due: number;
  readonly start_number: number | null;
  readonly login_fingerprint: string | null;
  readonly fallback_rank: number | null;
  readonly twin_of: number | null;
  readonly callback_secret_hash: string;
  readonly paused_until_at: string | null;
  readonly created_at: string;
  readonly polled_through_on: string | null;
  readonly polled_at: string | null;
  readonly swept_at: string | null;
  readonly poll_failure: string | null;
  readonly registered_url: string | null;
}

const COLUMNS = `id, label, gateway, profile, environment, instrument, is_active, auto_settle, sends_online,
  forwards_email, closes_on_gateway_cancel, convenio_id, historico_receipt_id, historico_credit_id,
  historico_fee_id, fee_estimate_cents, terms_id, message_lines, shows_reference_month,
  updates_overdue, update_days, send_days_before_due, start_number, login_fingerprint, fallback_rank, twin_of, callback_secret_hash,
  paused_until_at, created_at, polled_through_on, polled_at, swept_at, poll_failure,
  registered_url`;

export function createAccounts(db: Db) {
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM accounts ORDER BY label`);
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM accounts WHERE id = ?`);
  const insert = db.prepare(`
    INSERT INTO accounts (label, gateway, profile, environment, instrument, is_active, auto_settle,
      sends_online, forwards_email, closes_on_gateway_cancel, convenio_id, historico_receipt_id,
      historico_credit_id, historico_fee_id, fee_estimate_cents, terms_id, message_lines,
      shows_reference_month, updates_overdue, update_days, send_days_before_due, start_number, login_fingerprint, fallback_rank, twin_of,
      callback_secret_hash, created_at)
    VALUES (@label, @gateway, @profile, @environment, @instrument, @isActive, @autoSettle,
      @sendsOnline, @forwardsEmail, @closesOnGatewayCancel, @convenioId, @receiptId, @creditId,
      @feeId, @feeEstimateCents, @termsId, @messageLines, @showsReferenceMonth, @updatesOverdue,
      @updateDays, @sendDaysBeforeDue, @startNumber, @loginFingerprint, @fallbackRank, @twinOf,
      @callbackSecretHash, @createdAt)`);
  const update = db.prepare(`
    UPDATE accounts
    SET label = @label, environment = @environment, instrument = @instrument,
      is_active = @isActive, auto_settle = @autoSettle, sends_online = @sendsOnline,
      forwards_email = @forwardsEmail, closes_on_gateway_cancel = @closesOnGatewayCancel,
      convenio_id = @convenioId, historico_receipt_id = @receiptId,
      historico_credit_id = @creditId, historico_fee_id = @feeId,
      fee_estimate_cents = @feeEstimateCents, terms_id = @termsId, message_lines = @messageLines,
      shows_reference_month = @showsReferenceMonth, updates_overdue = @updatesOverdue,
      update_days = @updateDays,
      send_days_before_due = @sendDaysBeforeDue, start_number = @startNumber,
      fallback_rank = @fallbackRank
    WHERE id = @id`);
  const pause = db.prepare(`UPDATE accounts SET paused_until_at = ? WHERE id = ?`);
  const twinOf = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM accounts WHERE twin_of = ?`);
  const fallbacks = db.prepare<[string, number], Row>(`
    SELECT ${COLUMNS}
    FROM accounts
    WHERE environment = ? AND fallback_rank > ? AND is_active = 1
    ORDER BY fallback_rank, id`);
  const notePoll = db.prepare(`
    UPDATE accounts
    SET polled_at = @at, swept_at = iif(@isSweep = 1, @at, swept_at),
      polled_through_on = coalesce(@throughOn, polled_through_on), poll_failure = @failure
    WHERE id = @id`);
  const noteRegistered = db.prepare(`UPDATE accounts SET registered_url = ? WHERE id = ?`);
  const ofLogin = db.prepare<[LoginQuery], Row>(`
    SELECT ${COLUMNS}
    FROM accounts
    WHERE login_fingerprint IS @loginFingerprint AND gateway = @gateway AND profile IS @profile
      AND environment = @environment
    ORDER BY id`);
  const setLogin = db.prepare(`UPDATE accounts SET login_fingerprint = ? WHERE id = ?`);
  const hasTitulos = db.prepare<[number], { found: number }>(`
    SELECT EXISTS (SELECT 1 FROM titulos WHERE account_id = ? LIMIT 1) AS found`);

  function findById(id: number): Account | undefined {
    const row = byId.get(id);
    return row === undefined ? undefined : toAccount(row);
  }

  return {
    byId: findById,

    getById(id: number): Account {
      const account = findById(id);
      if (account === undefined) throw new Failure('not-found', `No account ${id}`);
      return account;
    },

    all: (): readonly Account[] => all.all().map(toAccount),

    insert(account: AccountToStore, createdAt: Instant): number {
      return Number(insert.run({ ...toParameters(account), createdAt }).lastInsertRowid);
    },

    update(id: number, account: AccountToStore): void {
      mustHit(update.run({ ...toParameters(account), id }));
    },

    pauseUntil(id: number, until: Instant | null): void {
      mustHit(pause.run(until, id));
    },

    notePoll({ id, at, isSweep, throughOn, failure }: PollEnd): void {
      mustHit(
        notePoll.run({
          id,
          at,
          isSweep: Number(isSweep && throughOn !== undefined),
          throughOn: throughOn ?? null,
          failure: failure ?? null,
        }),
      );
    },

    noteRegisteredUrl(id: number, url: string): void {
      mustHit(noteRegistered.run(url, id));
    },

    setLoginFingerprint(id: number, fingerprint: string | null): void {
      mustHit(setLogin.run(fingerprint, id));
    },

    /** All accounts that are one login at the gateway of this one, itself among them, by id. */
    ofLogin: ({ loginFingerprint, gateway, profile, environment }: Account): readonly Account[] =>
      ofLogin.all({ loginFingerprint, gateway, profile, environment }).map(toAccount),

    /** The account in homologação that holds this one's test token. */
    twinOf(id: number): Account | undefined {
      const row = twinOf.get(id);
      return row === undefined ? undefined : toAccount(row);
    },

    /** The accounts that step in after one of this rank, in their order. */
    fallbacksAfter: (environment: Environment, rank: number): readonly Account[] =>
      fallbacks.all(environment, rank).map(toAccount),

    /** From the first título on, the environment stays. */
    isUsed: (id: number): boolean => hasTitulos.get(id)?.found === 1,
  };
}

function toParameters(account: AccountToStore) {
  return {
    ...account,
    isActive: Number(account.isActive),
    autoSettle: Number(account.autoSettle),
    sendsOnline: Number(account.sendsOnline),
    forwardsEmail: Number(account.forwardsEmail),
    closesOnGatewayCancel: Number(account.closesOnGatewayCancel),
    receiptId: account.historicos.receipt,
    creditId: account.historicos.credit,
    feeId: account.historicos.fee,
    messageLines: JSON.stringify(account.messageLines),
    showsReferenceMonth: Number(account.showsReferenceMonth),
    updatesOverdue: Number(account.updatesOverdue),
  };
}

function toAccount(row: Row): Account {
  return {
    id: row.id,
    label: row.label,
    gateway: row.gateway as GatewayId,
    profile: row.profile,
    environment: row.environment as Environment,
    instrument: row.instrument as Instrument,
    isActive: row.is_active === 1,
    autoSettle: row.auto_settle === 1,
    sendsOnline: row.sends_online === 1,
    forwardsEmail: row.forwards_email === 1,
    closesOnGatewayCancel: row.closes_on_gateway_cancel === 1,
    convenioId: row.convenio_id,
    historicos: {
      receipt: row.historico_receipt_id,
      credit: row.historico_credit_id,
      fee: row.historico_fee_id,
    },
    feeEstimateCents: cents(row.fee_estimate_cents),
    termsId: row.terms_id,
    messageLines: JSON.parse(row.message_lines) as string[],
    showsReferenceMonth: row.shows_reference_month === 1,
    updatesOverdue: row.updates_overdue === 1,
    updateDays: row.update_days,
    sendDaysBeforeDue: row.send_days_before_due,
    startNumber: row.start_number,
    loginFingerprint: row.login_fingerprint,
    fallbackRank: row.fallback_rank,
    twinOf: row.twin_of,
    callbackSecretHash: row.callback_secret_hash,
    pausedUntilAt: row.paused_until_at as Instant | null,
    createdAt: row.created_at as Instant,
    polledThroughOn: row.polled_through_on as CivilDate | null,
    polledAt: row.polled_at as Instant | null,
    sweptAt: row.swept_at as Instant | null,
    pollFailure: row.poll_failure,
    registeredUrl: row.registered_url,
  };
}
