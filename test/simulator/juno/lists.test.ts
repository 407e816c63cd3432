import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { DAY, openAccount, type Charge, type JunoAccount } from './account.ts';

let account: JunoAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const list = async (query: string): Promise<Wire> =>
  (await account.call('GET', `/charges?${query}`)).body;

const referencesOf = (body: Wire) => columns(body._embedded.charges, 'reference').flat();

const references = async (query: string) => referencesOf(await list(query));

/** A charge under a name. */
const make = (name: string, change: object = {}): Promise<Charge> =>
  account.charge({ references: [name], discountAmount: 0, ...change });

/** A link of a list, asked as it stands. */
async function follow(body: Wire, name: 'next' | 'previous'): Promise<Wire> {
  const { href } = body._links[name];
  return list(String(href).split('?')[1] ?? '');
}

describe('the list of the simulated Juno', () => {
  it('filters by the days of making, due date and payment', async () => {
    const early = await make('early', { dueDate: '2026-11-30' });
    await account.harness.simulator.advance(2 * DAY);
    const late = await make('late');
    await account.act(early.id, 'pay', { on: '2026-11-25' });
    await account.act(late.id, 'pay', { on: '2026-12-01' });

    expect(await references('createdOnStart=2026-11-22')).toEqual(['late']);
    expect(await references('createdOnEnd=2026-11-22')).toEqual(['early']);
    expect(await references('dueDateStart=2026-12-10&dueDateEnd=2026-12-10')).toEqual(['late']);
    expect(await references('paymentDateStart=2026-11-24&paymentDateEnd=2026-11-30')).toEqual([
      'early',
    ]);
    expect(await references('dueDateStart=&orderBy=id')).toEqual(['early', 'late']);
  });

  it('shows the halves that are asked for, without cancelled and written off ones by itself', async () => {
    const [paid, cancelled, settled] = [
      await make('paid'),
      await make('cancelled'),
      await make('settled'),
    ];
    await make('open');
    await make('due', { dueDate: '2026-11-22' });
    await account.act(paid.id, 'pay');
    await account.act(cancelled.id, 'cancel');
    await account.act(settled.id, 'settle');
    await account.set({ registrationFails: true });
    await make('failed');
    await account.harness.simulator.advance(2 * DAY);

    expect(await references('')).toEqual(['paid', 'open', 'due', 'failed']);
    expect(await references('showPaid=false')).toEqual(['open', 'due', 'failed']);
    expect(await references('showNotPaid=false')).toEqual(['paid']);
    expect(await references('showNotDue=false')).toEqual(['due']);
    expect(await references('showDue=false&showFailed=false')).toEqual(['paid', 'open']);
    expect(await references('showCancelled=true&showNotCancelled=false')).toEqual(['cancelled']);
    expect(
      await references('showManualReconciliation=true&showNotManualReconciliation=false'),
    ).toEqual(['settled']);
    expect(await references('showNotFailed=false')).toEqual(['failed']);
    expect(await references('showArchived=true&showUnarchived=false')).toEqual([]);
    await account.set({ listsCancelled: true, listsManualReconciliation: true });
    expect(await references('')).toHaveLength(6);
  });

  it('is walked to its end and back by its links', async () => {
    for (let number = 1; number <= 7; number += 1) await make(String(number));

    const first = await list('pageSize=3&dueDateStart=2026-12-01');
    const second = await follow(first, 'next');
    const third = await follow(second, 'next');
    const back = await follow(third, 'previous');

    expect([first, second, third].map(referencesOf)).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7'],
    ]);
    expect(first._links.previous).toBeUndefined();
    expect(third._links.next).toBeUndefined();
    expect(referencesOf(back)).toEqual(['4', '5', '6']);
    expect(String(second._links.self.href)).toContain('/juno/api-integration/charges?');
  });

  it.each([
    ['amount', ['b', 'd', 'a', 'c']],
    ['dueDate', ['c', 'a', 'b', 'd']],
    ['paymentDate', ['a', 'd', 'c', 'b']],
    ['id', ['a', 'b', 'c', 'd']],
  ])('is sorted by %s, both ways, over pages', async (orderBy, wanted) => {
    await make('a', { amount: 30, dueDate: '2026-12-02' });
    const b = await make('b', { amount: 10, dueDate: '2026-12-03' });
    const c = await make('c', { amount: 40, dueDate: '2026-12-01' });
    await make('d', { amount: 10, dueDate: '2026-12-03' });
    await account.act(b.id, 'pay', { on: '2026-11-28' });
    await account.act(c.id, 'pay', { on: '2026-11-27' });

    const first = await list(`orderBy=${orderBy}&orderAsc=true&pageSize=3`);
    const second = await follow(first, 'next');
    const falling = await references(`orderBy=${orderBy}&orderAsc=false`);

    expect([...referencesOf(first), ...referencesOf(second)]).toEqual(wanted);
    expect(falling).toEqual([...wanted].reverse());
  });

  it('does not lose its place when the charge at the end of a page is paid', async () => {
    const a = await make('a');
    await make('b');
    await make('c');
    const first = await list('orderBy=paymentDate&pageSize=1');

    await account.act(a.id, 'pay');
    const second = await follow(first, 'next');

    expect(referencesOf(second)).toEqual(['b']);
  });

  it('takes at most a hundred a page, twenty by itself, and a number of a page', async () => {
    await account.issue({ installments: 24, references: undefined });

    const usual = await list('');
    const rest = await list('page=1');
    const all = await list('pageSize=1000');

    expect([usual, rest, all].map((body) => (body._embedded.charges as unknown[]).length)).toEqual([
      20, 4, 24,
    ]);
  });

  it('is empty with a list or without one', async () => {
    const withList = await list('');
    await account.set({ emptyList: 'absent' });
    const without = await list('');

    expect(withList._embedded).toEqual({ charges: [] });
    expect(without._embedded).toBeUndefined();
  });

  it.each([
    'dueDateStart=10/12/2026',
    'showPaid=yes',
    'orderBy=name',
    'pageSize=x',
    'lastObjectId=chr_0',
  ])('refuses %s', async (query) => {
    const { status } = await account.call('GET', `/charges?${query}`);

    expect(status).toBe(400);
  });
});
