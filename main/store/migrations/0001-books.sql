-- The books of Baixa: who owes, what was sent to which gateway, what came in, and what was done with it.
-- Amounts are centavos, `_on` civil dates (YYYY-MM-DD), `_at` UTC instants ending in Z.

CREATE TABLE meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder_id TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 1,
  app_version TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE company (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  legal_name TEXT NOT NULL,
  trade_name TEXT NOT NULL DEFAULT '',
  tax_id TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(address)),
  time_zone TEXT NOT NULL DEFAULT 'America/Sao_Paulo'
) STRICT;

CREATE TABLE operators (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'attendant', 'accountant')),
  password_hash TEXT,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;
INSERT INTO operators (id, name, role) VALUES (1, 'Operador', 'owner');

CREATE TABLE data_keys (
  unlocker TEXT PRIMARY KEY CHECK (unlocker IN ('keyring', 'passphrase', 'keyfile')),
  wrapped BLOB NOT NULL,
  salt BLOB,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE secrets (
  id INTEGER PRIMARY KEY,
  owner_table TEXT NOT NULL,
  owner_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  cipher BLOB NOT NULL,
  fingerprint TEXT NOT NULL,
  UNIQUE (owner_table, owner_id, name)
) STRICT;
CREATE INDEX secrets_by_fingerprint ON secrets (fingerprint);

-- Numbers that never repeat. Taken in the transaction that uses them, only ever raised.
CREATE TABLE sequences (
  name TEXT PRIMARY KEY,
  next INTEGER NOT NULL CHECK (next > 0)
) STRICT;
CREATE TRIGGER sequences_only_rise BEFORE UPDATE ON sequences WHEN NEW.next < OLD.next
BEGIN SELECT RAISE(ABORT, 'a sequence is never lowered'); END;
INSERT INTO sequences (name, next) VALUES ('titulo', 1), ('client', 1);

-- Books of account -------------------------------------------------------------------------------

CREATE TABLE cash_accounts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO cash_accounts (id, name) VALUES (1, 'Caixa');

CREATE TABLE convenios (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bank TEXT NOT NULL DEFAULT '0-Carteira',
  cash_account_id INTEGER NOT NULL REFERENCES cash_accounts (id)
) STRICT;
INSERT INTO convenios (id, name, cash_account_id) VALUES (1, 'Carteira', 1);

CREATE TABLE historicos (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('receipt', 'credit', 'fee', 'other'))
) STRICT;
INSERT INTO historicos (id, code, name, side) VALUES
  (1, '1', 'Recebimento de título', 'receipt'),
  (2, '2', 'Crédito em conta', 'credit'),
  (3, '3', 'Tarifa de cobrança', 'fee');

