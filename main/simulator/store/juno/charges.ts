import type { Db } from '../open.ts';
import { conditionsOf } from './conditions.ts';
import type {
  Charge,
  ChargeFilter,
  ChargeOrder,
  ChargeState,
  Cursor,
  NewCharge,
  Payer,
  PaymentType,
  Place,
  Sorting,
  Terms,
} from './charge.ts';

type Row = Omit<Charge, 'paymentTypes' | 'terms' | 'payer' | 'hasPixImage' | 'hasEnded'> & {
  readonly paymentTypes: string;
  readonly terms: string;
  readonly payer: string;
  readonly hasPixImage: number;
  readonly hasEnded: number;
};

const COLUMNS = `
  c.seq, c.id, c.slug, c.checkout, c.group_slug AS groupSlug, c.parcel, c.parcels, c.reference, c.description,
  c.amount_cents AS amountCents, c.due_on AS dueOn, c.payment_types AS paymentTypes, c.terms, c.payer,
  c.pix_key AS pixKey, c.has_pix_image AS hasPixImage, c.status, c.has_ended AS hasEnded,
  c.created_on AS createdOn, c.created_at AS createdAt`;

const toCharge = (row: Row): Charge => ({
  ...row,
  paymentTypes: JSON.parse(row.paymentTypes) as PaymentType[],
  terms: JSON.parse(row.terms) as Terms,
  payer: JSON.parse(row.payer) as Payer,
  hasPixImage: row.hasPixImage === 1,
  hasEnded: row.hasEnded === 1,
});

/** What a list is sorted by. A charge without payment has no payment date and sorts first. */
const keys: Readonly<Record<ChargeOrder, string>> = {
  id: 'c.seq',
  dueDate: 'c.due_on',
  amount: 'c.amount_cents',
  paymentDate: `COALESCE((SELECT MIN(paid_on) FROM juno_payments WHERE charge = c.id), '')`,
};

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

/** Charges, parcels of carnês among them. */
export function createCharges(db: Db) {
  const insert = db.prepare(`
    INSERT INTO juno_charges (
      id, slug, checkout, group_slug, parcel, parcels, reference, description, amount_cents, due_on, payment_types, terms, payer,
      pix_key, has_pix_image, status, created_on, created_at)
    VALUES (
      @id, @slug, @checkout, @groupSlug, @parcel, @parcels, @reference, @description, @amountCents, @dueOn, @paymentTypes, @terms,
      @payer, @pixKey, @hasPixImage, 'ACTIVE', @createdOn, @createdAt)`);
  const update = db.prepare(
    'UPDATE juno_charges SET status = @status, has_ended = @hasEnded WHERE id = @id',
  );
  const one = (where: string) =>
    db.prepare(`SELECT ${COLUMNS} FROM juno_charges AS c WHERE ${where}`);
  const byId = one('c.id = ?');
  const bySlug = one('c.slug = ?');
  const byCheckout = one('c.checkout = ?');
  const ofGroup = one('c.group_slug = ? ORDER BY c.parcel');
  const inOrder = (direction: 'ASC' | 'DESC') =>
    one(
      `(@status IS NULL OR c.status = @status) AND (@customId IS NULL OR c.reference = @customId)
      ORDER BY c.seq ${direction}
      LIMIT @limit OFFSET @offset`,
    );
  const [oldestFirst, newestFirst] = [inOrder('ASC'), inOrder('DESC')];

  const read = (row: unknown): Charge | undefined =>
    row === undefined ? undefined : toCharge(row as Row);
  const readAll = (rows: unknown[]): readonly Charge[] => (rows as Row[]).map(toCharge);

  return {
    add(charge: NewCharge): void {
      insert.run({
        ...charge,
        paymentTypes: JSON.stringify(charge.paymentTypes),
        terms: JSON.stringify(charge.terms),
        payer: JSON.stringify(charge.payer),
        hasPixImage: flag(charge.hasPixImage),
      });
    },
    save(id: string, { status, hasEnded }: ChargeState): void {
      update.run({ id, status, hasEnded: flag(hasEnded) });
    },
    byId: (id: string): Charge | undefined => read(byId.get(id)),
    bySlug: (slug: string): Charge | undefined => read(bySlug.get(slug)),
    byCheckout: (token: string): Charge | undefined => read(byCheckout.get(token)),
    /** In the order of the parcels. */
    ofGroup: (slug: string): readonly Charge[] => readAll(ofGroup.all(slug)),
    /** In the order of their making, or from the newest on. */
    all(query: {
      readonly status?: string | undefined;
      readonly customId?: string | undefined;
      readonly newestFirst?: boolean | undefined;
      readonly limit: number;
      readonly offset: number;
    }): readonly Charge[] {
      const { status = null, customId = null, limit, offset } = query;
      const statement = query.newestFirst === true ? newestFirst : oldestFirst;
      return readAll(statement.all({ status, customId, limit, offset }));
    },
    /** The place of a charge in a list of that order. */
    placeOf(charge: Charge, by: ChargeOrder): Place {
      const value = db
        .prepare(`SELECT ${keys[by]} FROM juno_charges AS c WHERE c.id = ?`)
        .pluck()
        .get(charge.id) as string | number;
      return { value, seq: charge.seq };
    },
    /** A page in list order, whichever way its cursor looks; `offset` counts from the cursor. */
    page(
      filter: ChargeFilter,
      sorting: Sorting,
      at: { readonly cursor?: Cursor | undefined; readonly limit: number; readonly offset: number },
    ): readonly Charge[] {
      const { sql: where, values } = conditionsOf(filter);
      const isBackward = at.cursor?.direction === 'before';
      const isRising = sorting.isAscending !== isBackward;
      const key = keys[sorting.by];
      const from =
        at.cursor === undefined
          ? '1 = 1'
          : `(${key}, c.seq) ${isRising ? '>' : '<'} (@placeValue, @placeSeq)`;
      const direction = isRising ? 'ASC' : 'DESC';
      const rows = db
        .prepare(
          `SELECT ${COLUMNS}
          FROM juno_charges AS c
          WHERE ${where} AND ${from}
          ORDER BY ${key} ${direction}, c.seq ${direction}
          LIMIT @limit OFFSET @offset`,
        )
        .all({ ...values, ...placeValues(at.cursor), limit: at.limit, offset: at.offset });
      return isBackward ? [...readAll(rows)].reverse() : readAll(rows);
    },
  };
}

const placeValues = (cursor: Cursor | undefined) =>
  cursor === undefined ? {} : { placeValue: cursor.place.value, placeSeq: cursor.place.seq };

export type Charges = ReturnType<typeof createCharges>;
