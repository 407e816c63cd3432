import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { Failure } from '../../../domain/failure.ts';
import type { CallbackReading } from '../../../main/gateways/events.ts';
import { openInbox, type Inbox, type InboxRow } from '../../../main/callbacks/inbox/inbox.ts';
import {
  startProcessing,
  type CallbackProcessor,
} from '../../../main/callbacks/processing/process-callbacks.ts';
import { recount } from '../../support/ledger.ts';
import { openTill, told, type Script, type Till } from '../../support/till.ts';

let folder: string;
let inbox: Inbox;
let till: Till;
let processor: CallbackProcessor | undefined;
let asked: string[];

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-processing-'));
  asked = [];
  inbox = await openInbox({
    file: path.join(folder, 'inbox.db'),
    workerFile: path.join(inject('workersDir'), 'inbox-worker.js'),
  });
});

afterEach(async () => {
  await processor?.stop();
  processor = undefined;
  await inbox.close();
  expect(recount(till.db)).toEqual([]);
  till.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A gateway whose callbacks are the token that they name. */
function openReading(read: (token: string) => CallbackReading, more: Script = {}): Till {
  till = openTill({
    gateway: {
      topicOf: ({ body }) => Buffer.from(body).toString(),
      readCallback: ({ body }) => {
        asked.push(Buffer.from(body).toString());
        return read(Buffer.from(body).toString());
      },
      ...more,
    },
  });
  return till;
}

const pays = (token: string): CallbackReading => ({
  reading: 'events',
  events: [told('paid', 'g1', { amountCents: 10_000, key: `${token}:1` })],
  parsed: { notification: token },
});
const unknown = (token: string): CallbackReading => ({
  reading: 'unknown-token',
  parsed: { notification: token },
});

const store = (token: string, changes: { accountId?: number; auth?: 'wrong' } = {}) =>
  inbox.store({
    accountId: till.account.id,
    receivedAt: till.now(),
    method: 'POST',
    path: '/c/‹segredo›',
    headers: {},
    body: Buffer.from(token),
    sourceIp: '127.0.0.1',
    auth: 'none',
    ...changes,
  });

/** Works until no row is due, and gives the row. */
async function settled(id: number): Promise<InboxRow> {
  processor ??= startProcessing({ tools: till.tools, inbox });
  for (let turn = 0; turn < 500; turn += 1) {
    processor.wake();
    const row = await inbox.byId(id);
    const isDue = row?.state === 'new' && (row.nextTryAt === null || row.nextTryAt <= till.now());
    if (row !== undefined && !isDue) return row;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The row was never worked on');
}

describe('a stored callback', () => {
  it('brings its events into the books, and keeps what came of it', async () => {
    openReading(pays);
    const { titulo } = till.registered('g1');

    const row = await settled(await store('t1'));

    expect(till.reload(titulo).state).toBe('paid');
    expect(row).toMatchObject({ state: 'done', failure: null });
    expect(JSON.parse(row.result ?? '')).toEqual({
      applied: 1,
      unmatched: 0,
      repeated: 0,
      parsed: { notification: 't1' },
    });
    expect(till.books.events.effectsOf([row.id])[0]).toMatchObject({
      kind: 'paid',
      tituloNumber: titulo.number,
    });
  });

  it('settles once, however often it comes', async () => {
    openReading(pays);
    const { titulo } = till.registered('g1');
    const ids = [await store('t1'), await store('t1'), await store('t1')];

    for (const id of ids) await settled(id);

    expect(till.books.payments.ofTitulo(titulo.id)).toHaveLength(1);
  });

  it('that cannot be asked about now is tried again later, and later rows do not wait for it', async () => {
    let isReachable = false;
    openReading((token) =>
      token === 't1' && !isReachable
        ? { reading: 'unreachable', text: 'ENOTFOUND', parsed: {} }
        : pays(token),
    );
    till.registered('g1');
    const first = await store('t1');
    const second = await store('t2');
    const waiting = await settled(first);
    till.pass(1_000);
    const other = await settled(second);

    isReachable = true;
    till.pass(10_000);

    expect(waiting).toMatchObject({ state: 'new', failure: 'gateway-unavailable' });
    expect(other.state).toBe('done');
    expect((await settled(first)).state).toBe('done');
  });

  it('that breaks a rule of the books is kept and tried again', async () => {
    openReading(() => {
      throw new TypeError('broken');
    });

    const row = await settled(await store('t1'));

    expect(row).toMatchObject({ state: 'new', failure: 'unexpected', tries: 1 });
    expect(till.log.lines.map(({ event }) => event)).toContain('callbacks.row-broke');
  });

  it.each([
    ['of an account that does not exist', { accountId: 999 }, 'account-unknown'],
    ['with a wrong secret', { auth: 'wrong' }, 'secret-wrong'],
  ] as const)('%s is set aside and never asked about', async (_name, changes, failure) => {
    openReading(pays);

    const row = await settled(await store('t1', changes));

    expect(row).toMatchObject({ state: 'parked', failure });
    expect(asked).toEqual([]);
  });

  it('that is none of this gateway is set aside', async () => {
    openReading(() => ({ reading: 'unreadable', why: 'x' }));

    expect(await settled(await store('t1'))).toMatchObject({
      state: 'parked',
      failure: 'unreadable',
    });
  });

  it('waits the same short time again and again while its account is not ready', async () => {
    openReading(pays);
    till.registered('g1');
    let isLocked = true;
    const { gateways } = till.tools;
    const tools = {
      ...till.tools,
      gateways: {
        ...gateways,
        of: (account: Parameters<typeof gateways.of>[0]) => {
          if (isLocked) throw new Failure('locked', 'The secrets are locked');
          return gateways.of(account);
        },
      },
    };
    processor = startProcessing({ tools, inbox });
    const id = await store('t1');
    for (let turn = 0; turn < 5; turn += 1) {
      await settled(id);
      till.pass(15_000);
    }

    isLocked = false;

    expect((await settled(id)).state).toBe('done');
  });
});

describe('an unknown token', () => {
  it('is asked for twice and then set aside', async () => {
    openReading(unknown);
    const id = await store('made-up');
    const first = await settled(id);

    till.pass(60_000);

    expect(first).toMatchObject({ state: 'new', failure: 'unknown-token' });
    expect(await settled(id)).toMatchObject({ state: 'parked', failure: 'unknown-token' });
    expect(asked).toHaveLength(2);
  });

  it('is not set aside by one look after others that could not be made', async () => {
    let reading: CallbackReading = { reading: 'unreachable', text: 'ENOTFOUND', parsed: {} };
    openReading(() => reading);
    const id = await store('late');
    for (let turn = 0; turn < 4; turn += 1) {
      await settled(id);
      till.pass(3_600_000);
    }

    reading = unknown('late');

    expect(await settled(id)).toMatchObject({ state: 'new', failure: 'unknown-token' });
  });

  it('does not hold up the tokens of our own charges, however many come', async () => {
    openReading((token) => (token.startsWith('flood') ? unknown(token) : pays(token)));
    const { titulo } = till.registered('g1');
    till.apply(told('registered', 'g1', { key: 'ours:0' }));
    const flood = await Promise.all(Array.from({ length: 60 }, (_, n) => store(`flood-${n}`)));

    const ours = await settled(await store('ours'));
    for (const id of flood) await settled(id);

    expect(ours.state).toBe('done');
    expect(till.reload(titulo).state).toBe('paid');
    expect(asked.filter((token) => token.startsWith('flood'))).toHaveLength(1);
  });

  it('that waited for its turn is asked for when it comes, without waiting for another one', async () => {
    openReading(unknown);
    const ids = [await store('a'), await store('b'), await store('c')];
    for (const id of ids) await settled(id);
    const atOnce = asked.length;

    till.pass(3_000);
    for (const id of ids) await settled(id);

    expect(atOnce).toBe(1);
    expect(new Set(asked)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('passes when it is the first one of a charge that was just sent', async () => {
    openReading(unknown);
    processor = startProcessing({ tools: till.tools, inbox });
    for (let sent = 0; sent < 5; sent += 1) processor.expectOne(till.account.id);
    const ids = await Promise.all(Array.from({ length: 5 }, (_, n) => store(`new-${n}`)));

    for (const id of ids) await settled(id);

    expect(asked).toHaveLength(5);
  });
});