CREATE TABLE charge_terms (
  id INTEGER PRIMARY KEY,
  fine_kind TEXT NOT NULL CHECK (fine_kind IN ('none', 'percent', 'fixed')),
  fine_value INTEGER NOT NULL CHECK (fine_value >= 0),
  interest_kind TEXT NOT NULL
    CHECK (interest_kind IN ('none', 'percent-month', 'percent-day', 'amount-day')),
  interest_value INTEGER NOT NULL CHECK (interest_value >= 0),
  discount_kind TEXT NOT NULL CHECK (discount_kind IN ('none', 'percent', 'fixed')),
  discount_value INTEGER NOT NULL CHECK (discount_value >= 0),
  discount_days_before INTEGER NOT NULL CHECK (discount_days_before >= 0),
  payable_days INTEGER NOT NULL CHECK (payable_days >= 0),
  counts_from TEXT NOT NULL CHECK (counts_from IN ('due', 'business-due')),
  rounding TEXT NOT NULL CHECK (rounding IN ('exact-half-up', 'per-day-cents', 'truncate')),
  is_contra INTEGER NOT NULL CHECK (is_contra IN (0, 1)),
  UNIQUE (fine_kind, fine_value, interest_kind, interest_value, discount_kind, discount_value,
    discount_days_before, payable_days, counts_from, rounding, is_contra)
) STRICT;
CREATE TRIGGER charge_terms_never_change BEFORE UPDATE ON charge_terms
BEGIN SELECT RAISE(ABORT, 'charge terms are immutable'); END;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE,
  gateway TEXT NOT NULL CHECK (gateway IN
    ('efi', 'gerencianet-token', 'boleto-facil', 'juno', 'asaas', 'pix', 'bank-file')),
  profile TEXT,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  instrument TEXT NOT NULL CHECK (instrument IN ('boleto', 'bolix', 'pix')),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  auto_settle INTEGER NOT NULL DEFAULT 1 CHECK (auto_settle IN (0, 1)),
  sends_online INTEGER NOT NULL DEFAULT 1 CHECK (sends_online IN (0, 1)),
  forwards_email INTEGER NOT NULL DEFAULT 0 CHECK (forwards_email IN (0, 1)),
  closes_on_gateway_cancel INTEGER NOT NULL DEFAULT 1 CHECK (closes_on_gateway_cancel IN (0, 1)),
  convenio_id INTEGER NOT NULL DEFAULT 1 REFERENCES convenios (id),
  historico_receipt_id INTEGER NOT NULL DEFAULT 1 REFERENCES historicos (id),
  historico_credit_id INTEGER NOT NULL DEFAULT 2 REFERENCES historicos (id),
  historico_fee_id INTEGER NOT NULL DEFAULT 3 REFERENCES historicos (id),
  fee_estimate_cents INTEGER NOT NULL DEFAULT 0 CHECK (fee_estimate_cents >= 0),
  terms_id INTEGER NOT NULL REFERENCES charge_terms (id),
  message_lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(message_lines)),
  send_days_before_due INTEGER NOT NULL DEFAULT 20 CHECK (send_days_before_due >= 0),
  start_number INTEGER,
  fallback_rank INTEGER,
  login_fingerprint TEXT,
  twin_of INTEGER REFERENCES accounts (id),
  callback_secret_hash TEXT NOT NULL UNIQUE,
  polled_through_on TEXT,
  paused_until_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_by_login ON accounts (login_fingerprint);

-- Clients ----------------------------------------------------------------------------------------

CREATE TABLE clients (
  id INTEGER PRIMARY KEY,
  code INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL CHECK (length(name) > 0),
  -- The name folded to lower-case letters without accents: what searching and sorting use.
  sort_name TEXT NOT NULL,
  person_kind TEXT NOT NULL CHECK (person_kind IN ('natural', 'legal', 'unknown')),
  tax_id TEXT CHECK (tax_id IS NULL OR length(tax_id) IN (11, 14)),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  street TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '',
  complement TEXT NOT NULL DEFAULT '',
  district TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '',
  postal_code TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  anonymised_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX clients_by_name ON clients (sort_name, id);
CREATE INDEX clients_by_activity ON clients (is_active, sort_name, id);
CREATE INDEX clients_by_tax_id ON clients (tax_id);

-- Finds a client by any part of the name, CPF/CNPJ or phone, without reading the table.
CREATE VIRTUAL TABLE client_search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
CREATE TRIGGER client_search_insert AFTER INSERT ON clients
BEGIN
  INSERT INTO client_search (rowid, words)
  VALUES (NEW.id, NEW.name || ' ' || coalesce(NEW.tax_id, '') || ' ' || NEW.phone);
END;
CREATE TRIGGER client_search_update AFTER UPDATE OF name, tax_id, phone ON clients
BEGIN
  DELETE FROM client_search WHERE rowid = OLD.id;
  INSERT INTO client_search (rowid, words)
  VALUES (NEW.id, NEW.name || ' ' || coalesce(NEW.tax_id, '') || ' ' || NEW.phone);
END;

CREATE TABLE gateway_clients (
  client_id INTEGER NOT NULL REFERENCES clients (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  gateway_customer_id TEXT NOT NULL,
  PRIMARY KEY (client_id, account_id)
) STRICT;

CREATE TABLE external_ids (
  system TEXT NOT NULL,
  kind TEXT NOT NULL,
  external_id TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  PRIMARY KEY (system, kind, external_id)
) STRICT;
CREATE INDEX external_ids_by_entity ON external_ids (entity, entity_id);

CREATE TABLE plans (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  price_cents INTEGER NOT NULL CHECK (price_cents > 0),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
) STRICT;

CREATE TABLE contracts (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES clients (id),
  plan_id INTEGER REFERENCES plans (id),
  account_id INTEGER REFERENCES accounts (id),
  billing TEXT NOT NULL CHECK (billing IN ('titulo', 'carne')),
  due_day INTEGER NOT NULL CHECK (due_day BETWEEN 1 AND 31),
  price_cents INTEGER CHECK (price_cents > 0),
  first_month TEXT NOT NULL DEFAULT 'full' CHECK (first_month IN ('prorata', 'full')),
  month_rule TEXT NOT NULL DEFAULT 'current' CHECK (month_rule IN ('current', 'previous')),
  login TEXT NOT NULL DEFAULT '',
  route TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'blocked', 'ended')),
  observation_until_on TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT
) STRICT;
CREATE INDEX contracts_by_client ON contracts (client_id);
CREATE INDEX contracts_by_plan ON contracts (plan_id, client_id) WHERE status <> 'ended';
CREATE INDEX contracts_by_billing ON contracts (billing, client_id) WHERE status <> 'ended';

