/** The panel's use cases over a whole core: what the app shows of its simulator, and does there. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, addMonths, civilDateOf } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { systemClock } from '../../../main/clock.ts';
import { noOutside } from '../../../main/services/ports.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../../support/core.ts';

const today = civilDateOf(systemClock.now());
const opened: string[] = [];

let bench: TestCore;

beforeEach(async () => {
  opened.length = 0;
  bench = await openCore({
    outside: {
      ...noOutside,
      links: {
        openHttps: () => Promise.reject(new Error('no page of the internet')),
        openLoopback: (url) => Promise.resolve(void opened.push(url)),
      },
    },
  });
  await bench.call('company.save', sampleCompany);
  await bench.call('practice.start', {});
  await bench.call('clients.save', sampleClient);
});

afterEach(() => bench.close());

async function issueTitulo(): Promise<number> {
  const { id } = await bench.call('titulos.create', {
    clientId: 1,
    accountId: 1,
    description: 'Instalação',
    faceCents: cents(9_990),
    dueOn: addDays(today, 5),
    competence: null,
  });
  await bench.until(
    () => bench.call('titulos.get', { id }),
    ({ charge }) => charge?.state === 'registered',
  );
  return id;
}

async function theCharge(): Promise<Output<'simulator.charges'>['rows'][number]> {
  const { rows } = await bench.call('simulator.charges', {
    gateway: 'efi',
    filter: {},
    limit: 10,
  });
  const [row] = rows;
  if (row === undefined) throw new Error('Nothing was issued');
  return row;
}

const show = async () =>
  bench.call('simulator.charge', { gateway: 'efi', id: (await theCharge()).id });

const pay = async () =>
  bench.call('simulator.act', { gateway: 'efi', id: (await theCharge()).id, action: 'pay' });

const paid = (id: number) =>
  bench.until(
    () => bench.call('titulos.get', { id }),
    ({ status }) => status === 'paid',
  );

describe('the overview', () => {
  it('names every simulated gateway as its users do, and tells the clock', async () => {
    const overview = await bench.call('simulator.overview', {});

    const efi = overview.gateways.find(({ id }) => id === 'efi');
    expect(efi).toMatchObject({
      label: expect.stringContaining('Efí'),
      credentials: expect.arrayContaining([{ name: 'clientId', value: 'Client_Id_sandbox' }]),
      statuses: expect.arrayContaining(['waiting']),
    });
    expect(overview).toMatchObject({ isRunning: true, faults: 0, clock: { canMove: true } });
  });

  it('is empty where no simulator runs', async () => {
    const fresh = await openCore({ simulatorPort: undefined as never, clock: 'system' });
    const overview = await fresh.call('simulator.overview', {});
    const failure = await fresh.refused('simulator.urls', { gateway: 'efi' });
    await fresh.close();

    expect(overview).toMatchObject({ isRunning: false, gateways: [], clock: null });
    expect(failure.code).toBe('gateway-unavailable');
  });

  it('has another revision once something was written, and the same one after a look', async () => {
    await issueTitulo();
    await allTold();
    const revision = async () => (await bench.call('simulator.overview', {})).revision;
    let last = -1;
    // The end of the last delivery is written a moment after it was read.
    const before = await bench.until(revision, (now) => {
      const isSame = now === last;
      last = now;
      return isSame;
    });

    await show();
    const looked = await revision();
    await pay();

    expect(looked).toBe(before);
    expect(await revision()).toBeGreaterThan(before);
  });
});

/** What the gateway tells of a new charge is delivered and read: it writes nothing more by itself. */
async function allTold(): Promise<void> {
  await bench.until(
    () => bench.call('callbacks.list', { filter: {}, limit: 10 }),
    ({ rows }) => rows.length >= 2 && rows.every(({ state }) => state === 'done'),
  );
  await bench.until(
    async () => (await bench.control('/efi/url')) as { urls: { pending: number }[] },
    ({ urls }) => urls.every(({ pending }) => pending === 0),
  );
}

