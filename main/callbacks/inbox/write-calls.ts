/** The calls that change inbox.db. None opens a transaction: group-commit.ts does, for many at once. */
import { createHash } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';
import type { InboxDatabase } from './database.ts';
import { TEST_RESULT } from './rows-sql.ts';
import type { AnswerNote, CallbackMessage, Handlers, InputOf, WriteName } from './protocol.ts';

/** Bodies dropped in one call, so that no call holds up the callbacks behind it. */
const BODIES_DROPPED_AT_ONCE = 500;

export function createWriteCalls(database: InboxDatabase): Handlers<WriteName> {
  return {
    store: createStore(database),
    replay: createReplay(database),
    finish: createFinish(database),
    retryLater: createRetryLater(database),
    park: createPark(database),
    dropBodies: createDropBodies(database),
  };
}

/** Notes what was answered; a row that is gone is not worth an error. */
export function createNoteAnswer(database: InboxDatabase): (note: AnswerNote) => void {
  const update = database.prepare<[number, number, number]>(`
    UPDATE inbox
       SET answered = ?, answered_us = ?
     WHERE id = ?`);
  return (note) => {
    update.run(note.status, note.answeredUs, note.id);
  };
}

function createStore(database: InboxDatabase): (callback: CallbackMessage) => number {
  const insert = database.prepare(`
    INSERT INTO inbox (account_id, received_at, method, path, headers, hash, body_bytes, source_ip, auth,
                       secret_fingerprint, replay_of, state, result, body)
    VALUES (@accountId, @receivedAt, @method, @path, @headersJson, @hash, @bodyBytes, @sourceIp, @auth,
            @secretFingerprint, @replayOf, @state, @result, @body)`);
  return ({ isTest, ...callback }) => {
    const { lastInsertRowid } = insert.run({
      ...callback,
      state: isTest === true ? 'ignored' : 'new',
      result: isTest === true ? TEST_RESULT : null,
      hash: createHash('sha256').update(callback.body).digest('hex'),
      bodyBytes: callback.body.byteLength,
      secretFingerprint: callback.secretFingerprint ?? null,
      replayOf: callback.replayOf ?? null,
      body: callback.body,
    });
    return Number(lastInsertRowid);
  };
}

function createReplay(database: InboxDatabase): (input: InputOf<'replay'>) => number {
  const copy = database.prepare(`
    INSERT INTO inbox (account_id, received_at, method, path, headers, hash, body_bytes, source_ip, auth,
                       secret_fingerprint, replay_of, body)
    SELECT account_id, @receivedAt, method, path, headers, hash, body_bytes, source_ip, auth,
           secret_fingerprint, id, body
      FROM inbox
     WHERE id = @id
       AND body IS NOT NULL
       AND result IS NOT '${TEST_RESULT}'`);
  const assertExists = createAssertExists(database);
  return ({ id, receivedAt }) => {
    const { changes, lastInsertRowid } = copy.run({ id, receivedAt });
    if (changes === 1) return Number(lastInsertRowid);
    assertExists(id);
    throw new Failure('state-not-allowed', 'The callback has no body any more, or is a test', {
      id,
    });
  };
}

function createFinish(database: InboxDatabase): (input: InputOf<'finish'>) => undefined {
  const update = database.prepare(`
    UPDATE inbox
       SET state = @state, result = @result, failure = NULL, next_try_at = NULL, tries = tries + 1
     WHERE id = @id
       AND state IN ('new', 'parked')`);
  const assertChanged = createAssertChanged(database);
  return ({ id, outcome }) => {
    assertChanged(id, update.run({ id, ...outcome }).changes);
    return undefined;
  };
}

function createRetryLater(database: InboxDatabase): (input: InputOf<'retryLater'>) => undefined {
  const update = database.prepare(`
    UPDATE inbox
       SET state = 'new', next_try_at = @at, failure = @failure, tries = tries + 1
     WHERE id = @id
       AND state IN ('new', 'parked')
       AND body IS NOT NULL`);
  const assertChanged = createAssertChanged(database);
  return ({ id, later }) => {
    assertChanged(id, update.run({ id, ...later }).changes);
    return undefined;
  };
}

function createPark(database: InboxDatabase): (input: InputOf<'park'>) => undefined {
  const update = database.prepare(`
    UPDATE inbox
       SET state = 'parked', failure = @failure, next_try_at = NULL, tries = tries + 1
     WHERE id = @id
       AND state = 'new'`);
  const assertChanged = createAssertChanged(database);
  return ({ id, failure }) => {
    assertChanged(id, update.run({ id, failure }).changes);
    return undefined;
  };
}

function createDropBodies(database: InboxDatabase): (input: InputOf<'dropBodies'>) => number {
  const update = database.prepare(`
    UPDATE inbox
       SET body = NULL
     WHERE id IN (SELECT id
                    FROM inbox INDEXED BY inbox_bodies
                   WHERE body IS NOT NULL
                     AND state IN ('done', 'ignored')
                     AND received_at < ?
                   LIMIT ${BODIES_DROPPED_AT_ONCE})`);
  return ({ before }) => update.run(before).changes;
}

function createAssertChanged(database: InboxDatabase): (id: number, changes: number) => void {
  const assertExists = createAssertExists(database);
  return (id, changes) => {
    if (changes === 1) return;
    assertExists(id);
    throw new Failure('state-not-allowed', 'The callback is not in a state for this', { id });
  };
}

function createAssertExists(database: InboxDatabase): (id: number) => void {
  const exists = database.prepare<[number]>('SELECT 1 FROM inbox WHERE id = ?').pluck();
  return (id) => {
    if (exists.get(id) !== 1) throw new Failure('not-found', 'No such callback', { id });
  };
}
