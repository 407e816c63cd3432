import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { Db } from './open.ts';

/** One payment as the gateway's own book holds it. `charge` is the gateway's id as text. */
export interface LedgerEntry {
  readonly charge: string;
  readonly customId: string | null;
  readonly paidCents: Cents;
  readonly feeCents: Cents;
  readonly paidOn: CivilDate;
  readonly creditedOn: CivilDate;
  readonly refundedCents: Cents;
  readonly refundedOn: CivilDate | null;
}

export type NewLedgerEntry = Omit<LedgerEntry, 'refundedCents' | 'refundedOn'>;

/** The simulator's own book of money, the oracle that balances are compared with. */
export function createLedger(db: Db) {
  const insert = db.prepare(`
    INSERT INTO ledger (gateway, charge, custom_id, paid_cents, fee_cents, paid_on, credited_on)
    VALUES (@gateway, @charge, @customId, @paidCents, @feeCents, @paidOn, @creditedOn)`);
  const refund = db.prepare(`
    UPDATE ledger SET refunded_cents = @refundedCents, refunded_on = @refundedOn
    WHERE gateway = @gateway AND charge = @charge`);
  const refundOne = db.prepare(
    'UPDATE ledger SET refunded_cents = @refundedCents, refunded_on = @refundedOn WHERE id = @entry',
  );
  const setCredited = db.prepare(
    'UPDATE ledger SET credited_on = @on WHERE gateway = @gateway AND charge = @charge',
  );
  const setOneCredited = db.prepare('UPDATE ledger SET credited_on = @on WHERE id = @entry');
  const list = db.prepare(`
    SELECT
      charge,
      custom_id AS customId,
      paid_cents AS paidCents,
      fee_cents AS feeCents,
      paid_on AS paidOn,
      credited_on AS creditedOn,
      refunded_cents AS refundedCents,
      refunded_on AS refundedOn
    FROM ledger
    WHERE gateway = ?
    ORDER BY id`);
  return {
    /** @returns the number of the entry, for gateways where one charge may hold several payments */
    add: (gateway: string, entry: NewLedgerEntry): number =>
      Number(insert.run({ gateway, ...entry }).lastInsertRowid),
    markRefunded(
      gateway: string,
      entry: Pick<LedgerEntry, 'charge' | 'refundedCents' | 'refundedOn'>,
    ): void {
      refund.run({ gateway, ...entry });
    },
    /** As `markRefunded`, for one payment of a charge that may hold several. */
    markEntryRefunded(
      entry: number,
      refund: Pick<LedgerEntry, 'refundedCents' | 'refundedOn'>,
    ): void {
      refundOne.run({ entry, ...refund });
    },
    /** The money came on another day than was expected. */
    setCredited(gateway: string, charge: string, on: CivilDate): void {
      setCredited.run({ gateway, charge, on });
    },
    /** As `setCredited`, for one payment of a charge that may hold several. */
    setEntryCredited(entry: number, on: CivilDate): void {
      setOneCredited.run({ entry, on });
    },
    list: (gateway: string): readonly LedgerEntry[] => list.all(gateway) as LedgerEntry[],
  };
}

export type Ledger = ReturnType<typeof createLedger>;
