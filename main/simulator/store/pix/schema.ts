/** API Pix, one set of tables for all profiles: charges and their revisions, addresses, Pix received, refunds, webhooks. */
export const pixSchema = {
  name: 'pix-1',
  sql: `
CREATE TABLE pix_locations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  gateway TEXT NOT NULL,
  token TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('cob', 'cobv')),
  txid TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX pix_locations_created ON pix_locations (gateway, created_at);

CREATE TABLE pix_charges (
  gateway TEXT NOT NULL,
  txid TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cob', 'cobv')),
  status TEXT NOT NULL CHECK (status IN ('ATIVA', 'CONCLUIDA', 'REMOVIDA_PELO_USUARIO_RECEBEDOR', 'REMOVIDA_PELO_PSP')),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  location_id INTEGER REFERENCES pix_locations (id),
  payer_document TEXT,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (gateway, txid)
) STRICT;
CREATE INDEX pix_charges_created ON pix_charges (gateway, created_at, txid);

CREATE TABLE pix_revisions (
  gateway TEXT NOT NULL,
  txid TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (gateway, txid, revision),
  FOREIGN KEY (gateway, txid) REFERENCES pix_charges (gateway, txid)
) STRICT, WITHOUT ROWID;

CREATE TABLE pix_payments (
  e2eid TEXT PRIMARY KEY,
  gateway TEXT NOT NULL,
  txid TEXT,
  key TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
  components TEXT NOT NULL,
  payer TEXT NOT NULL,
  payer_document TEXT NOT NULL,
  info TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_key TEXT NOT NULL
) STRICT;
CREATE INDEX pix_payments_at ON pix_payments (gateway, at, e2eid);
CREATE INDEX pix_payments_txid ON pix_payments (gateway, txid);

CREATE TABLE pix_refunds (
  e2eid TEXT NOT NULL REFERENCES pix_payments (e2eid),
  id TEXT NOT NULL,
  rtr_id TEXT NOT NULL UNIQUE,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  nature TEXT NOT NULL,
  description TEXT,
  status TEXT NOT NULL CHECK (status IN ('EM_PROCESSAMENTO', 'DEVOLVIDO', 'NAO_REALIZADO')),
  reason TEXT,
  requested_at TEXT NOT NULL,
  settles_at TEXT NOT NULL,
  PRIMARY KEY (e2eid, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pix_refunds_open ON pix_refunds (settles_at) WHERE status = 'EM_PROCESSAMENTO';

CREATE TABLE pix_webhooks (
  gateway TEXT NOT NULL,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (gateway, key)
) STRICT, WITHOUT ROWID;
`,
} as const;
