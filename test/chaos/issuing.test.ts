import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { accountForm, fillBooks } from './support/fill-books.ts';
import type { CoreProcess } from './support/core-process.ts';
import { killAgainAndAgain, settleDown } from './support/kills.ts';
import { createRandom, planRounds, type Random } from './support/random.ts';
import { integrityOf, readFile, tally, type Row } from './support/read-files.ts';
import {
  diskOf,
  makeTemplate,
  openStage,
  removeTemplate,
  type Stage,
  type Template,
} from './support/stage.ts';

const TITULOS = 200;

let template: Template;
let prepared: Awaited<ReturnType<typeof fillBooks>>;

beforeAll(async () => {
  template = await makeTemplate(async (core) => {
    prepared = await fillBooks(core, { titulos: TITULOS, sendsOnline: false });
  });
  return () => removeTemplate(template);
}, 120_000);

describe('a core that is killed while it issues 200 títulos', () => {
  it.each(planRounds())(
    'loses none and issues none twice, round $number',
    async ({ number, seed }) => {
      const random = createRandom(seed);
      const stage = await openStage(template, diskOf(seed));
      onTestFinished(() => stage.close());
      await stage.control('/faults', { method: 'PUT', body: issuingFaults(random) });
      const begin = wayOfSending(random);
      console.log(`issuing, round ${number}: CHAOS_SEED=${seed} CHAOS_ROUNDS=1`);

      const kills = await killAgainAndAgain({ stage, random, begin });
      await finish(stage, begin);

      const atGateway = await chargesAtGateway(stage);
      const inBooks = readFile(stage.files.books, readBooks);
      console.log(`issuing, round ${number}: ${kills} kills, ${atGateway.length} charges`);
      expect(inBooks.failures).toEqual([]);
      expect(inBooks.outbox).toEqual({ done: TITULOS });
      expect(inBooks.states).toEqual({ 'open registered 1': TITULOS });
      expect(atGateway).toEqual(inBooks.charges);
      expect(integrityOf(stage.files.books)).toBe('ok');
      expect(integrityOf(stage.files.inbox)).toBe('ok');
    },
    120_000,
  );
});

/** Remessa on-line is switched on and everything goes by itself; or an operator sends all of it, again in each life. */
function wayOfSending(random: Random): (core: CoreProcess) => Promise<unknown> {
  const { accountId: id, tituloIds: ids } = prepared;
  return random.chance(0.5)
    ? (core) => core.call('accounts.save', { ...accountForm(true), id })
    : (core) => core.call('titulos.send', { ids });
}

/** On the gateway's side of the wire; the chances are for each of some thousand calls. */
function issuingFaults(random: Random) {
  if (random.chance(0.3)) return { faults: [] };
  const gateway = 'efi';
  return {
    seed: random.between(0, 0xffff_ffff),
    faults: [
      { gateway, kind: 'delay', probability: 0.05, delayMs: random.between(20, 200) },
      { gateway, kind: 'drop-after', probability: random.between(0, 5) / 100 },
      { gateway, kind: 'drop-before', probability: random.between(0, 3) / 100 },
      {
        gateway,
        kind: 'status',
        status: 500,
        after: true,
        probability: random.between(0, 5) / 100,
      },
      { gateway, kind: 'truncate', probability: random.between(0, 3) / 100 },
    ],
  };
}

async function finish(stage: Stage, begin: (core: CoreProcess) => Promise<unknown>): Promise<void> {
  await stage.control('/faults', { method: 'PUT', body: { faults: [] } });
  const core = stage.spawn();
  await core.ready;
  await begin(core);
  await settleDown(
    stage,
    async () => (await core.call('status.get', {})).outbox,
    ({ waiting, running, unknown }) => waiting + running + unknown === 0,
  );
  await core.close();
}

/** Every charge that the gateway has, in any state, one row each. */
async function chargesAtGateway(stage: Stage): Promise<readonly Row[]> {
  const { charges } = (await stage.control('/efi/charges?limit=100000')) as {
    readonly charges: readonly Row[];
  };
  return charges
    .map(({ customId, id, status, totalCents, dueOn, linha }) => ({
      reference: customId,
      gatewayId: id,
      status,
      totalCents,
      dueOn,
      linha: String(linha).replaceAll(/[ .]/g, ''),
    }))
    .sort(byReference);
}

function readBooks(query: (sql: string) => readonly Row[]) {
  const charges = query(`
    SELECT reference, gateway_id AS gatewayId, 'waiting' AS status, amount_cents AS totalCents,
      due_on AS dueOn, linha
    FROM charges`);
  const states = query(`
    SELECT t.state || ' ' || c.state || ' ' || c.attempt AS state
    FROM titulos t
    LEFT JOIN charges c ON c.titulo_id = t.id`);
  return {
    charges: [...charges].sort(byReference),
    states: tally(states.map(({ state }) => state)),
    failures: query(`SELECT id, failure_code, failure_text FROM outbox WHERE state = 'failed'`),
    outbox: tally(query('SELECT state FROM outbox').map(({ state }) => state)),
  };
}

function byReference(one: Row, other: Row): number {
  return String(one['reference']) < String(other['reference']) ? -1 : 1;
}