CREATE TABLE contract_items (
  id INTEGER PRIMARY KEY,
  contract_id INTEGER NOT NULL REFERENCES contracts (id),
  description TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents <> 0),
  from_competence TEXT NOT NULL,
  to_competence TEXT
) STRICT;
CREATE INDEX contract_items_by_contract ON contract_items (contract_id);

-- Títulos: what is owed --------------------------------------------------------------------------

CREATE TABLE carnes (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  contract_id INTEGER REFERENCES contracts (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  description TEXT NOT NULL,
  parcels INTEGER NOT NULL CHECK (parcels > 0),
  first_due_on TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX carnes_by_client ON carnes (client_id, id);

CREATE TABLE titulos (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0),
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  client_id INTEGER NOT NULL REFERENCES clients (id),
  contract_id INTEGER REFERENCES contracts (id),
  carne_id INTEGER REFERENCES carnes (id),
  parcel_no INTEGER CHECK (parcel_no > 0),
  origin TEXT NOT NULL CHECK (origin IN ('monthly', 'carne', 'loose', 'import')),
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  competence TEXT,
  due_on TEXT NOT NULL,
  effective_due_on TEXT NOT NULL,
  face_cents INTEGER NOT NULL CHECK (face_cents > 0),
  items_cents INTEGER NOT NULL DEFAULT 0,
  total_cents INTEGER NOT NULL CHECK (total_cents > 0 AND total_cents = face_cents + items_cents),
  settled_cents INTEGER NOT NULL DEFAULT 0 CHECK (settled_cents BETWEEN 0 AND total_cents),
  terms_id INTEGER NOT NULL REFERENCES charge_terms (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'partly-paid', 'paid', 'cancelled')),
  issued_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  closed_at TEXT,
  cancel_reason TEXT,
  reissue_of INTEGER REFERENCES titulos (id),
  nfcom_number TEXT,
  nfcom_key TEXT,
  CHECK ((carne_id IS NULL) = (parcel_no IS NULL)),
  CHECK (state = 'cancelled' OR (state = 'paid') = (settled_cents = total_cents)),
  CHECK (state <> 'open' OR settled_cents = 0)
) STRICT;
CREATE UNIQUE INDEX titulos_once_a_month ON titulos (environment, contract_id, competence)
  WHERE origin IN ('monthly', 'carne') AND state <> 'cancelled';
