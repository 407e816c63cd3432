import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chargeTransitions } from '../../../main/simulator/efi/states.ts';
import { columns, startHarness, type Harness, type Wire } from '../harness.ts';
import { carnet, charge, oneStep } from './bodies.ts';

const DAY = 86_400_000;

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

const issue = async (change: object = {}): Promise<string> => {
  const { body } = await harness.api('POST', '/v1/charge/one-step', oneStep(undefined, change));
  return String(body.data.charge_id);
};

const act = (id: string, action: string, input: object = {}) =>
  harness.control('POST', `/efi/charges/${id}/${action}`, input);

const detail = async (id: string): Promise<Wire> =>
  (await harness.api('GET', `/v1/charge/${id}`)).body.data;

const ledger = async (): Promise<Wire[]> =>
  (await harness.control('GET', '/efi/ledger')).body.entries as Wire[];

describe('what payers and banks do to a simulated charge', () => {
  it('pays what is due on the day, identified first, and writes its book', async () => {
    const id = await issue();

    const paid = await act(id, 'pay', { on: '2026-12-09' });

    expect(paid.body.charge.status).toBe('paid');
    expect(columns((await detail(id)).history, 'message').flat()).toEqual([
      'Cobrança criada',
      'Cobrança aguardando pagamento',
      'Pagamento identificado',
      'Pagamento confirmado',
    ]);
    expect(await ledger()).toEqual([
      {
        charge: id,
        customId: 'TIT-000123',
        paidCents: 9990,
        feeCents: 150,
        paidOn: '2026-12-09',
        creditedOn: '2026-11-21',
        refundedCents: 0,
        refundedOn: null,
      },
    ]);
  });

  /** 9990 centavos, fine 2 %, interest 0,033 % a day: 199,80 centavos once and 3,2967 a day, each rounded half up. */
  it.each([
    ['on the due date, a Thursday', '2026-12-10', 9990],
    ['a day late', '2026-12-11', 9990 + 200 + 3],
    ['thirty days late', '2027-01-09', 9990 + 200 + 99],
  ])('adds fine and interest when it is paid %s', async (_name, on, expected) => {
    const id = await issue();

    const { body } = await act(id, 'pay', { on });

    expect(body.charge.status).toBe('paid');
    expect((await ledger())[0]).toMatchObject({ paidCents: expected, paidOn: on });
  });

  it('adds nothing on the first bank day after a due date at the weekend', async () => {
    const saturday = { expire_at: '2026-12-12' };
    const [monday, tuesday] = [await issue(saturday), await issue(saturday)];

    await act(monday, 'pay', { on: '2026-12-14' });
    await act(tuesday, 'pay', { on: '2026-12-15' });

    const late = 200 + 10;
    expect(columns(await ledger(), 'paidCents').flat()).toEqual([9990, 9990 + late]);
  });

  it('takes the conditional discount off until its day', async () => {
    const terms = {
      conditional_discount: { type: 'percentage', value: 1000, until_date: '2026-12-05' },
    };
    const [early, late] = [await issue(terms), await issue(terms)];

    await act(early, 'pay', { on: '2026-12-05' });
    await act(late, 'pay', { on: '2026-12-06' });

    expect(columns(await ledger(), 'paidCents').flat()).toEqual([8991, 9990]);
  });

  it('applies no discount, fine or interest below R$ 10,00', async () => {
    const small = {
      ...oneStep(undefined, { discount: { type: 'currency', value: 100 } }),
      items: [{ name: 'Taxa', value: 999 }],
    };
    const { body } = await harness.api('POST', '/v1/charge/one-step', small);

    await act(String(body.data.charge_id), 'pay', { on: '2026-12-30' });

    expect((await ledger())[0].paidCents).toBe(999);
  });

  it('pays the typed amount instead, and tells it with the day of payment', async () => {
    const id = await issue();

    await act(id, 'pay', { amountCents: 5000, on: '2026-11-20' });
    const { body } = await harness.api('GET', listOf('payment', '2026-11-21'));

    expect(body.data[0].payment).toMatchObject({
      paid_value: 5000,
      received_by_bank_at: '2026-11-20',
      paid_at: '2026-11-21T12:00:00.000Z',
    });
  });

  it('holds one payment per charge', async () => {
    const id = await issue();
    await act(id, 'pay');

    const second = await act(id, 'pay');

    expect(second.status).toBe(409);
    expect(await ledger()).toHaveLength(1);
  });

  it('identifies now and credits later', async () => {
    const id = await issue();
    await act(id, 'identify', { amountCents: 10_000, on: '2026-11-21' });
    const between = await detail(id);
    await harness.simulator.advance(3 * DAY);

    const credited = await act(id, 'credit');

    expect(between.status).toBe('identified');
    expect(between.paid_value).toBeUndefined();
    expect(credited.body.charge.status).toBe('paid');
    expect((await ledger())[0]).toMatchObject({
      paidCents: 10_000,
      paidOn: '2026-11-21',
      creditedOn: '2026-11-24',
    });
  });

  it.each([['cancel'], ['settle']])(
    'is paid all the same after %s, without identified',
    async (before) => {
      const id = await issue();
      await act(id, before);

      const paid = await act(id, 'pay');

      const messages = columns((await detail(id)).history, 'message').flat();
      expect(paid.body.charge.status).toBe('paid');
      expect(messages).not.toContain('Pagamento identificado');
    },
  );

  it('is overdue, and still paid', async () => {
    const id = await issue();
    await act(id, 'overdue');

    const paid = await act(id, 'pay');

    expect(paid.body.charge.status).toBe('paid');
  });

  it('is refunded as a whole, and the book says when', async () => {
    const id = await issue();
    await act(id, 'pay');
    const part = await act(id, 'refund', { amountCents: 100 });

    const whole = await act(id, 'refund');

    expect(part.status).toBe(409);
    expect(whole.body.charge.status).toBe('refunded');
    expect((await ledger())[0]).toMatchObject({ refundedCents: 9990, refundedOn: '2026-11-21' });
  });

  it('is contested after payment', async () => {
    const id = await issue();
    await act(id, 'pay');

    const contested = await act(id, 'contest');

    expect(contested.body.charge.status).toBe('contested');
  });

  it('cannot be paid once the days to write-off are over, until it is restored', async () => {
    const id = await issue({ configurations: { days_to_write_off: 0 } });
    const last = await issue({ configurations: { days_to_write_off: 0 }, expire_at: '2026-12-11' });

    const late = await act(id, 'pay', { on: '2026-12-11' });
    const inTime = await act(last, 'pay', { on: '2026-12-11' });
    await act(id, 'expire');
    await act(id, 'restore');
    const restored = await act(id, 'pay', { on: '2026-12-11' });

    expect(late.status).toBe(409);
    expect(inTime.status).toBe(200);
    expect(restored.status).toBe(200);
  });

  it.each([['pay'], ['identify'], ['credit'], ['refund'], ['contest'], ['expire'], ['restore']])(
    'refuses to %s a charge without boleto',
    async (action) => {
      const { body } = await harness.api('POST', '/v1/charge', charge());

      const refused = await act(String(body.data.charge_id), action);

      expect(refused.status).toBe(409);
    },
  );

  it('says of an unknown charge and of an unknown action that they are unknown', async () => {
    const id = await issue();

    const [nobody, nothing] = [await act('1', 'pay'), await act(id, 'explode')];

    expect([nobody.status, nothing.status]).toEqual([404, 404]);
  });

  it('refuses amounts and days that are none', async () => {
    const id = await issue();
    const inputs = [
      { amountCents: 0 },
      { amountCents: 1.5 },
      { on: '2026-02-30' },
      { when: 'now' },
    ];

    const statuses = [];
    for (const input of inputs) statuses.push((await act(id, 'pay', input)).status);

    expect(statuses).toEqual([400, 400, 400, 400]);
  });
});

