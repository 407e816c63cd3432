import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import type { ChangePage, ChangeWindow, GatewayEvent } from '../../../main/gateways/events.ts';
import { pollAccount, QUOTA_SPENT } from '../../../main/services/polling/poll-account.ts';
import { recount } from '../../support/ledger.ts';
import { days, openTill, told, TODAY, type Till } from '../../support/till.ts';

let till: Till;
let windows: ChangeWindow[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

function openWith(...pages: readonly ChangePage[]): Till {
  windows = [];
  till = openTill({
    gateway: {
      listChanges: (window) => {
        windows.push(window);
        return pages[windows.length - 1] ?? { found: 'page', events: [] };
      },
    },
  });
  return till;
}

const poll = (kind: 'poll' | 'sweep' = 'poll') =>
  pollAccount(till.tools, till.books.accounts.getById(till.account.id), {
    kind,
    origin: 'routine',
  });
const reload = () => till.books.accounts.getById(till.account.id);

describe('a look at the gateway', () => {
  it('settles what no callback told, once, page after page', async () => {
    openWith(
      { found: 'page', events: [told('paid', 'g1', { amountCents: 10_000 })], next: '2' },
      {
        found: 'page',
        events: [
          told('paid', 'g1', { amountCents: 10_000 }),
          told('paid', 'g2', { amountCents: 10_000 }),
        ],
      },
    );
    const { titulo: first } = till.registered('g1');
    const { titulo: second } = till.registered('g2');

    const result = await poll();

    expect(result).toEqual({ applied: 2, unmatched: 0, repeated: 1, failure: undefined });
    expect([first, second].map((one) => till.reload(one).state)).toEqual(['paid', 'paid']);
    expect(windows.map(({ after }) => after)).toEqual([undefined, '2']);
    expect(reload()).toMatchObject({ polledThroughOn: TODAY, polledAt: till.now() });
  });

  it('reads the last days again, all days since it last ended, and none before the account was here', async () => {
    openWith();
    await poll();
    till.pass(days(40));
    await poll();
    till.pass(days(1));
    await poll();
    till.pass(days(300));
    await poll();

    expect(windows).toEqual([
      { from: TODAY, to: TODAY },
      { from: TODAY, to: addDays(TODAY, 40) },
      { from: addDays(TODAY, 38), to: addDays(TODAY, 41) },
      { from: addDays(TODAY, 341 - 180), to: addDays(TODAY, 341) },
    ]);
  });

  it('that is wide reads five weeks, whatever was read before', async () => {
    openWith();
    till.pass(days(60));
    await poll();
    await poll('sweep');

    expect(windows.at(-1)).toEqual({ from: addDays(TODAY, 25), to: addDays(TODAY, 60) });
    expect(reload().sweptAt).toBe(till.now());
  });

  it('that breaks off keeps what it read, says why, and begins at the same day again', async () => {
    openWith(
      { found: 'page', events: [told('paid', 'g1', { amountCents: 10_000 })], next: '2' },
      { found: 'unreachable', text: 'o gateway não respondeu a tempo' },
    );
    const { titulo } = till.registered('g1');

    const result = await poll('sweep');

    expect(result.failure).toBe('o gateway não respondeu a tempo');
    expect(till.reload(titulo).state).toBe('paid');
    expect(reload()).toMatchObject({
      polledThroughOn: null,
      sweptAt: null,
      pollFailure: 'o gateway não respondeu a tempo',
    });
  });

  it('that an event breaks is written down like any other that did not end', async () => {
    const broken = { ...told('overdue', 'g1'), kind: 'nonsense' } as unknown as GatewayEvent;
    openWith({ found: 'page', events: [broken, told('paid', 'g1', { amountCents: 10_000 })] });
    const { titulo } = till.registered('g1');

    await expect(poll('sweep')).rejects.toThrow();

    expect(till.reload(titulo).state).toBe('paid');
    expect(reload()).toMatchObject({
      polledAt: till.now(),
      polledThroughOn: null,
      pollFailure: expect.stringContaining('erro interno') as string,
    });
  });

  it('keeps a fifth of the quota for callbacks', async () => {
    openWith();
    const asaas = till.addAccount({ gateway: 'asaas' });
    const insert = till.db.prepare(`
      INSERT INTO gateway_attempts (account_id, operation, origin, at, duration_ms)
      VALUES (?, 'listPayments', 'routine', ?, 5)`);
    till.db.transaction(() => {
      for (let call = 0; call < 20_000; call += 1) insert.run(asaas.id, till.now());
    })();

    const result = await pollAccount(till.tools, asaas, { kind: 'poll', origin: 'routine' });

    expect(result.failure).toBe(QUOTA_SPENT);
    expect(windows).toEqual([]);
  });

  it('leaves money of charges that nobody here issued to the operator', async () => {
    openWith({ found: 'page', events: [told('paid', 'made-by-hand', { amountCents: 7_700 })] });

    const result = await poll();

    expect(result).toMatchObject({ applied: 0, unmatched: 1 });
    expect(till.books.payments.getById(1)).toMatchObject({ review: 'unmatched' });
  });
});

describe('a gateway without a list', () => {
  it('is asked for the charges that are late or fall due soon, one by one', async () => {
    const asked: string[] = [];
    till = openTill({
      account: { gateway: 'gerencianet-token', instrument: 'boleto' },
      gateway: {
        fetchCharge: ({ gatewayId }) => {
          asked.push(gatewayId);
          return {
            found: 'charge',
            snapshot: {
              status: 'paid',
              rawStatus: 'p',
              events: [told('paid', gatewayId, { amountCents: 10_000 })],
            },
          };
        },
      },
    });
    const { titulo } = till.registered('late', { dueOn: TODAY });
    till.registered('soon', { dueOn: addDays(TODAY, 9) });
    till.registered('later', { dueOn: addDays(TODAY, 30) });
    till.pass(days(5));

    const result = await poll();

    expect(asked).toEqual(['late', 'soon']);
    expect(result).toMatchObject({ applied: 2, failure: undefined });
    expect(till.reload(titulo).state).toBe('paid');
  });

  it('that does not answer is asked no further until the next look', async () => {
    let calls = 0;
    till = openTill({
      account: { gateway: 'gerencianet-token', instrument: 'boleto' },
      gateway: {
        fetchCharge: () => {
          calls += 1;
          return { found: 'unreachable', text: 'sem resposta' };
        },
      },
    });
    till.registered('g1', { dueOn: TODAY });
    till.registered('g2', { dueOn: TODAY });

    const result = await poll();

    expect(calls).toBe(1);
    expect(result.failure).toBe('sem resposta');
    expect(reload().polledThroughOn).toBeNull();
  });
});
