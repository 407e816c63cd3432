import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver, type Receiver } from '../receiver.ts';
import { DAY, openAccount, type JunoAccount } from './account.ts';

let account: JunoAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

describe('a restart of the simulated Juno', () => {
  it('finds charges, book, webhooks, tokens and settings where they were', async () => {
    const { id } = await account.charge();
    await account.act(id, 'pay');
    await account.set({ releaseDays: 5 });
    await account.webhook(receiver.url);
    const authorization = `Bearer ${await account.authorize()}`;
    const read = async () => ({
      charge: await account.show(id),
      ledger: await account.ledger(),
      webhooks: (await account.call('GET', '/notifications/webhooks')).body as unknown,
      settings: (await account.harness.control('GET', '/juno/settings')).body as unknown,
    });
    const before = await read();
    const { port } = account.harness.simulator;

    await account.harness.restart();
    const after = await read();
    const { status } = await account.call('GET', '/balance', undefined, { authorization });

    const moved = JSON.stringify(before).replaceAll(
      `127.0.0.1:${String(port)}`,
      `127.0.0.1:${String(account.harness.simulator.port)}`,
    );
    expect(after).toEqual(JSON.parse(moved));
    expect(status).toBe(200);
  });

  it('does what fell due meanwhile, and tells it', async () => {
    await account.webhook(receiver.url, ['PAYMENT_NOTIFICATION']);
    const { id } = await account.charge();
    await account.act(id, 'identify');
    await receiver.arrived(1);
    await account.harness.simulator.whenIdle();
    account.harness.simulator.clock.advance(3 * DAY);

    await account.harness.restart();
    await receiver.arrived(2);

    expect((await account.show(id)).status).toBe('PAID');
  });

  it('goes on with the tries of a callback', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.charge();
    await receiver.arrived(1);
    await account.harness.simulator.whenIdle();

    await account.harness.restart();
    receiver.answerWith((response) => response.writeHead(200).end());
    await account.harness.simulator.advance(DAY);

    expect(receiver.posts).toHaveLength(2);
    expect(receiver.posts[1]?.body).toBe(receiver.posts[0]?.body);
  });
});