CREATE UNIQUE INDEX titulos_once_a_parcel ON titulos (carne_id, parcel_no)
  WHERE state <> 'cancelled';
CREATE INDEX titulos_by_state ON titulos (environment, state, effective_due_on, id);
CREATE INDEX titulos_by_due ON titulos (environment, effective_due_on, id, state, total_cents);
CREATE INDEX titulos_by_number ON titulos (environment, number);
CREATE INDEX titulos_by_closing ON titulos (environment, coalesce(closed_at, ''), id);
CREATE INDEX titulos_by_state_closing ON titulos
  (environment, state, coalesce(closed_at, ''), id);
CREATE INDEX titulos_by_state_number ON titulos (environment, state, number);
CREATE INDEX titulos_by_client ON titulos (client_id, due_on);
-- What is still owed, by client and by day, without reading the títulos themselves.
CREATE INDEX titulos_owed_by_client ON titulos
  (client_id, environment, effective_due_on, terms_id, total_cents, settled_cents, state)
  WHERE state IN ('open', 'partly-paid');
CREATE INDEX titulos_owed_by_day ON titulos
  (environment, effective_due_on, client_id, terms_id, total_cents, settled_cents, state)
  WHERE state IN ('open', 'partly-paid');
CREATE INDEX titulos_owed_by_number ON titulos (environment, number, effective_due_on)
  WHERE state IN ('open', 'partly-paid');
CREATE INDEX titulos_by_carne ON titulos (carne_id, parcel_no);
CREATE INDEX titulos_by_account ON titulos (account_id, state);
CREATE INDEX titulos_by_contract ON titulos (contract_id);

CREATE TABLE titulo_items (
  id INTEGER PRIMARY KEY,
  titulo_id INTEGER NOT NULL REFERENCES titulos (id),
  description TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents <> 0),
  contract_item_id INTEGER REFERENCES contract_items (id)
) STRICT;
CREATE INDEX titulo_items_by_titulo ON titulo_items (titulo_id);

-- Charges: what was registered where -------------------------------------------------------------

CREATE TABLE charge_groups (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  carne_id INTEGER NOT NULL REFERENCES carnes (id),
  reference TEXT NOT NULL UNIQUE
    CHECK (length(reference) = 20 AND reference NOT GLOB '*[^0-9A-HJKMNP-TV-Z]*'),
  gateway_group_id TEXT,
  links TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(links)),
  state TEXT NOT NULL CHECK (state IN
    ('prepared', 'sending', 'unknown', 'registered', 'rejected', 'discarded')),
  failure_code TEXT,
  failure_text TEXT,
  look_ups INTEGER NOT NULL DEFAULT 0,
  sent_at TEXT,
  created_at TEXT NOT NULL,
  UNIQUE (account_id, environment, gateway_group_id)
) STRICT;
CREATE INDEX charge_groups_by_carne ON charge_groups (carne_id);

CREATE TABLE charges (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  titulo_id INTEGER NOT NULL REFERENCES titulos (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  group_id INTEGER REFERENCES charge_groups (id),
  attempt INTEGER NOT NULL CHECK (attempt BETWEEN 1 AND 99),
  instrument TEXT NOT NULL CHECK (instrument IN ('boleto', 'bolix', 'pix')),
  reference TEXT NOT NULL UNIQUE
    CHECK (length(reference) = 20 AND reference NOT GLOB '*[^0-9A-HJKMNP-TV-Z]*'),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'sending', 'sent', 'unknown', 'registered',
    'rejected', 'closing', 'cancelled', 'expired', 'paid', 'marked', 'refunded', 'discarded')),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  due_on TEXT NOT NULL,
  terms_id INTEGER NOT NULL REFERENCES charge_terms (id),
  gateway_id TEXT,
  bank TEXT,
  nosso_numero TEXT,
  linha TEXT CHECK (linha IS NULL OR length(linha) = 47),
  barcode TEXT CHECK (barcode IS NULL OR length(barcode) = 44),
  txid TEXT UNIQUE,
  pix_payload TEXT,
  links TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(links)),
  callback_url TEXT,
  failure_code TEXT,
  failure_text TEXT,
  look_ups INTEGER NOT NULL DEFAULT 0,
  next_check_at TEXT,
  prepared_at TEXT NOT NULL,
  sent_at TEXT,
  registered_at TEXT,
  closed_at TEXT,
  UNIQUE (titulo_id, attempt),
  UNIQUE (account_id, environment, gateway_id),
  UNIQUE (account_id, bank, nosso_numero)
) STRICT;
CREATE UNIQUE INDEX charges_one_live ON charges (titulo_id, instrument = 'pix')
  WHERE state IN ('sending', 'sent', 'unknown', 'registered', 'closing');