describe('the table of statuses', () => {
  it('leads to paid from every status that a boleto can be in and that holds no money yet', () => {
    const noMoneyYet = [
      'waiting',
      'unpaid',
      'identified',
      'settled',
      'canceled',
      'approved',
    ] as const;

    const ways = noMoneyYet.filter((status) => chargeTransitions[status].includes('paid'));

    expect(ways).toEqual(noMoneyYet);
  });

  it('leaves resolved statuses for resolved ones only', () => {
    const resolved = ['paid', 'contested', 'refunded', 'settled', 'canceled'] as const;

    const targets = resolved.flatMap((status) => chargeTransitions[status]);

    expect(targets.filter((status) => !(resolved as readonly string[]).includes(status))).toEqual(
      [],
    );
  });
});

const listOf = (dateOf: string, on: string, more = '') =>
  `/v1/charges?charge_type=billet&date_of=${dateOf}&begin_date=${on}&end_date=${on}${more}`;

describe('changes through the API', () => {
  it('gives an overdue charge a new due date, a new linha and the status waiting', async () => {
    const id = await issue();
    await act(id, 'overdue');
    const before = await detail(id);

    const same = await harness.api('PUT', `/v1/charge/${id}/billet`, { expire_at: '2026-11-21' });
    await harness.api('PUT', `/v1/charge/${id}/billet`, { expire_at: '2026-12-28' });
    const after = await detail(id);

    expect(same.body.code).toBe(4600007);
    expect(after.status).toBe('waiting');
    expect(after.payment.banking_billet.barcode).not.toBe(before.payment.banking_billet.barcode);
  });

  it('settles without money: no value told, no row in the book', async () => {
    const id = await issue();

    const settled = await harness.api('PUT', `/v1/charge/${id}/settle`);

    expect(settled.body).toEqual({ code: 200 });
    expect((await detail(id)).paid_value).toBeUndefined();
    expect(await ledger()).toEqual([]);
  });

  it('takes a balance sheet once', async () => {
    const id = await issue();
    const sheet = { title: 'Balancete', body: [{ header: 'Demonstrativo' }] };

    const first = await harness.api('POST', `/v1/charge/${id}/balance-sheet`, sheet);
    const second = await harness.api('POST', `/v1/charge/${id}/balance-sheet`, sheet);

    expect([first.body.code, second.body.code]).toEqual([200, 3500086]);
  });

  it('lists by payment, by due date, by custom id and by document', async () => {
    const id = await issue();
    await issue({ expire_at: '2026-12-11' });
    await act(id, 'pay');
    const ids = async (path: string) =>
      columns((await harness.api('GET', path)).body.data, 'id')
        .flat()
        .map(String);

    const found = [
      await ids(listOf('payment', '2026-11-21')),
      await ids(listOf('expired', '2026-12-10')),
      await ids(listOf('creation', '2026-11-21', '&status=paid')),
    ];
    const none = [
      await ids(listOf('payment', '2026-11-22')),
      await ids(listOf('creation', '2026-11-21', '&custom_id=OTHER')),
      await ids(listOf('creation', '2026-11-21', '&customer_document=11144477735')),
    ];

    expect(found).toEqual([[id], [id], [id]]);
    expect(none).toEqual([[], [], []]);
  });

  it('ignores the offset and refuses the wrong name of the boleto', async () => {
    const id = await issue();

    const offset = await harness.api('GET', listOf('creation', '2026-11-21', '&offset=5'));
    const wrong = await harness.api(
      'GET',
      listOf('creation', '2026-11-21').replace('billet', 'banking_billet'),
    );

    expect(String(offset.body.data[0].id)).toBe(id);
    expect(wrong.body).toMatchObject({
      code: 3500034,
      error_description: { property: '/charge_type' },
    });
  });

  it('divides the items of a carnê when asked, to the centavo', async () => {
    const body = carnet(undefined, {
      split_items: true,
      items: [{ name: 'Instalação', value: 10_000 }],
    });

    const made = await harness.api('POST', '/v1/carnet', body);

    expect(columns(made.body.data.charges, 'value').flat()).toEqual([3334, 3333, 3333]);
  });

  it('makes a carnê unpaid while a parcel is overdue, and finished when none is open', async () => {
    const { body } = await harness.api('POST', '/v1/carnet', carnet());
    const path = `/v1/carnet/${body.data.carnet_id}`;
    const statusNow = async () => (await harness.api('GET', path)).body.data.status as string;
    const first = String(body.data.charges[0].charge_id);

    const statuses = [await statusNow()];
    await act(first, 'overdue');
    statuses.push(await statusNow());
    await act(first, 'pay');
    statuses.push(await statusNow());
    await harness.api('PUT', `${path}/settle`);
    statuses.push(await statusNow());

    expect(statuses).toEqual(['up_to_date', 'unpaid', 'up_to_date', 'finished']);
  });

  it('moves a parcel of day 31 to the last day of a shorter month', async () => {
    const body = carnet(undefined, { expire_at: '2026-12-31', repeats: 4 });

    const made = await harness.api('POST', '/v1/carnet', body);

    expect(columns(made.body.data.charges, 'expire_at').flat()).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
    ]);
  });
});