describe('a charge', () => {
  it('is listed with our título, and found by number and by reference', async () => {
    const id = await issueTitulo();
    const charge = await theCharge();
    const find = (text: string) =>
      bench.call('simulator.charges', { gateway: 'efi', filter: { text }, limit: 10 });

    const byNumber = await find(charge.id);
    const byReference = await find(charge.customId ?? '');
    const other = await find('nothing');

    expect(charge).toMatchObject({
      tituloId: id,
      tituloNumber: 1,
      status: 'waiting',
      totalCents: 9_990,
      payer: sampleClient.name,
    });
    expect([byNumber, byReference, other].map(({ rows }) => rows.length)).toEqual([1, 1, 0]);
  });

  it('is shown with what this app sent, masked', async () => {
    await issueTitulo();

    const { requests, letter, hasPage, hasPdf } = await show();

    const sent = requests.map(({ request }) => request ?? '').join('\n');
    expect(sent).toContain('POST /v1/charge');
    expect(sent).not.toMatch(/52998224725|ana@example\.com|Ana Lúcia/);
    expect(letter.text).toContain(sampleClient.name);
    expect([hasPage, hasPdf]).toEqual([true, true]);
  });

  it('of a carnê is shown with the call that sent the whole carnê', async () => {
    await bench.call('carnes.create', {
      clientId: 1,
      accountId: 1,
      parcels: 3,
      firstDueOn: addMonths(today, 1),
      amountCents: cents(5_990),
      description: 'Internet',
      businessDays: 'keep',
    });
    await bench.until(
      () => bench.call('simulator.charges', { gateway: 'efi', filter: {}, limit: 10 }),
      ({ rows }) => rows.length === 3 && rows.every(({ tituloId }) => tituloId !== null),
    );

    const { requests } = await show();

    expect(requests.some(({ request }) => request?.startsWith('POST /v1/carnet'))).toBe(true);
  });

  it('once paid there is settled here, and can no longer be paid', async () => {
    const id = await issueTitulo();

    const done = await pay();
    await paid(id);
    const again = await pay();

    expect(done).toEqual({ ending: 'done', status: 'paid' });
    expect(again).toMatchObject({ ending: 'refused', reason: expect.stringContaining('paid') });
    expect(await show()).toMatchObject({
      payments: [{ paidCents: 9_990 }],
      actions: expect.arrayContaining([
        { action: 'refund', reason: null },
        { action: 'pay', reason: expect.any(String) },
      ]),
    });
  });

  it('takes another amount on another day', async () => {
    await issueTitulo();

    await bench.call('simulator.act', {
      gateway: 'efi',
      id: (await theCharge()).id,
      action: 'pay',
      amountCents: cents(9_000),
      on: today,
    });

    expect((await show()).payments).toMatchObject([{ paidCents: 9_000, paidOn: today }]);
  });

  it('opens its own page, on this computer alone', async () => {
    await issueTitulo();
    const { id } = await theCharge();

    await bench.call('simulator.open', { gateway: 'efi', id, kind: 'pdf' });

    const [url] = opened;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/efi\/boleto\/.+\.pdf$/);
  });

  it('that nobody issued is not found', async () => {
    const failure = await bench.refused('simulator.charge', { gateway: 'efi', id: '1' });

    expect(failure.code).toBe('not-found');
  });
});

describe('notices', () => {
  it('wait while their URL is off, and settle the título once it is on and they were sent again', async () => {
    const id = await issueTitulo();
    const [url] = (await bench.call('simulator.urls', { gateway: 'efi' })).urls;
    if (url === undefined) throw new Error('No callback URL');
    const order = { gateway: 'efi', url: url.url };
    await bench.call('simulator.switchUrl', { ...order, isActive: false });
    await pay();
    const failing = await bench.call('simulator.notices', {
      gateway: 'efi',
      filter: { outcome: 'failed' },
      limit: 50,
    });
    const off = await bench.call('simulator.urls', { gateway: 'efi' });
    await bench.call('simulator.switchUrl', { ...order, isActive: true });
    const { queued } = await bench.call('simulator.resend', { gateway: 'efi', outcome: 'failed' });
    const titulo = await paid(id);

    expect(off.urls).toMatchObject([{ isActive: false }]);
    expect(failing.rows.map(({ change }) => change)).toContain('paid');
    expect(queued).toBeGreaterThan(0);
    expect(titulo.status).toBe('paid');
  });

  it('are listed page by page without a line twice', async () => {
    await issueTitulo();
    await pay();
    const ask = (after?: string) =>
      bench.call('simulator.notices', {
        gateway: 'efi',
        filter: {},
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });

    const first = await ask();
    const second = await ask(first.next);

    const lines = [...first.rows, ...second.rows].map(({ line }) => line);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThan(2);
  });

  it('go to another URL when asked to', async () => {
    await issueTitulo();
    const received = await listen(200);
    const charge = (await theCharge()).id;

    await bench.call('simulator.resend', { gateway: 'efi', charge, url: received.url });

    await bench.until(
      () => Promise.resolve(received.count()),
      (count) => count > 0,
    );
    await received.close();
    expect(received.count()).toBeGreaterThan(0);
  });
});