CREATE INDEX charges_by_barcode ON charges (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX charges_by_linha ON charges (linha) WHERE linha IS NOT NULL;
CREATE INDEX charges_by_state ON charges (state, environment);
CREATE INDEX charges_registered_by_due ON charges (due_on, id) WHERE state = 'registered';
CREATE INDEX charges_to_close ON charges (next_check_at)
  WHERE state = 'registered' AND next_check_at IS NOT NULL;
CREATE INDEX charges_by_account ON charges (account_id, state);
CREATE INDEX charges_by_group ON charges (group_id) WHERE group_id IS NOT NULL;

-- What waits to be done at a gateway. One open row for each action on each charge.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  charge_id INTEGER REFERENCES charges (id),
  group_id INTEGER REFERENCES charge_groups (id),
  action TEXT NOT NULL CHECK (action IN
    ('issue', 'cancel', 'change-due', 'mark-settled', 'resend-email', 'set-callback-url', 'refund')),
  payload TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(payload)),
  -- An operator asked for it, so "remessa on-line" does not hold it back.
  is_explicit INTEGER NOT NULL DEFAULT 0 CHECK (is_explicit IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'unknown')),
  tries INTEGER NOT NULL DEFAULT 0,
  not_before_at TEXT NOT NULL,
  failure_code TEXT,
  failure_text TEXT,
  created_at TEXT NOT NULL,
  CHECK ((charge_id IS NULL) <> (group_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX outbox_one_open_charge ON outbox (action, charge_id)
  WHERE charge_id IS NOT NULL AND state IN ('waiting', 'running', 'unknown');
CREATE UNIQUE INDEX outbox_one_open_group ON outbox (action, group_id)
  WHERE group_id IS NOT NULL AND state IN ('waiting', 'running', 'unknown');
CREATE INDEX outbox_due ON outbox (state, account_id, not_before_at, id);
-- What goes even while the account sends nothing by itself.
CREATE INDEX outbox_due_anyway ON outbox (account_id, not_before_at, id)
  WHERE state = 'waiting' AND (action <> 'issue' OR is_explicit = 1);
CREATE INDEX outbox_by_charge ON outbox (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX outbox_by_group ON outbox (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE gateway_attempts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  charge_id INTEGER REFERENCES charges (id),
  operation TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('app', 'routine', 'operator')),
  at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  http_status INTEGER,
  status_code TEXT,
  status_error TEXT,
  description TEXT,
  request TEXT,
  response TEXT
) STRICT;
CREATE INDEX gateway_attempts_by_account ON gateway_attempts (account_id, at);
CREATE INDEX gateway_attempts_by_charge ON gateway_attempts (charge_id, id)
  WHERE charge_id IS NOT NULL;

-- Events and money -------------------------------------------------------------------------------

CREATE TABLE gateway_events (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  event_key TEXT NOT NULL,
  charge_id INTEGER REFERENCES charges (id),
  group_id INTEGER REFERENCES charge_groups (id),
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'overdue', 'announced', 'paid', 'credited',
    'marked', 'cancelled', 'expired', 'refunded', 'partly-refunded', 'contested', 'failed', 'other')),
  raw_status TEXT NOT NULL,
  -- Whom it names, so that an unmatched one is found again once that charge is known.
  target_gateway_id TEXT,
  target_reference TEXT,
  target_group_id TEXT,
  payment_key TEXT,
  amount_cents INTEGER,
  fee_cents INTEGER,
  happened_at TEXT,
  happened_on TEXT,
  source TEXT NOT NULL CHECK (source IN ('callback', 'poll', 'sweep', 'retorno')),
  inbox_id INTEGER,
  -- The event as it was read, so that an unmatched one can be applied later.
  event TEXT NOT NULL CHECK (json_valid(event)),
  state TEXT NOT NULL CHECK (state IN ('new', 'applied', 'unmatched', 'ignored')),
  received_at TEXT NOT NULL,
  applied_at TEXT,
  UNIQUE (account_id, environment, event_key)
) STRICT;
CREATE INDEX gateway_events_by_inbox ON gateway_events (inbox_id) WHERE inbox_id IS NOT NULL;
CREATE INDEX gateway_events_by_charge ON gateway_events (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX gateway_events_unmatched_id ON gateway_events (account_id, target_gateway_id)
  WHERE state = 'unmatched';
CREATE INDEX gateway_events_unmatched_reference ON gateway_events (account_id, target_reference)
  WHERE state = 'unmatched';
CREATE INDEX gateway_events_unmatched_group ON gateway_events (account_id, target_group_id)
  WHERE state = 'unmatched';

CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  account_id INTEGER REFERENCES accounts (id),
  payment_key TEXT NOT NULL,
  charge_id INTEGER REFERENCES charges (id),
  titulo_id INTEGER REFERENCES titulos (id),
  client_id INTEGER REFERENCES clients (id),
  state TEXT NOT NULL CHECK (state IN
    ('announced', 'confirmed', 'credited', 'void', 'partly-reversed', 'reversed')),
  source TEXT NOT NULL CHECK (source IN ('gateway', 'marked', 'bank-file', 'manual', 'import')),
  method TEXT NOT NULL CHECK (method IN ('boleto', 'pix', 'cash', 'transfer', 'card', 'other')),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  late_cents INTEGER,
  discount_cents INTEGER,
  fee_cents INTEGER NOT NULL DEFAULT 0 CHECK (fee_cents >= 0),
  fee_is_estimate INTEGER NOT NULL DEFAULT 0 CHECK (fee_is_estimate IN (0, 1)),
  paid_on TEXT NOT NULL,
  credited_on TEXT,
  review TEXT NOT NULL DEFAULT 'none' CHECK (review IN ('none', 'approval', 'duplicate', 'amount',
    'cancelled-titulo', 'same-payment', 'unmatched')),
  reviewed_by TEXT,
  reviewed_at TEXT,
  created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX payments_once ON payments (environment, coalesce(account_id, 0), payment_key);
CREATE INDEX payments_by_titulo ON payments (titulo_id, paid_on) WHERE titulo_id IS NOT NULL;
CREATE INDEX payments_by_charge ON payments (charge_id) WHERE charge_id IS NOT NULL;
CREATE INDEX payments_by_client ON payments (client_id, paid_on) WHERE client_id IS NOT NULL;
CREATE INDEX payments_announced ON payments (titulo_id)
  WHERE state = 'announced' AND titulo_id IS NOT NULL;
CREATE INDEX payments_still_announced ON payments (id) WHERE state = 'announced';
CREATE INDEX payments_to_review ON payments (environment, id) WHERE review <> 'none';
CREATE INDEX payments_by_day ON payments
  (environment, paid_on, state, review, source, amount_cents);

CREATE TABLE payment_reversals (
  id INTEGER PRIMARY KEY,
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  reversal_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'med', 'chargeback', 'bank-return', 'undo')),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  state TEXT NOT NULL CHECK (state IN ('requested', 'done', 'denied')),
  happened_on TEXT,
  UNIQUE (payment_id, reversal_key)
) STRICT;
CREATE TRIGGER payment_reversals_fit AFTER INSERT ON payment_reversals
WHEN (SELECT coalesce(sum(amount_cents), 0) FROM payment_reversals
      WHERE payment_id = NEW.payment_id AND state = 'done')
   > (SELECT amount_cents FROM payments WHERE id = NEW.payment_id)
