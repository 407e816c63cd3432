import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callback, fixture, notice, recorded, sentXml } from './fixture.ts';
import { DETAIL, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { KEY, REFERENCE } from './samples.ts';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench('2026-12-11T13:00:00Z');
});
afterEach(() => bench.server.close());

const xml = (...charges: readonly string[]) =>
  callback({
    xml: `<pagamento><cliente><cliente>M</cliente></cliente>${charges.join('')}</pagamento>`,
  });
const read = (body: ReturnType<typeof callback>) => bench.gateway.readCallback(body, bench.context);

describe('a callback about a payment', () => {
  it('is told after the gateway has confirmed it, with the amount that came with it', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'));

    const reading = await read(callback({ xml: fixture('callback-paid').xml }));

    expect(reading).toMatchObject({
      reading: 'events',
      events: [
        {
          eventKey: `${KEY}:paid`,
          kind: 'paid',
          target: { gatewayId: KEY, reference: REFERENCE },
          payment: {
            paymentKey: `${KEY}:paid`,
            amountCents: 9990,
            paidOn: '2026-12-09',
            creditedOn: '2026-12-09',
          },
        },
      ],
      parsed: { chave: KEY, status: 'p', retorno: REFERENCE, valorPago: '9990' },
    });
    expect(JSON.stringify(reading)).not.toContain('MARIA');
  });

  it('has one key whether it is told as paid or as finalised, and told again', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'));

    const readings = [await read(xml(notice())), await read(xml(notice({ status: 'f' })))];

    const keys = readings.map((reading) =>
      reading.reading === 'events' ? reading.events.map(({ eventKey }) => eventKey) : [],
    );
    expect(keys).toEqual([[`${KEY}:paid`], [`${KEY}:paid`]]);
  });

  it('calls what came late and on top fine and interest', async () => {
    bench.server.play(DETAIL, recorded('detail-paid', { '09/12/2026': '15/12/2026' }));

    const reading = await read(xml(notice({ valorPago: '10240', pag: '15/12/2026' })));

    expect(reading).toMatchObject({
      events: [{ payment: { amountCents: 10_240, lateCents: 250, paidOn: '2026-12-15' } }],
    });
  });

  it('leaves more money in time, and less money, as they are', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'));

    const readings = [
      await read(xml(notice({ valorPago: '12000' }))),
      await read(xml(notice({ valorPago: '5000' }))),
    ];

    const payments = readings.flatMap((reading) =>
      reading.reading === 'events' ? reading.events.map(({ payment }) => payment) : [],
    );
    expect(payments.map((payment) => payment?.amountCents)).toEqual([12_000, 5000]);
    expect(payments.filter((payment) => payment?.lateCents !== undefined)).toEqual([]);
  });

  it('takes the day that it names where the look-up names none', async () => {
    bench.server.play(DETAIL, recorded('detail-paid', { '09/12/2026': '' }));

    const reading = await read(xml(notice({ pag: '2026-12-08' })));

    expect(reading).toMatchObject({ events: [{ payment: { paidOn: '2026-12-08' } }] });
  });

  it.each(['p', 'f', 'c'])(
    'with status %s tells nothing that the gateway does not show',
    async (status) => {
      bench.server.play(DETAIL, recorded('detail-open'));

      const reading = await read(xml(notice({ status })));

      expect(reading.reading).toBe('unknown-token');
    },
  );

  it('cannot call an open charge paid by saying that it is overdue', async () => {
    bench.server.play(DETAIL, recorded('detail-open'));

    const reading = await read(xml(notice({ status: 'i' })));

    expect(reading).toMatchObject({ events: [{ kind: 'registered' }] });
    expect(reading).not.toHaveProperty('events.0.payment');
  });
});

it('tells a cancelling', async () => {
  bench.server.play(DETAIL, recorded('detail-cancelled'));

  const reading = await read(xml(notice({ status: 'c', valorPago: '', pag: '' })));

  expect(reading).toMatchObject({ events: [{ kind: 'cancelled', eventKey: `${KEY}:cancelled` }] });
});

describe('a callback about several charges', () => {
  it('asks for each, and tells those that the gateway knows', async () => {
    bench.server.play(
      DETAIL,
      recorded('detail-paid'),
      recorded('webservice-no-key'),
      recorded('detail-cancelled'),
    );

    const reading = await read(
      xml(
        notice({ chave: 'A' }),
        notice({ chave: 'B', retorno: 'SOMEBODYELSES' }),
        notice({ chave: 'C', status: 'c' }),
      ),
    );

    expect(reading).toMatchObject({
      events: [
        { eventKey: 'A:paid', kind: 'paid' },
        { eventKey: 'C:cancelled', kind: 'cancelled' },
      ],
      parsed: { chave: 'A, B, C', status: 'p, p, c' },
    });
    const asked = bench.server.requestsTo(DETAIL).map((request) => sentXml(request, 'xml'));
    expect(asked.map((text) => /<Chave>(.)</.exec(text)?.[1])).toEqual(['A', 'B', 'C']);
  });

  it('tells nothing yet while one of them cannot be asked for', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'), 'reset');

    const reading = await read(xml(notice({ chave: 'A' }), notice({ chave: 'B' })));

    expect(reading.reading).toBe('unreachable');
  });
});

describe('the form', () => {
  it('may be multipart, as old clients post it', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'));
    const body = [
      '--edge',
      'Content-Disposition: form-data; name="other"',
      '',
      'x',
      '--edge',
      'Content-Disposition: form-data; name="xml"',
      'Content-Type: text/plain',
      '',
      `<pagamento>\r\n${notice()}</pagamento>`,
      '--edge--',
      '',
    ].join('\r\n');

    const reading = await read(
      callback(
        {},
        {
          headers: { 'content-type': 'multipart/form-data; boundary=edge' },
          body: new TextEncoder().encode(body),
        },
      ),
    );

    expect(reading).toMatchObject({ events: [{ eventKey: `${KEY}:paid` }] });
  });

  it.each([
    [{ notification: '2f1d1c9e-0000-4000-8000-000000000000' }, 'Efí (Gerencianet)'],
    [{ notificacao: '123' }, 'antiga API de pagamentos'],
    [{ other: 'x' }, 'não traz o campo xml'],
    [{ xml: 'not xml' }, 'forma de um aviso'],
    [
      { xml: '<pagamento><cobranca><status>p</status></cobranca></pagamento>' },
      'forma de um aviso',
    ],
    [{ xml: `<pagamento>${notice({ chave: '../../etc' })}</pagamento>` }, 'forma de um aviso'],
    [{ xml: `<!DOCTYPE x><pagamento>${notice()}</pagamento>` }, 'forma de um aviso'],
  ])('of another kind is unreadable, in words: %j', async (fields, words) => {
    const reading = await read(callback(fields));

    expect(reading).toMatchObject({
      reading: 'unreadable',
      why: expect.stringContaining(words) as string,
    });
    expect(bench.server.requests).toHaveLength(0);
  });

  it('without charges, as a test may send it, tells nothing', async () => {
    const reading = await read(callback({ xml: '<pagamento/>' }));

    expect(reading).toMatchObject({ reading: 'events', events: [] });
  });
});

it('is about its first charge, before anybody is asked', () => {
  const topicOf = (body: ReturnType<typeof callback>) => bench.gateway.topicOf?.(body);

  expect(topicOf(xml(notice({ chave: 'A' }), notice({ chave: 'B' })))).toBe('A');
  expect(topicOf(callback({ other: 'x' }))).toBeUndefined();
});
