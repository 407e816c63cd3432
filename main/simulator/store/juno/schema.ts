/** Tables of the simulated Juno. Dates are civil dates of São Paulo, amounts centavos. */
export const junoSchema = {
  name: 'juno-1',
  sql: `
CREATE TABLE juno_charges (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  checkout TEXT NOT NULL UNIQUE,
  group_slug TEXT NOT NULL,
  parcel INTEGER NOT NULL CHECK (parcel >= 1),
  parcels INTEGER NOT NULL CHECK (parcels >= parcel),
  reference TEXT,
  description TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  due_on TEXT NOT NULL,
  payment_types TEXT NOT NULL,
  terms TEXT NOT NULL,
  payer TEXT NOT NULL,
  pix_key TEXT,
  has_pix_image INTEGER NOT NULL CHECK (has_pix_image IN (0, 1)),
  status TEXT NOT NULL,
  has_ended INTEGER NOT NULL DEFAULT 0 CHECK (has_ended IN (0, 1)),
  created_on TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX juno_charges_group ON juno_charges (group_slug, parcel);
CREATE INDEX juno_charges_reference ON juno_charges (reference) WHERE reference IS NOT NULL;
CREATE INDEX juno_charges_status ON juno_charges (status, seq);
CREATE INDEX juno_charges_due ON juno_charges (due_on, seq);
CREATE INDEX juno_charges_created ON juno_charges (created_on, seq);

CREATE TABLE juno_payments (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  charge TEXT NOT NULL REFERENCES juno_charges (id),
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
  paid_on TEXT NOT NULL,
  confirm_on TEXT,
  ledger_entry INTEGER,
  release_on TEXT,
  payback_cents INTEGER NOT NULL DEFAULT 0 CHECK (payback_cents BETWEEN 0 AND amount_cents),
  payback_on TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX juno_payments_charge ON juno_payments (charge, seq);
CREATE INDEX juno_payments_paid ON juno_payments (paid_on);
CREATE INDEX juno_payments_waiting ON juno_payments (confirm_on)
  WHERE status = 'AUTHORIZED' AND confirm_on IS NOT NULL;

CREATE TABLE juno_webhooks (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE')),
  event_types TEXT NOT NULL
) STRICT;

CREATE TABLE juno_events (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  charge TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE juno_pix_keys (
  key TEXT PRIMARY KEY,
  idempotency_key TEXT UNIQUE,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE juno_quota (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  started_at TEXT NOT NULL,
  used INTEGER NOT NULL
) STRICT;
`,
} as const;