BEGIN SELECT RAISE(ABORT, 'more returned than was paid'); END;

CREATE TABLE allocations (
  id INTEGER PRIMARY KEY,
  payment_id INTEGER NOT NULL REFERENCES payments (id),
  titulo_id INTEGER NOT NULL REFERENCES titulos (id),
  principal_cents INTEGER NOT NULL,
  late_cents INTEGER NOT NULL DEFAULT 0,
  discount_cents INTEGER NOT NULL DEFAULT 0,
  reverses_id INTEGER UNIQUE REFERENCES allocations (id),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  CHECK (CASE WHEN reverses_id IS NULL
    THEN principal_cents >= 0 AND late_cents >= 0 AND discount_cents >= 0
    ELSE principal_cents <= 0 AND late_cents <= 0 AND discount_cents <= 0 END)
) STRICT;
CREATE INDEX allocations_by_payment ON allocations (payment_id);
CREATE INDEX allocations_by_titulo ON allocations (titulo_id);
CREATE TRIGGER allocations_leave_what_returned AFTER INSERT ON payment_reversals
WHEN (SELECT coalesce(sum(principal_cents + late_cents), 0) FROM allocations
      WHERE payment_id = NEW.payment_id)
   > (SELECT amount_cents FROM payments WHERE id = NEW.payment_id)
     - (SELECT coalesce(sum(amount_cents), 0) FROM payment_reversals
        WHERE payment_id = NEW.payment_id AND state = 'done')
