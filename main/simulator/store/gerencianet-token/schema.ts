/** Tables of the simulated token mode. Dates are civil dates of São Paulo, amounts centavos. */
export const tokenSchema = {
  name: 'gerencianet-token-1',
  sql: `
CREATE TABLE token_lots (
  lot_id INTEGER PRIMARY KEY AUTOINCREMENT,
  chave TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('boleto', 'cobrancaonline')),
  identity TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size >= 1),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE token_charges (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  chave TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  lot_id INTEGER NOT NULL REFERENCES token_lots (lot_id),
  retorno TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'overdue', 'paid', 'finalized', 'canceled', 'refunded')),
  payer TEXT NOT NULL,
  items TEXT NOT NULL,
  discount_cents INTEGER NOT NULL CHECK (discount_cents >= 0),
  total_cents INTEGER NOT NULL CHECK (total_cents > 0),
  due_on TEXT,
  terms TEXT NOT NULL,
  write_off TEXT NOT NULL DEFAULT 'by-terms' CHECK (write_off IN ('by-terms', 'done', 'waived')),
  paid_cents INTEGER,
  paid_on TEXT,
  paid_at TEXT,
  finalize_on TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX token_charges_retorno ON token_charges (retorno) WHERE retorno IS NOT NULL;
CREATE INDEX token_charges_lot ON token_charges (lot_id);
CREATE INDEX token_charges_status ON token_charges (status);
CREATE INDEX token_charges_open ON token_charges (due_on) WHERE status = 'open' AND due_on IS NOT NULL;
CREATE INDEX token_charges_clearing ON token_charges (finalize_on) WHERE status = 'paid' AND finalize_on IS NOT NULL;

CREATE TABLE token_notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  family TEXT NOT NULL CHECK (family IN ('payment', 'cancel')),
  chave TEXT NOT NULL,
  letter TEXT NOT NULL,
  payer TEXT NOT NULL,
  node TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE token_quota (
  on_date TEXT PRIMARY KEY,
  used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO sqlite_sequence (name, seq) VALUES ('token_lots', 7100), ('token_charges', 381000);
`,
} as const;
