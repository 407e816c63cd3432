-- The callback address that the gateway keeps for the account, as far as we wrote it there.
ALTER TABLE accounts ADD COLUMN registered_url TEXT;

-- Live charges that were sent with another callback address than the one of now.
CREATE INDEX charges_by_callback_url ON charges (account_id, callback_url, id)
  WHERE state = 'registered';

-- How often the way in was proved on each day.
CREATE TABLE availability (
  on_date TEXT NOT NULL,
  way TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
  unknown INTEGER NOT NULL DEFAULT 0 CHECK (unknown >= 0),
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
  PRIMARY KEY (on_date, way)
) STRICT;