BEGIN SELECT RAISE(ABORT, 'what was returned is still allocated'); END;
CREATE TRIGGER allocations_fit_payment AFTER INSERT ON allocations
WHEN (SELECT sum(principal_cents + late_cents) FROM allocations WHERE payment_id = NEW.payment_id)
   NOT BETWEEN 0 AND (SELECT amount_cents FROM payments WHERE id = NEW.payment_id)
     - (SELECT coalesce(sum(amount_cents), 0) FROM payment_reversals
        WHERE payment_id = NEW.payment_id AND state = 'done')
BEGIN SELECT RAISE(ABORT, 'more allocated than was paid'); END;
CREATE TRIGGER allocations_fit_titulo AFTER INSERT ON allocations
WHEN (SELECT sum(principal_cents + discount_cents) FROM allocations WHERE titulo_id = NEW.titulo_id)
   NOT BETWEEN 0 AND (SELECT total_cents FROM titulos WHERE id = NEW.titulo_id)
BEGIN SELECT RAISE(ABORT, 'more allocated than is owed'); END;
CREATE TRIGGER allocations_only_grow BEFORE UPDATE ON allocations
BEGIN SELECT RAISE(ABORT, 'allocations are append only'); END;
CREATE TRIGGER allocations_never_go BEFORE DELETE ON allocations
BEGIN SELECT RAISE(ABORT, 'allocations are append only'); END;

