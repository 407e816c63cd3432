import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { addMs } from '../../../domain/instant.ts';
import { aCallback, newFolder, NOON, openTestInbox } from '../support/inbox.ts';

it('gives back every byte and header as they were stored', async () => {
  const inbox = await openTestInbox();
  const body = Uint8Array.from({ length: 4_096 }, (_, index) => (index * 7) % 256);
  const headers = { 'x-signature': 'abc', __proto__x: '1', 'x-acentos': 'ação' };

  const id = await inbox.store(aCallback({ body, headers, auth: 'unsigned' }));
  const row = await inbox.byId(id);

  expect(row?.body).toEqual(body);
  expect(row?.headers).toEqual(headers);
  expect(row?.hash).toBe(createHash('sha256').update(body).digest('hex'));
  expect(row).toMatchObject({ id: 1, state: 'new', auth: 'unsigned', tries: 0, answered: 0 });
});

it('leaves the bytes of the caller usable', async () => {
  const inbox = await openTestInbox();
  const body = Buffer.from('{"notification":"x"}');

  await inbox.store(aCallback({ body }));

  expect(body.toString()).toBe('{"notification":"x"}');
});

it('keeps a header whose name is __proto__', async () => {
  const inbox = await openTestInbox();
  const headers = Object.fromEntries([['__proto__', 'poison']]);

  const id = await inbox.store(aCallback({ headers }));
  const row = await inbox.byId(id);

  expect(Object.entries(row?.headers ?? {})).toEqual([['__proto__', 'poison']]);
});

it('shares a commit among callbacks that come together', async () => {
  const inbox = await openTestInbox();
  const callbacks = Array.from({ length: 400 }, (_, index) => aCallback({ accountId: index }));

  const ids = await Promise.all(callbacks.map((callback) => inbox.store(callback)));
  const stats = await inbox.stats();

  expect(new Set(ids).size).toBe(400);
  expect(stats.stored).toBe(400);
  expect(stats.commits).toBeLessThan(100);
});

it('keeps what it stored after a close, in one file', async () => {
  const file = path.join(newFolder(), 'inbox.db');
  const first = await openTestInbox(file);
  const id = await first.store(aCallback());
  await first.close();

  const files = fs.readdirSync(path.dirname(file));
  const second = await openTestInbox(file);

  expect(files).toEqual(['inbox.db']);
  expect((await second.byId(id))?.accountId).toBe(1);
});

it.skipIf(process.platform === 'win32')('makes the file readable by its owner alone', async () => {
  const file = path.join(newFolder(), 'inbox.db');

  const inbox = await openTestInbox(file);
  await inbox.store(aCallback());

  const modes = ['', '-wal', '-shm'].map((end) => fs.statSync(`${file}${end}`).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600, 0o600]);
});

it('runs with a write-ahead log, whole files and full synchronisation', async () => {
  const file = path.join(newFolder(), 'inbox.db');
  const inbox = await openTestInbox(file);
  await inbox.store(aCallback());

  const database = new Database(file, { readonly: true });
  onTestFinished(() => void database.close());

  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  const tables = database.prepare('SELECT name, strict FROM pragma_table_list').all();
  expect(tables).toContainEqual({ name: 'inbox', strict: 1 });
});

it('gives the rows that are due in order of arrival', async () => {
  const inbox = await openTestInbox();
  const [first, second, third] = await storeThree(inbox);
  await inbox.retryLater(first, { at: addMs(NOON, 60_000), failure: 'gateway-unavailable' });

  const now = await inbox.due(NOON, 10);
  const later = await inbox.due(addMs(NOON, 60_000), 10);

  expect(now.map((row) => row.id)).toEqual([second, third]);
  expect(later.map((row) => row.id)).toEqual([first, second, third]);
  expect(later[0]).toMatchObject({ tries: 1, failure: 'gateway-unavailable' });
});

it('gives no more rows than asked for', async () => {
  const inbox = await openTestInbox();
  const [first, second] = await storeThree(inbox);

  const rows = await inbox.due(NOON, 2);

  expect(rows.map((row) => row.id)).toEqual([first, second]);
});

it('stops at about 16 MiB of bodies and gives the rest at the next call', async () => {
  const inbox = await openTestInbox();
  const body = new Uint8Array(1024 * 1024);
  await Promise.all(Array.from({ length: 20 }, () => inbox.store(aCallback({ body }))));

  const rows = await inbox.due(NOON, 500);

  expect(rows).toHaveLength(16);
});

it('finishes a row with its result and never gives it again', async () => {
  const inbox = await openTestInbox();
  const id = await inbox.store(aCallback());

  await inbox.finish(id, { state: 'done', result: '{"events":2}' });

  expect(await inbox.due(NOON, 10)).toEqual([]);
  expect(await inbox.byId(id)).toMatchObject({ state: 'done', result: '{"events":2}', tries: 1 });
});

it('parks a row until a person tries it again', async () => {
  const inbox = await openTestInbox();
  const id = await inbox.store(aCallback());

  await inbox.park(id, 'unknown-token');
  const parked = await inbox.due(NOON, 10);
  await inbox.retryLater(id, { at: NOON, failure: 'by-hand' });
  const again = await inbox.due(NOON, 10);

  expect(parked).toEqual([]);
  expect(again.map((row) => row.id)).toEqual([id]);
});

it('refuses to change a row that has ended', async () => {
  const inbox = await openTestInbox();
  const id = await inbox.store(aCallback());
  await inbox.finish(id, { state: 'ignored', result: '{}' });

  const again = inbox.finish(id, { state: 'done', result: '{}' });
  const parking = inbox.park(id, 'late');

  await expect(again).rejects.toMatchObject({ code: 'state-not-allowed' });
  await expect(parking).rejects.toMatchObject({ code: 'state-not-allowed' });
});

