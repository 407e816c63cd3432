-- Where the títulos of a plan's clients go, unless a contract says otherwise.
ALTER TABLE plans ADD COLUMN account_id INTEGER REFERENCES accounts (id);
CREATE INDEX plans_by_account ON plans (account_id) WHERE account_id IS NOT NULL;

-- One twin at most: the account in homologação that gets new charges while a test token is filled in.
CREATE UNIQUE INDEX accounts_one_twin ON accounts (twin_of) WHERE twin_of IS NOT NULL;

-- When the gateway was last asked for what no callback told: lately, and over the whole window.
ALTER TABLE accounts ADD COLUMN polled_at TEXT;
ALTER TABLE accounts ADD COLUMN swept_at TEXT;
ALTER TABLE accounts ADD COLUMN poll_failure TEXT;

-- What the paper of a charge shows: the reference month, and on a 2ª via what it costs today, so many days after it fell due.
ALTER TABLE accounts ADD COLUMN shows_reference_month INTEGER NOT NULL DEFAULT 1
  CHECK (shows_reference_month IN (0, 1));
ALTER TABLE accounts ADD COLUMN updates_overdue INTEGER NOT NULL DEFAULT 1
  CHECK (updates_overdue IN (0, 1));
ALTER TABLE accounts ADD COLUMN update_days INTEGER NOT NULL DEFAULT 365 CHECK (update_days >= 0);
