/** Efí's side: charges, carnês, the events a notification token tells, history lines and spent quota. */
export const efiSchema = {
  name: 'efi-1',
  sql: `
CREATE TABLE efi_carnets (
  carnet_id INTEGER PRIMARY KEY AUTOINCREMENT,
  token TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('up_to_date', 'unpaid', 'finished')),
  custom_id TEXT,
  notification_url TEXT,
  repeats INTEGER NOT NULL CHECK (repeats >= 1),
  has_split_items INTEGER NOT NULL CHECK (has_split_items IN (0, 1)),
  value_cents INTEGER NOT NULL CHECK (value_cents > 0),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE efi_charges (
  charge_id INTEGER PRIMARY KEY AUTOINCREMENT,
  carnet_id INTEGER REFERENCES efi_carnets (carnet_id),
  parcel INTEGER CHECK ((parcel IS NULL) = (carnet_id IS NULL)),
  token TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('new', 'waiting', 'identified', 'approved', 'paid', 'unpaid', 'settled', 'canceled', 'refunded', 'contested', 'link', 'expired')),
  total_cents INTEGER NOT NULL CHECK (total_cents > 0),
  custom_id TEXT,
  notification_url TEXT,
  items TEXT NOT NULL,
  shippings TEXT NOT NULL,
  created_at TEXT NOT NULL,
  issued_at TEXT,
  customer TEXT,
  payer_document TEXT,
  payer_email TEXT,
  payer_phone TEXT,
  expire_on TEXT,
  terms TEXT,
  message TEXT,
  identity TEXT,
  has_pix INTEGER NOT NULL DEFAULT 0 CHECK (has_pix IN (0, 1)),
  has_balance_sheet INTEGER NOT NULL DEFAULT 0 CHECK (has_balance_sheet IN (0, 1)),
  write_off TEXT NOT NULL DEFAULT 'by-terms' CHECK (write_off IN ('by-terms', 'done', 'waived')),
  paid_cents INTEGER,
  paid_on TEXT,
  paid_at TEXT,
  UNIQUE (carnet_id, parcel)
) STRICT;
CREATE INDEX efi_charges_open ON efi_charges (expire_on) WHERE status = 'waiting';
CREATE INDEX efi_charges_status ON efi_charges (status);
CREATE INDEX efi_charges_custom ON efi_charges (custom_id);
CREATE INDEX efi_charges_created ON efi_charges (created_at);
CREATE INDEX efi_charges_paid ON efi_charges (paid_at);
CREATE INDEX efi_charges_due ON efi_charges (expire_on);
CREATE INDEX efi_charges_document ON efi_charges (payer_document, issued_at);
CREATE INDEX efi_charges_email ON efi_charges (payer_email, issued_at);
CREATE INDEX efi_charges_phone ON efi_charges (payer_phone, issued_at);
CREATE INDEX efi_charges_url ON efi_charges (notification_url);

CREATE TABLE efi_events (
  token TEXT NOT NULL,
  id INTEGER NOT NULL CHECK (id >= 1),
  type TEXT NOT NULL CHECK (type IN ('charge', 'carnet', 'carnet_charge')),
  custom_id TEXT,
  carnet_id INTEGER,
  charge_id INTEGER,
  previous TEXT,
  current TEXT NOT NULL,
  at TEXT NOT NULL,
  value_cents INTEGER,
  received_on TEXT,
  PRIMARY KEY (token, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE efi_history (
  id INTEGER PRIMARY KEY,
  owner TEXT NOT NULL,
  message TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX efi_history_owner ON efi_history (owner, id);

CREATE TABLE efi_quota (
  endpoint TEXT NOT NULL,
  on_date TEXT NOT NULL,
  used INTEGER NOT NULL,
  PRIMARY KEY (endpoint, on_date)
) STRICT, WITHOUT ROWID;

INSERT INTO sqlite_sequence (name, seq) VALUES ('efi_charges', 44800000), ('efi_carnets', 2512200);
`,
} as const;
