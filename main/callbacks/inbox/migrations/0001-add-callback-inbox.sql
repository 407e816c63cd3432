-- Every request that reached an account's callback path, as it came, with secrets masked.
-- Rows are never deleted; `body` stands last so that reading the other columns does not walk its pages.
CREATE TABLE inbox (
  id                 INTEGER PRIMARY KEY,
  account_id         INTEGER NOT NULL,
  received_at        TEXT    NOT NULL CHECK (received_at GLOB '????-??-??T??:??:??.???Z'),
  method             TEXT    NOT NULL,
  path               TEXT    NOT NULL,
  headers            TEXT    NOT NULL CHECK (json_type(headers) = 'object'),
  hash               TEXT    NOT NULL CHECK (length(hash) = 64),
  body_bytes         INTEGER NOT NULL CHECK (body_bytes >= 0),
  source_ip          TEXT    NOT NULL,
  auth               TEXT    NOT NULL CHECK (auth IN ('ok', 'wrong', 'none', 'unsigned')),
  secret_fingerprint TEXT,
  answered           INTEGER NOT NULL DEFAULT 0,
  answered_us        INTEGER CHECK (answered_us >= 0),
  state              TEXT    NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked', 'ignored')),
  tries              INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  next_try_at        TEXT    CHECK (next_try_at GLOB '????-??-??T??:??:??.???Z'),
  failure            TEXT,
  result             TEXT    CHECK (json_valid(result)),
  replay_of          INTEGER REFERENCES inbox (id),
  body               BLOB,
  CHECK (state = 'new' OR next_try_at IS NULL),
  CHECK (state <> 'parked' OR failure IS NOT NULL),
  CHECK (state NOT IN ('done', 'ignored') OR result IS NOT NULL),
  CHECK (state <> 'new' OR body IS NOT NULL)
) STRICT;

-- What is still to be processed, in order of arrival, without touching the rows that wait for a later try.
CREATE INDEX inbox_new ON inbox (id, next_try_at) WHERE state = 'new';
CREATE INDEX inbox_due ON inbox (next_try_at) WHERE state = 'new';
-- An index of one column is in order of id within each value, which is the order of the lists.
CREATE INDEX inbox_state ON inbox (state);
CREATE INDEX inbox_account ON inbox (account_id);
CREATE INDEX inbox_received ON inbox (received_at, account_id, state);
-- Bodies that the retention time will drop.
CREATE INDEX inbox_bodies ON inbox (received_at) WHERE body IS NOT NULL AND state IN ('done', 'ignored');
