import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPolling } from '../../../main/services/polling/run-polling.ts';
import type { Account } from '../../../main/store/accounts.ts';
import { openTill, type Till } from '../../support/till.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let till: Till;
/** How often the gateway was asked. */
let looks: number;
let account: Account;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
  looks = 0;
  till = openTill({
    gateway: {
      listChanges: () => {
        looks += 1;
        return { found: 'page', events: [] };
      },
    },
  });
  account = till.addAccount({ gateway: 'pix', profile: 'bb', instrument: 'pix' });
  till.registered('BAIXA00000000000000000000A', { accountId: account.id });
});

afterEach(() => {
  vi.useRealTimers();
  till.close();
});

/** What one start of the routine looks at, at this moment of the clock. */
async function looksNow(): Promise<number> {
  const before = looks;
  const polling = startPolling(till.tools, 1);
  await vi.advanceTimersByTimeAsync(1);
  await polling.stop();
  return looks - before;
}

const sweptAt = () => till.books.accounts.getById(account.id).sweptAt;

describe('the routine that asks banks for Pix', () => {
  it('asks every five minutes, and not before', async () => {
    await looksNow();

    till.pass(4 * MINUTE);
    const early = await looksNow();
    till.pass(MINUTE);
    const due = await looksNow();

    expect([early > 0, due > 0]).toEqual([false, true]);
  });

  it('asks at once, before its time, when the computer slept', async () => {
    await looksNow();
    const before = looks;
    const polling = startPolling(till.tools, 1_000_000);

    await polling.allNow();
    await polling.stop();

    expect(looks).toBeGreaterThan(before);
  });

  it('reads all of the last weeks every six hours', async () => {
    await looksNow();
    const first = sweptAt();

    till.pass(5 * HOUR);
    await looksNow();
    const between = sweptAt();
    till.pass(HOUR);
    await looksNow();

    expect(between).toBe(first);
    expect(sweptAt()).toBe(till.now());
  });

  it('asks nothing of an account that never had a charge at its bank', async () => {
    till.addAccount({ gateway: 'pix', profile: 'efi', instrument: 'pix' });
    await looksNow();
    const polled = till.books.accounts.all().filter(({ polledAt }) => polledAt !== null);

    expect(polled.map(({ id }) => id)).toEqual([account.id]);
  });
});
