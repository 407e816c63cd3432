/** Boleto Fácil's side: charges, payments, the tokens that payments are asked with, transfers out of the balance. */
export const boletoFacilSchema = {
  name: 'boleto-facil-1',
  sql: `
CREATE TABLE boleto_facil_charges (
  code INTEGER PRIMARY KEY AUTOINCREMENT,
  book TEXT,
  parcel INTEGER NOT NULL CHECK (parcel >= 1),
  slug TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL,
  description TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  due_on TEXT NOT NULL,
  terms TEXT NOT NULL,
  payer TEXT NOT NULL,
  bank TEXT NOT NULL CHECK (bank IN ('341', '033', '237')),
  notification_url TEXT,
  account_url TEXT,
  is_from_panel INTEGER NOT NULL CHECK (is_from_panel IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled', 'marked')),
  write_off TEXT NOT NULL DEFAULT 'by-terms' CHECK (write_off IN ('by-terms', 'done', 'waived')),
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX boleto_facil_charges_due ON boleto_facil_charges (due_on);
CREATE INDEX boleto_facil_charges_reference ON boleto_facil_charges (reference);
CREATE INDEX boleto_facil_charges_book ON boleto_facil_charges (book, parcel);

CREATE TABLE boleto_facil_payments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code INTEGER NOT NULL REFERENCES boleto_facil_charges (code),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
  paid_on TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('AUTHORIZED', 'AWAITING_PROCESSING', 'CONFIRMED', 'FAILED', 'CUSTOMER_PAID_BACK', 'BANK_PAID_BACK')),
  confirm_on TEXT,
  confirmed_on TEXT,
  ledger_entry INTEGER,
  notices INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX boleto_facil_payments_code ON boleto_facil_payments (code, id);
CREATE INDEX boleto_facil_payments_paid ON boleto_facil_payments (paid_on);
CREATE INDEX boleto_facil_payments_confirmed ON boleto_facil_payments (confirmed_on);
CREATE INDEX boleto_facil_payments_waiting ON boleto_facil_payments (confirm_on) WHERE confirmed_on IS NULL;

CREATE TABLE boleto_facil_tokens (
  token TEXT PRIMARY KEY,
  payment_id INTEGER NOT NULL REFERENCES boleto_facil_payments (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX boleto_facil_tokens_payment ON boleto_facil_tokens (payment_id);

CREATE TABLE boleto_facil_transfers (
  id INTEGER PRIMARY KEY,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  at TEXT NOT NULL
) STRICT;

INSERT INTO sqlite_sequence (name, seq) VALUES ('boleto_facil_charges', 30000000), ('boleto_facil_payments', 1113000);
`,
} as const;
