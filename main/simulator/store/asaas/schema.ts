/** Tables of the simulated Asaas. Dates are civil dates of São Paulo, amounts centavos. */
export const asaasSchema = {
  name: 'asaas-1',
  sql: `
CREATE TABLE asaas_customers (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  cpf_cnpj TEXT NOT NULL,
  email TEXT,
  external_reference TEXT,
  group_name TEXT,
  fields TEXT NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_on TEXT NOT NULL
) STRICT;
CREATE INDEX asaas_customers_document ON asaas_customers (cpf_cnpj);
CREATE INDEX asaas_customers_reference ON asaas_customers (external_reference);

CREATE TABLE asaas_notifications (
  id TEXT PRIMARY KEY,
  changes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE asaas_installments (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL,
  billing_type TEXT NOT NULL,
  installment_count INTEGER NOT NULL CHECK (installment_count >= 2),
  description TEXT,
  expiration_day INTEGER NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_on TEXT NOT NULL
) STRICT;

CREATE TABLE asaas_payments (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL,
  installment TEXT,
  parcel INTEGER,
  billing_type TEXT NOT NULL,
  status TEXT NOT NULL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  value_cents INTEGER NOT NULL CHECK (value_cents > 0),
  original_cents INTEGER,
  interest_cents INTEGER,
  fee_cents INTEGER NOT NULL CHECK (fee_cents >= 0),
  refunded_cents INTEGER NOT NULL DEFAULT 0 CHECK (refunded_cents BETWEEN 0 AND value_cents),
  description TEXT,
  external_reference TEXT,
  terms TEXT NOT NULL,
  refunds TEXT NOT NULL DEFAULT '[]',
  postal_service INTEGER NOT NULL CHECK (postal_service IN (0, 1)),
  revision INTEGER NOT NULL DEFAULT 0,
  has_slip_ended INTEGER NOT NULL DEFAULT 0 CHECK (has_slip_ended IN (0, 1)),
  slip_ends_on TEXT,
  due_on TEXT NOT NULL,
  original_due_on TEXT NOT NULL,
  confirmed_on TEXT,
  client_paid_on TEXT,
  paid_on TEXT,
  credit_on TEXT,
  invoice_viewed_on TEXT,
  slip_viewed_on TEXT,
  pix_transaction TEXT,
  created_on TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX asaas_payments_customer ON asaas_payments (customer);
CREATE INDEX asaas_payments_installment ON asaas_payments (installment, parcel) WHERE installment IS NOT NULL;
CREATE INDEX asaas_payments_reference ON asaas_payments (external_reference) WHERE external_reference IS NOT NULL;
CREATE INDEX asaas_payments_paid ON asaas_payments (paid_on) WHERE paid_on IS NOT NULL;
CREATE INDEX asaas_payments_status ON asaas_payments (status, due_on);
CREATE INDEX asaas_payments_created ON asaas_payments (created_on);
CREATE INDEX asaas_payments_pending ON asaas_payments (due_on) WHERE status = 'PENDING' AND is_deleted = 0;
CREATE INDEX asaas_payments_clearing ON asaas_payments (credit_on) WHERE status = 'CONFIRMED';
CREATE INDEX asaas_payments_slips ON asaas_payments (slip_ends_on)
  WHERE status = 'OVERDUE' AND has_slip_ended = 0 AND slip_ends_on IS NOT NULL AND is_deleted = 0;

CREATE TABLE asaas_webhooks (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  api_version INTEGER NOT NULL,
  auth_token TEXT,
  send_type TEXT NOT NULL CHECK (send_type IN ('SEQUENTIALLY', 'NON_SEQUENTIALLY')),
  events TEXT NOT NULL
) STRICT;

CREATE TABLE asaas_events (
  seq INTEGER PRIMARY KEY,
  event TEXT NOT NULL,
  payment TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE asaas_transactions (
  seq INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  value_cents INTEGER NOT NULL,
  balance_cents INTEGER NOT NULL,
  on_date TEXT NOT NULL,
  description TEXT NOT NULL,
  payment TEXT
) STRICT;

CREATE TABLE asaas_quota (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  started_at TEXT NOT NULL,
  used INTEGER NOT NULL
) STRICT;
`,
} as const;
