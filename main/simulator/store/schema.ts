/** What every simulated gateway shares: settings, the callback queue, the state of callback URLs, the ledger. */
export const baseSchema = {
  name: 'base-1',
  sql: `
CREATE TABLE settings (
  gateway TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (gateway, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  charge TEXT NOT NULL,
  subject TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  change TEXT NOT NULL,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  settled_by TEXT NOT NULL CHECK (settled_by IN ('answer', 'read')),
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'delivered', 'suspended', 'given-up', 'lost')),
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  created_at TEXT NOT NULL,
  due_at TEXT NOT NULL
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE state = 'pending';
CREATE INDEX deliveries_subject ON deliveries (gateway, subject, state);
CREATE INDEX deliveries_charge ON deliveries (gateway, charge, id);
CREATE INDEX deliveries_url ON deliveries (gateway, url, state);

CREATE TABLE delivery_attempts (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  at TEXT NOT NULL,
  url TEXT NOT NULL,
  http_status INTEGER,
  error TEXT,
  PRIMARY KEY (delivery_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE subject_reads (
  gateway TEXT NOT NULL,
  subject TEXT NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (gateway, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE callback_urls (
  gateway TEXT NOT NULL,
  url TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
  PRIMARY KEY (gateway, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
  id INTEGER PRIMARY KEY,
  gateway TEXT NOT NULL,
  charge TEXT NOT NULL,
  custom_id TEXT,
  paid_cents INTEGER NOT NULL CHECK (paid_cents > 0),
  fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
  paid_on TEXT NOT NULL,
  credited_on TEXT NOT NULL,
  refunded_cents INTEGER NOT NULL DEFAULT 0 CHECK (refunded_cents BETWEEN 0 AND paid_cents),
  refunded_on TEXT
) STRICT;
CREATE INDEX ledger_charge ON ledger (gateway, charge);
`,
} as const;

/** Tries that no longer count towards giving up, because the gateway's panel let the queue start anew. */
export const forgivenSchema = {
  name: 'base-forgiven-1',
  sql: `
ALTER TABLE deliveries ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0;
`,
} as const;
