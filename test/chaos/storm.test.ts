import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CoreProcess } from './support/core-process.ts';
import { fillBooks } from './support/fill-books.ts';
import { killAgainAndAgain, settleDown } from './support/kills.ts';
import { startPayers, type Payers } from './support/payers.ts';
import { createRandom, planRounds, type Random } from './support/random.ts';
import { answeredButNotKept, readLedger, readMoney } from './support/read-money.ts';
import { integrityOf } from './support/read-files.ts';
import {
  diskOf,
  makeTemplate,
  MINUTE_MS,
  openStage,
  removeTemplate,
  type Stage,
  type Template,
} from './support/stage.ts';

/** Each tells of its payment at least twice, so that some four hundred callbacks come in each round. */
const CHARGES = 100;

let template: Template;

beforeAll(async () => {
  template = await makeTemplate(async (core, stage) => {
    await fillBooks(core, { titulos: CHARGES, sendsOnline: true });
    await settleDown(stage, () => atRest(core, stage), isNothingLeft);
  });
  return () => removeTemplate(template);
}, 120_000);

describe('a core that is killed in a storm of callbacks', () => {
  it.each(planRounds())(
    'loses no payment and settles none twice, round $number',
    async ({ number, seed }) => {
      const random = createRandom(seed);
      const stage = await openStage(template, diskOf(seed));
      onTestFinished(() => stage.close());
      await stage.control('/faults', { method: 'PUT', body: callbackFaults(random) });
      const payers = await startPayers(stage, random);
      console.log(`storm, round ${number}: CHAOS_SEED=${seed} CHAOS_ROUNDS=1`);

      const kills = await killAgainAndAgain({
        stage,
        random,
        // Time passes while the core lives, so that what was held back or refused comes (again).
        begin: () => stage.advance(random.between(6, 25) * MINUTE_MS),
        meanwhile: () => payers.some(),
      });
      await finish(stage, payers);

      const money = readMoney(stage.files.books);
      const ledger = await readLedger(stage);
      await stage.endSimulator();
      const kept = answeredButNotKept(stage.files);
      console.log(`storm, round ${number}: ${kills} kills, ${kept.answered} callbacks answered`);
      expect(money.titulos).toEqual({ 'paid, whole': CHARGES });
      expect(money.payments).toEqual(ledger);
      expect(money.sums).toEqual(sumsOf(ledger));
      expect(money.oddities).toEqual([]);
      expect(kept.missing).toEqual([]);
      expect(kept.states).toEqual({ done: kept.stored });
      expect(integrityOf(stage.files.books)).toBe('ok');
      expect(integrityOf(stage.files.inbox)).toBe('ok');
    },
    120_000,
  );
});

/** Of the callbacks: twice, late, in another order; and calls of the core that end without an answer. */
function callbackFaults(random: Random) {
  const gateway = 'efi';
  const chance = (percent: number) => random.between(0, percent) / 100;
  return {
    seed: random.between(0, 0xffff_ffff),
    faults: [
      { gateway, kind: 'duplicate', probability: chance(50) },
      { gateway, kind: 'reorder', probability: chance(50) },
      { gateway, kind: 'late', probability: chance(30), delayMs: random.between(1, 1_200_000) },
      { gateway, kind: 'drop-after', probability: chance(5) },
      { gateway, kind: 'status', status: 503, probability: chance(5) },
    ],
  };
}

async function finish(stage: Stage, payers: Payers): Promise<void> {
  const core = stage.spawn();
  await Promise.all([core.ready, payers.allOthers()]);
  await settleDown(stage, () => atRest(core, stage), isNothingLeft);
  await core.close();
}

/** What is still to be done, on both sides of the wire. */
async function atRest(core: CoreProcess, stage: Stage) {
  const { outbox } = await core.call('status.get', {});
  const { rows } = await core.call('callbacks.list', { filter: { state: 'new' }, limit: 1 });
  const { urls } = (await stage.control('/efi/url')) as {
    readonly urls: readonly { readonly pending: number }[];
  };
  return {
    calls: outbox.waiting + outbox.running + outbox.unknown,
    hasUnread: rows.length > 0,
    unsent: urls.reduce((total, { pending }) => total + pending, 0),
  };
}

function isNothingLeft(left: Awaited<ReturnType<typeof atRest>>): boolean {
  return left.calls + left.unsent === 0 && !left.hasUnread;
}

function sumsOf(ledger: Awaited<ReturnType<typeof readLedger>>) {
  const paid = ledger.reduce((total, { paidCents }) => total + paidCents, 0);
  const fees = ledger.reduce((total, { feeCents }) => total + feeCents, 0);
  return { payments: paid, allocations: paid, receipt: paid, credit: paid - fees, fee: fees };
}
