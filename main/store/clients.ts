import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import { foldText, type Db } from './open.ts';

/** Person by CPF, company by CNPJ; unknown without either. */
export type PersonKind = 'natural' | 'legal' | 'unknown';

/** Who is charged. Text fields are '' when unknown. */
export interface Client {
  readonly id: number;
  /** The number that operators see; from the sequence `client`. */
  readonly code: number;
  readonly name: string;
  readonly personKind: PersonKind;
  /** CPF of 11 digits or CNPJ of 14 characters, without mask. */
  readonly taxId: string | null;
  readonly email: string;
  /** Digits with area code, without country code. */
  readonly phone: string;
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  /** UF of two letters. */
  readonly state: string;
  /** CEP of eight digits. */
  readonly postalCode: string;
  readonly notes: string;
  readonly isActive: boolean;
}

export type ClientToStore = Omit<Client, 'id'>;

interface Row {
  readonly id: number;
  readonly code: number;
  readonly name: string;
  readonly person_kind: PersonKind;
  readonly tax_id: string | null;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly notes: string;
  readonly is_active: number;
}

const COLUMNS = `id, code, name, person_kind, tax_id, email, phone, street, number, complement,
  district, city, state, postal_code, notes, is_active`;

export function createClients(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM clients WHERE id = ?`);
  const idsByTaxId = db
    .prepare<[string], number>(`SELECT id FROM clients WHERE tax_id = ? ORDER BY id LIMIT 20`)
    .pluck();
  const idByCode = db.prepare<[number], number>(`SELECT id FROM clients WHERE code = ?`).pluck();
  const insert = db.prepare(`
    INSERT INTO clients (code, name, sort_name, person_kind, tax_id, email, phone, street, number,
      complement, district, city, state, postal_code, notes, is_active, created_at)
    VALUES (@code, @name, @sortName, @personKind, @taxId, @email, @phone, @street, @number,
      @complement, @district, @city, @state, @postalCode, @notes, @active, @createdAt)`);
  const update = db.prepare(`
    UPDATE clients
    SET code = @code, name = @name, sort_name = @sortName, person_kind = @personKind,
      tax_id = @taxId, email = @email, phone = @phone, street = @street, number = @number,
      complement = @complement, district = @district, city = @city, state = @state,
      postal_code = @postalCode, notes = @notes, is_active = @active
    WHERE id = @id`);
  const externalId = db
    .prepare<[string, string], number>(
      `SELECT entity_id
      FROM external_ids
      WHERE system = ? AND kind = 'client' AND external_id = ?`,
    )
    .pluck();
  const hasExternalId = db
    .prepare<[number, string], number>(
      `SELECT EXISTS (
        SELECT 1 FROM external_ids
        WHERE entity = 'client' AND entity_id = ? AND system = ?
      )`,
    )
    .pluck();
  const hasName = db
    .prepare<[string], number>(`SELECT EXISTS (SELECT 1 FROM clients WHERE sort_name = ?)`)
    .pluck();
  const noteExternalId = db.prepare(`
    INSERT INTO external_ids (system, kind, external_id, entity, entity_id)
    VALUES (@system, 'client', @externalId, 'client', @clientId)
    ON CONFLICT (system, kind, external_id) DO UPDATE SET entity_id = excluded.entity_id`);

  const one = (row: Row | undefined): Client | undefined =>
    row === undefined ? undefined : toClient(row);

  return {
    byId: (id: number): Client | undefined => one(byId.get(id)),

    getById(id: number): Client {
      const client = one(byId.get(id));
      if (client === undefined) throw new Failure('not-found', `No client ${id}`);
      return client;
    },

    idByCode: (code: number): number | undefined => idByCode.get(code),

    /** The first 20 clients with this CPF or CNPJ, oldest first: repeated ones are allowed and warned about. */
    idsByTaxId: (taxId: string): readonly number[] => idsByTaxId.all(taxId),

    insert(client: ClientToStore & { readonly createdAt: Instant }): number {
      return Number(insert.run(toParameters(client)).lastInsertRowid);
    },

    update(client: Client): void {
      mustHit(update.run(toParameters(client)));
    },

    /** The client that another system knows by this id. */
    idByExternalId: (system: string, externalIdText: string): number | undefined =>
      externalId.get(system, externalIdText),

    /** Whether another system has any id for this client. */
    hasExternalId: (system: string, clientId: number): boolean =>
      hasExternalId.get(clientId, system) === 1,

    /** Whether a client is called so, case and accents aside. */
    hasName: (name: string): boolean => hasName.get(foldText(name)) === 1,

    /** Notes how another system names a client; a later note wins. */
    noteExternalId(note: {
      readonly system: string;
      readonly externalId: string;
      readonly clientId: number;
    }): void {
      noteExternalId.run(note);
    },
  };
}

function toParameters<T extends ClientToStore>(client: T) {
  const { isActive, ...rest } = client;
  return { ...rest, active: isActive ? 1 : 0, sortName: foldText(client.name) };
}

function toClient(row: Row): Client {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    personKind: row.person_kind,
    taxId: row.tax_id,
    email: row.email,
    phone: row.phone,
    street: row.street,
    number: row.number,
    complement: row.complement,
    district: row.district,
    city: row.city,
    state: row.state,
    postalCode: row.postal_code,
    notes: row.notes,
    isActive: row.is_active === 1,
  };
}
