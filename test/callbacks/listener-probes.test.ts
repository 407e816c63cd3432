import { beforeEach, expect, it } from 'vitest';
import { createProbes, type Probes } from '../../main/callbacks/listener-probes.ts';
import { openTestInbox, NOON } from './support/inbox.ts';
import { ACCOUNT_PATH, send, startTestListener, type TestListener } from './support/listener.ts';

let probes: Probes;
let listener: TestListener;

beforeEach(async () => {
  probes = createProbes();
  listener = await startTestListener(await openTestInbox(), { probes });
});

it('notes who visits an open probe, and shows what a browser sees on an account path', async () => {
  const probe = probes.open();

  const visit = await send(listener.port, { path: probe.path, method: 'GET' });
  const page = await send(listener.port, { path: ACCOUNT_PATH, method: 'GET' });

  expect(visit.status).toBe(200);
  expect(visit.body).toEqual(page.body);
  expect(probe.hit()).toEqual({ at: NOON, sourceIp: '127.0.0.1' });
  expect(await probe.visited).toEqual(probe.hit());
});

it('knows no probe that is closed, made up, or reached in another way', async () => {
  const closed = probes.open();
  const open = probes.open();
  closed.close();
  const targets = [
    [closed.path, 'GET'],
    [`/p/${'0'.repeat(32)}`, 'GET'],
    [open.path, 'POST'],
    [`${open.path}/`, 'GET'],
    [`${open.path}?x=1`, 'GET'],
  ] as const;

  const answers = await Promise.all(
    targets.map(([path, method]) => send(listener.port, { path, method })),
  );

  expect(answers.map(({ status, body }) => [status, body.length])).toEqual(
    targets.map(() => [404, 0]),
  );
  expect(open.hit()).toBeUndefined();
});

it('forgets the oldest of very many', async () => {
  const first = probes.open();
  const others = Array.from({ length: 100 }, () => probes.open());

  const answer = await send(listener.port, { path: first.path, method: 'GET' });

  expect(answer.status).toBe(404);
  expect(probes.take(others[0]?.path ?? '', { at: NOON, sourceIp: '203.0.113.9' })).toBe(true);
});
