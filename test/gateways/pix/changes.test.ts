import { afterEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import { fixture, NOTHING, ourPix, page, recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { END_TO_END_ID, TXID } from './samples.ts';

let bench: ReplayBench;
afterEach(() => bench.server.close());

async function open(profile: ProfileId): Promise<void> {
  bench = await openReplayBench(profile);
  for (const path of ['/pix', '/cobv', '/cob'])
    bench.server.play(bench.route('GET', path), NOTHING);
}

async function listAll(from: string, to: string): Promise<readonly GatewayEvent[]> {
  const window = { from: civilDate(from), to: civilDate(to) };
  const events: GatewayEvent[] = [];
  let after: string | undefined;
  do {
    const mark: { after?: string } = after === undefined ? {} : { after };
    const found = await bench.gateway.listChanges({ ...window, ...mark }, bench.context);
    if (found.found === 'unreachable') throw new Error(found.text);
    events.push(...found.events);
    after = found.next;
  } while (after !== undefined);
  return events;
}

const askedFor = (path: string) =>
  bench.server.requestsTo(bench.route('GET', path)).map(({ query }) => query);

describe('a poll', () => {
  it('at Banco do Brasil asks for five days of São Paulo at a time (pix 3.6)', async () => {
    await open('bb');

    await listAll('2026-12-01', '2026-12-12');

    const windows = askedFor('/pix').map(({ inicio, fim }) => [inicio, fim]);
    expect(windows).toEqual([
      ['2026-12-01T03:00:00Z', '2026-12-06T02:59:59Z'],
      ['2026-12-06T03:00:00Z', '2026-12-11T02:59:59Z'],
      ['2026-12-11T03:00:00Z', '2026-12-13T02:59:59Z'],
    ]);
    expect(askedFor('/cobv')).toHaveLength(3);
    expect(askedFor('/cob')).toHaveLength(3);
  });

  it('at Efí asks for a month at a time', async () => {
    await open('efi');

    await listAll('2026-12-01', '2026-12-31');

    expect(askedFor('/pix')).toHaveLength(1);
  });

  it('turns the pages as the bank counts them, with the name that it heeds (pix 3.6)', async () => {
    await open('bb');
    const second = ourPix({ endToEndId: `E${'2'.repeat(31)}`, txid: undefined });
    bench.server.play(
      bench.route('GET', '/pix'),
      recorded('pix-list-bb'),
      page({ pix: [second] }, { page: 1, pages: 2 }),
    );

    const events = await listAll('2026-12-06', '2026-12-10');

    expect(askedFor('/pix').map((query) => query['paginacao.paginaAtual'])).toEqual(['0', '1']);
    expect(askedFor('/pix')[0]).toMatchObject({ 'paginacao.itensPorPagina': '50' });
    expect(events.map(({ eventKey }) => eventKey)).toEqual([
      `${END_TO_END_ID}:paid`,
      'E00000000202612101341ABCDEFGHIJK:paid',
      `E${'2'.repeat(31)}:paid`,
    ]);
    expect(events[1]?.target).toEqual({});
  });

  it('ends with an empty page, whatever it promises', async () => {
    await open('bb');
    bench.server.play(bench.route('GET', '/pix'), page({ pix: [] }, { page: 0, pages: 9 }));

    const events = await listAll('2026-12-06', '2026-12-10');

    expect(events).toEqual([]);
    expect(askedFor('/pix')).toHaveLength(1);
  });

  it('leaves a Pix to another key to the account of that key, unless it pays a charge of ours', async () => {
    await open('bb');
    const elsewhere = { chave: 'outra@provedor.example' };
    const pix = [
      ourPix({ ...elsewhere, txid: undefined }),
      ourPix({ ...elsewhere, txid: '0RH5P2S8ABCDEFGHJKMN', endToEndId: `E${'3'.repeat(31)}` }),
      ourPix({ ...elsewhere, endToEndId: `E${'4'.repeat(31)}` }),
    ];
    bench.server.play(bench.route('GET', '/pix'), page({ pix }));

    const events = await listAll('2026-12-06', '2026-12-10');

    expect(events.map(({ target }) => target.gatewayId)).toEqual([TXID]);
  });

  it('tells of charges of ours, and of no other program', async () => {
    await open('bb');
    const { body } = fixture('cobv');
    const cobs = [body, { ...body, txid: 'x'.repeat(26) }];
    bench.server.play(bench.route('GET', '/cobv'), page({ cobs }));

    const events = await listAll('2026-12-06', '2026-12-10');

    expect(events).toMatchObject([{ kind: 'registered', target: { gatewayId: TXID } }]);
  });

  it('goes on where a bank lists no charges: no money is only there', async () => {
    await open('bb');
    bench.server.play(bench.route('GET', '/cobv'), {
      status: 400,
      body: { title: 'Não suportado' },
    });
    bench.server.play(bench.route('GET', '/pix'), page({ pix: [ourPix()] }));

    const events = await listAll('2026-12-06', '2026-12-10');

    expect(events).toMatchObject([{ kind: 'paid' }]);
  });

  it.each([
    ['refuses to list what was paid', '/pix', { status: 400, body: {} }],
    ['lists a Pix that cannot be read', '/pix', page({ pix: [ourPix(), { valor: '1.00' }] })],
    ['lists a charge that cannot be read', '/cobv', page({ cobs: [{ txid: TXID }] })],
    ['gives no list', '/pix', { status: 200, body: {} }],
    ['is broken', '/cob', { status: 500, body: {} }],
  ])('says unreachable where the bank %s', async (_what, path, reply) => {
    await open('bb');
    bench.server.play(bench.route('GET', path), reply);

    await expect(listAll('2026-12-06', '2026-12-10')).rejects.toThrow();
  });

  it('takes no page mark of somebody else', async () => {
    await open('bb');
    const window = {
      from: civilDate('2026-12-06'),
      to: civilDate('2026-12-10'),
      after: '{"offset":1}',
    };

    const listing = bench.gateway.listChanges(window, bench.context);

    await expect(listing).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