CREATE TABLE postings (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL CHECK (environment IN ('production', 'homologation', 'simulator')),
  payment_id INTEGER REFERENCES payments (id),
  reversal_id INTEGER REFERENCES payment_reversals (id),
  side TEXT NOT NULL CHECK (side IN ('receipt', 'credit', 'fee', 'other')),
  cash_account_id INTEGER REFERENCES cash_accounts (id),
  historico_id INTEGER NOT NULL REFERENCES historicos (id),
  amount_cents INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  is_expected INTEGER NOT NULL DEFAULT 0 CHECK (is_expected IN (0, 1)),
  adjusts_id INTEGER REFERENCES postings (id),
  actor TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX postings_once ON postings (payment_id, side)
  WHERE adjusts_id IS NULL AND reversal_id IS NULL;
CREATE INDEX postings_by_payment ON postings (payment_id, side);
CREATE INDEX postings_by_day ON postings (environment, on_date);

-- Work and its trail -----------------------------------------------------------------------------

CREATE TABLE import_files (
  id INTEGER PRIMARY KEY,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  state TEXT NOT NULL CHECK (state IN ('analysed', 'checking', 'checked', 'applied')),
  row_count INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  applied_at TEXT
) STRICT;

CREATE TABLE import_rows (
  import_id INTEGER NOT NULL REFERENCES import_files (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  result TEXT NOT NULL
    CHECK (result IN ('unchecked', 'create', 'update', 'unchanged', 'refused')),
  has_warning INTEGER NOT NULL DEFAULT 0 CHECK (has_warning IN (0, 1)),
  client_id INTEGER,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  row_values TEXT NOT NULL CHECK (json_valid(row_values)),
  problems TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(problems)),
  PRIMARY KEY (import_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_by_result ON import_rows (import_id, result, line);
CREATE INDEX import_rows_with_warning ON import_rows (import_id, has_warning, line);

-- How an operator mapped the columns of a header, offered again for the same header.
CREATE TABLE import_mappings (
  header_hash TEXT PRIMARY KEY,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  used_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  -- Ids, states, amounts and field names; never personal values.
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
  cause TEXT
) STRICT;
CREATE INDEX audit_by_entity ON audit (entity, entity_id, id);
CREATE TRIGGER audit_only_grows BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append only'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append only'); END;

-- Environments never change: real money and practice never mix.
CREATE TRIGGER accounts_environment_is_fixed BEFORE UPDATE OF environment ON accounts
WHEN NEW.environment <> OLD.environment
  AND EXISTS (SELECT 1 FROM titulos WHERE account_id = OLD.id LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'the environment of a used account is fixed'); END;
CREATE TRIGGER titulos_environment_is_fixed BEFORE UPDATE OF environment ON titulos
BEGIN SELECT RAISE(ABORT, 'the environment is fixed'); END;
CREATE TRIGGER charges_environment_is_fixed BEFORE UPDATE OF environment ON charges
BEGIN SELECT RAISE(ABORT, 'the environment is fixed'); END;
CREATE TRIGGER payments_environment_is_fixed BEFORE UPDATE OF environment ON payments
BEGIN SELECT RAISE(ABORT, 'the environment is fixed'); END;
CREATE TRIGGER gateway_events_environment_is_fixed BEFORE UPDATE OF environment ON gateway_events
BEGIN SELECT RAISE(ABORT, 'the environment is fixed'); END;
CREATE TRIGGER postings_environment_is_fixed BEFORE UPDATE OF environment ON postings
BEGIN SELECT RAISE(ABORT, 'the environment is fixed'); END;
-- Practice and real money never meet in one allocation.
CREATE TRIGGER allocations_stay_in_their_environment BEFORE INSERT ON allocations
WHEN (SELECT environment FROM payments WHERE id = NEW.payment_id)
  <> (SELECT environment FROM titulos WHERE id = NEW.titulo_id)
BEGIN SELECT RAISE(ABORT, 'payment and título are of different environments'); END;
CREATE TRIGGER payments_never_go BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'money is never deleted'); END;
CREATE TRIGGER postings_never_go BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'money is never deleted'); END;
CREATE TRIGGER titulos_never_go BEFORE DELETE ON titulos
WHEN EXISTS (SELECT 1 FROM charges WHERE titulo_id = OLD.id AND sent_at IS NOT NULL)
  OR EXISTS (SELECT 1 FROM allocations WHERE titulo_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a título with a sent charge or with money stays'); END;