describe('a gateway whose site holds the callback URLs', () => {
  it('keeps what is typed there', async () => {
    const gateway = 'gerencianet-token';
    const before = await bench.call('simulator.urls', { gateway });

    await bench.call('simulator.savePanelUrls', {
      gateway,
      urls: { paymentUrl: 'http://127.0.0.1:9/retorno' },
    });

    expect(before.panel).toContainEqual({ name: 'paymentUrl', url: null });
    expect((await bench.call('simulator.urls', { gateway })).panel).toEqual([
      { name: 'paymentUrl', url: 'http://127.0.0.1:9/retorno' },
      { name: 'cancelUrl', url: null },
    ]);
  });

  it('refuses a name that it does not have', async () => {
    const failure = await bench.refused('simulator.savePanelUrls', {
      gateway: 'gerencianet-token',
      urls: { otherUrl: 'http://127.0.0.1:9/retorno' },
    });

    expect(failure.code).toBe('invalid-input');
  });

  it('is offered the address of our own account', async () => {
    const { ours, panel } = await bench.call('simulator.urls', { gateway: 'efi' });

    expect(panel).toEqual([]);
    expect(ours).toEqual([
      { accountLabel: expect.any(String), url: expect.stringContaining('/c/') },
    ]);
  });
});

describe('"Testar"', () => {
  it('says what the URL answered, or that nobody did', async () => {
    const good = await listen(200);
    const bad = await listen(404);
    const test = (url: string) => bench.call('simulator.testUrl', { gateway: 'efi', url });

    const results = [await test(good.url), await test(bad.url)];
    await Promise.all([good.close(), bad.close()]);
    const nobody = await test(good.url);

    expect(results).toMatchObject([
      { isOk: true, httpStatus: 200 },
      { isOk: false, httpStatus: 404 },
    ]);
    expect(nobody).toMatchObject({ isOk: false, httpStatus: null, error: 'connection' });
  });

  it('never leaves this computer', async () => {
    const result = await bench.call('simulator.testUrl', {
      gateway: 'efi',
      url: 'http://provedor.example.com/retorno',
    });

    expect(result).toMatchObject({ isOk: false, error: 'refused' });
  });
});

describe('faults', () => {
  it('are added, taken away one by one, and cleared', async () => {
    const late = { gateway: 'efi', kind: 'late', delayMs: 60_000, count: 2 } as const;
    await bench.call('simulator.addFault', late);
    const two = await bench.call('simulator.addFault', { gateway: 'asaas', kind: 'html' });
    const stale = await bench.refused('simulator.removeFault', {
      position: 1,
      gateway: 'efi',
      kind: 'late',
    });
    const one = await bench.call('simulator.removeFault', { ...late, position: 0 });
    const none = await bench.call('simulator.clearFaults', {});

    expect(two).toEqual([
      { ...late, position: 0 },
      { gateway: 'asaas', kind: 'html', position: 1 },
    ]);
    expect(stale.code).toBe('conflict');
    expect(one).toEqual([{ gateway: 'asaas', kind: 'html', position: 0 }]);
    expect(none).toEqual([]);
  });

  it('of a gateway that there is not are not taken', async () => {
    const failure = await bench.refused('simulator.addFault', { gateway: 'nobody', kind: 'html' });

    expect(failure.code).toBe('not-found');
  });
});

describe('the clock', () => {
  it('moves by a day or to a date, and tells what happened on the way', async () => {
    const id = await issueTitulo();
    const { clock } = await bench.call('simulator.overview', {});
    const dueDay = addDays(today, 12);

    const moved = await bench.call('simulator.advance', { by: 'date', on: dueDay });

    expect(clock?.offsetMs).toBe(0);
    expect(civilDateOf(moved.now)).toBe(dueDay);
    expect(moved.told).toContainEqual({
      gatewayLabel: expect.stringContaining('Efí'),
      change: 'unpaid',
      count: 1,
    });
    expect((await bench.call('titulos.get', { id })).status).toBe('overdue');
  });

  it('does not go back, nor to a day of another century', async () => {
    const ask = (on: typeof today) => bench.refused('simulator.advance', { by: 'date', on });

    const failures = [await ask(addDays(today, -1)), await ask(addDays(today, 40_000))];

    expect(failures.map(({ code }) => code)).toEqual(['invalid-input', 'invalid-input']);
  });

  it('is locked while an account of another environment exists', async () => {
    const locked = await bench.restart({ clock: 'system' });
    bench = locked;
    const account = await locked.call('accounts.get', { id: 1 });
    await locked.call('accounts.save', {
      ...account,
      id: undefined,
      label: 'Efí de verdade',
      environment: 'homologation',
      credentials: {},
    } as never);

    const overview = await locked.call('simulator.overview', {});
    const failure = await locked.refused('simulator.advance', { by: 'hour' });

    expect(overview.clock?.canMove).toBe(false);
    expect(failure).toMatchObject({
      code: 'not-allowed',
      detail: { gatewayText: expect.stringContaining('simulador') },
    });
  });
});

interface Received {
  readonly url: string;
  readonly count: () => number;
  readonly close: () => Promise<void>;
}

async function listen(status: number): Promise<Received> {
  let count = 0;
  const server: Server = createServer((_request, response) => {
    count += 1;
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/retorno`,
    count: () => count,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
