import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { DAY, openAccount, type AsaasAccount } from './account.ts';

let account: AsaasAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

const told = (body: string): unknown =>
  (JSON.parse(body) as { payment: { id: unknown } }).payment.id;

describe('a restart of the simulated Asaas', () => {
  it('finds customers, charges, book, quota and settings where they were', async () => {
    const { id } = await account.charge();
    await account.act(id, 'pay');
    await account.set({ daysToReceive: 5 });
    const before = await account.show(id);
    const ledger = await account.ledger();
    const { port } = account.harness.simulator;

    await account.harness.restart();
    const after = await account.show(id);
    const settings = await account.harness.control('GET', '/asaas/settings');

    const moved = JSON.stringify(before).replaceAll(
      `127.0.0.1:${String(port)}`,
      `127.0.0.1:${String(account.harness.simulator.port)}`,
    );
    expect(after).toEqual(JSON.parse(moved));
    expect(await account.ledger()).toEqual(ledger);
    expect(settings.body.daysToReceive).toBe(5);
  });

  it('does what fell due meanwhile, and tells it', async () => {
    await account.webhook(receiver.url);
    const { id } = await account.charge();
    await account.act(id, 'pay');
    await receiver.arrived(2);
    await account.harness.simulator.whenIdle();
    account.harness.simulator.clock.advance(3 * DAY);

    await account.harness.restart();
    const posts = await receiver.arrived(3);

    expect((await account.show(id)).status).toBe('RECEIVED');
    expect(posts).toHaveLength(3);
  });

  it('keeps the order of a queue that was blocked', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.webhook(receiver.url);
    const made = [await account.charge(), await account.charge(), await account.charge()];
    await receiver.arrived(1);
    await account.harness.simulator.whenIdle();

    await account.harness.restart();
    receiver.answerWith((response) => response.writeHead(200).end());
    await account.harness.simulator.advance(60_000);
    await receiver.arrived(4);

    const [first, ...rest] = columns(made, 'id').flat();
    expect(receiver.posts.map(({ body }) => told(body))).toEqual([first, first, ...rest]);
  });
});