it('refuses to change a row that is not there', async () => {
  const inbox = await openTestInbox();

  const finishing = inbox.finish(99, { state: 'done', result: '{}' });
  const replaying = inbox.replay(99);

  await expect(finishing).rejects.toMatchObject({ code: 'not-found' });
  await expect(replaying).rejects.toMatchObject({ code: 'not-found' });
});

it('keeps one caller’s fault from the others of the same commit', async () => {
  const inbox = await openTestInbox();

  const results = await Promise.allSettled([
    inbox.store(aCallback({ accountId: 1 })),
    inbox.finish(99, { state: 'done', result: '{}' }),
    inbox.store(aCallback({ method: undefined as unknown as string })),
    inbox.store(aCallback({ accountId: 2 })),
  ]);

  expect(results.map((result) => result.status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(await inbox.list({ limit: 10 })).toHaveLength(2);
});

it('says when the next row is due', async () => {
  const inbox = await openTestInbox();
  const empty = await inbox.nextDueAt();
  const id = await inbox.store(aCallback());
  const fresh = await inbox.nextDueAt();
  const later = addMs(NOON, 5_000);
  await inbox.retryLater(id, { at: later, failure: 'gateway-unavailable' });

  const waiting = await inbox.nextDueAt();

  expect([empty, fresh, waiting]).toEqual([null, NOON, later]);
});

it('notes what was answered, seen by whoever reads next', async () => {
  const inbox = await openTestInbox();
  const id = await inbox.store(aCallback());

  inbox.noteAnswer(id, 1_234.5);

  expect(await inbox.byId(id)).toMatchObject({ answered: 200, answeredUs: 1_235 });
});

it('lists newest first, page by page, without bodies', async () => {
  const inbox = await openTestInbox();
  const [first, second, third] = await storeThree(inbox);

  const page = await inbox.list({ limit: 2 });
  const next = await inbox.list({ limit: 2, before: page.at(-1)?.id ?? 0 });

  expect([...page, ...next].map((row) => row.id)).toEqual([third, second, first]);
  expect(page[0]).not.toHaveProperty('body');
});

it('lists by account, state and time', async () => {
  const inbox = await openTestInbox();
  const early = await inbox.store(aCallback({ receivedAt: addMs(NOON, -1_000) }));
  const mine = await inbox.store(aCallback({ accountId: 5 }));
  const late = await inbox.store(aCallback({ receivedAt: addMs(NOON, 1_000) }));
  await inbox.park(late, 'unknown-token');

  const lists = await Promise.all([
    inbox.list({ accountId: 5, limit: 9 }),
    inbox.list({ state: 'parked', limit: 9 }),
    inbox.list({ from: NOON, limit: 9 }),
    inbox.list({ to: NOON, limit: 9 }),
    inbox.list({ accountId: 1, state: 'new', from: addMs(NOON, -9_000), to: NOON, limit: 9 }),
  ]);

  const ids = lists.map((rows) => rows.map((row) => row.id));
  expect(ids).toEqual([[mine], [late], [late, mine], [early], [early]]);
});

it('counts what waits and what is parked, by account', async () => {
  const inbox = await openTestInbox();
  await inbox.store(aCallback({ accountId: 3 }));
  await inbox.store(aCallback({ accountId: 3, receivedAt: addMs(NOON, 1_000) }));
  const parked = await inbox.store(aCallback({ accountId: 8 }));
  await inbox.park(parked, 'unknown-token');

  const counts = await inbox.counts();

  expect(counts).toEqual([
    { accountId: 3, lastReceivedAt: addMs(NOON, 1_000), waiting: 2, parked: 0 },
    { accountId: 8, lastReceivedAt: NOON, waiting: 0, parked: 1 },
  ]);
});

it('replays a request as a new row that names the old one', async () => {
  const inbox = await openTestInbox();
  const id = await inbox.store(aCallback({ receivedAt: addMs(NOON, -9_000) }));
  await inbox.finish(id, { state: 'done', result: '{}' });

  const copy = await inbox.replay(id);

  const [before, after] = await Promise.all([inbox.byId(id), inbox.byId(copy)]);
  expect(after).toMatchObject({
    replayOf: id,
    state: 'new',
    receivedAt: NOON,
    tries: 0,
    answered: 0,
  });
  expect(after?.body).toEqual(before?.body);
  expect(after?.hash).toBe(before?.hash);
});

it('drops the bodies of what has ended and keeps the rest of the row', async () => {
  const inbox = await openTestInbox();
  const [done, waiting] = await storeThree(inbox);
  await inbox.finish(done, { state: 'done', result: '{}' });

  const dropped = await inbox.dropBodies(addMs(NOON, 1));

  const rows = await Promise.all([inbox.byId(done), inbox.byId(waiting)]);
  expect(dropped).toBe(1);
  expect(rows.map((row) => row?.body === null)).toEqual([true, false]);
  expect(rows[0]).toMatchObject({ bodyBytes: 27, state: 'done' });
  await expect(inbox.replay(done)).rejects.toMatchObject({ code: 'state-not-allowed' });
});

async function storeThree(
  inbox: Awaited<ReturnType<typeof openTestInbox>>,
): Promise<readonly [number, number, number]> {
  return [
    await inbox.store(aCallback()),
    await inbox.store(aCallback()),
    await inbox.store(aCallback()),
  ];
}
