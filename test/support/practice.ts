/** A whole core with its practice account, a client, and a hand on the simulated gateway. */
import path from 'node:path';
import { addDays, civilDateOf, type CivilDate } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import type { CoreOptions } from '../../main/app.ts';
import { systemClock } from '../../main/clock.ts';
import { openReader } from '../../main/store/open.ts';
import type { Input, Output } from '../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from './core.ts';
import { receivedByCharge, recount } from './ledger.ts';

/** The civil date in São Paulo as long as nobody moves the clock. */
export const today = civilDateOf(systemClock.now());

type Titulo = Output<'titulos.get'>;
type Action = 'pay' | 'identify' | 'overdue' | 'settle' | 'cancel' | 'refund';

export interface Practice {
  readonly bench: TestCore;
  readonly accountId: number;
  readonly clientId: number;
  newTitulo(changes?: Partial<Input<'titulos.create'>>): Promise<Titulo>;
  get(tituloId: number): Promise<Titulo>;
  /** Waits until the título looks so. */
  wait(tituloId: number, isWanted: (titulo: Titulo) => boolean): Promise<Titulo>;
  registered(tituloId: number): Promise<Titulo>;
  paid(tituloId: number): Promise<Titulo>;
  /** Does something to the last charge of a título at the gateway. */
  act(tituloId: number, action: Action, body?: object): Promise<void>;
  faults(...faults: readonly object[]): Promise<void>;
  /** Moves the clock that simulator and core share. */
  advance(ms: number): Promise<void>;
  /** The account's form with some changes, saved. */
  changeAccount(changes: Partial<Input<'accounts.save'>>): Promise<void>;
  readonly charges: () => Promise<readonly GatewayCharge[]>;
  readonly reviews: () => Promise<Output<'reviews.list'>['rows']>;
  /** Closes the core and opens it again on the same folder. */
  restart(options?: Partial<CoreOptions>): Promise<Practice>;
  /** What does not agree between the books, a second count of them, and the gateway's own ledger. */
  disagreements(): Promise<readonly string[]>;
}

export interface GatewayCharge {
  readonly id: string;
  readonly customId: string | null;
  readonly status: string;
  readonly totalCents: number;
}

export async function openPractice(options: Partial<CoreOptions> = {}): Promise<Practice> {
  const bench = await openCore(options);
  await bench.call('company.save', sampleCompany);
  const { accountId } = await bench.call('practice.start', {});
  const { id: clientId } = await bench.call('clients.save', sampleClient);
  return practiceOn(bench, accountId, clientId);
}

function practiceOn(bench: TestCore, accountId: number, clientId: number): Practice {
  const get = (id: number) => bench.call('titulos.get', { id });
  const wait = (id: number, isWanted: (titulo: Titulo) => boolean) =>
    bench.until(() => get(id), isWanted);
  const charges = async () =>
    ((await bench.control('/efi/charges')) as { charges: GatewayCharge[] }).charges;

  return {
    bench,
    accountId,
    clientId,
    get,
    wait,
    charges,
    registered: (id) => wait(id, ({ charge }) => charge?.state === 'registered'),
    paid: (id) => wait(id, ({ state }) => state === 'paid'),
    newTitulo: async (changes) => {
      const { id } = await bench.call('titulos.create', {
        clientId,
        accountId,
        description: 'Internet 300M',
        faceCents: cents(9_990),
        dueOn: addDays(today, 10),
        competence: null,
        ...changes,
      });
      return get(id);
    },
    act: async (id, action, body = {}) => {
      const gatewayId = (await get(id)).charge?.gatewayId ?? '';
      await bench.control(`/efi/charges/${gatewayId}/${action}`, { method: 'POST', body });
    },
    faults: async (...faults) => {
      const body = { faults: faults.map((fault) => ({ gateway: 'efi', ...fault })) };
      await bench.control('/faults', { method: 'PUT', body });
    },
    advance: async (advanceMs) => {
      await bench.control('/clock', { method: 'POST', body: { advanceMs } });
    },
    changeAccount: async (changes) => {
      const account = await bench.call('accounts.get', { id: accountId });
      await bench.call('accounts.save', { ...account, credentials: {}, ...changes });
    },
    restart: async (options) => practiceOn(await bench.restart(options), accountId, clientId),
    reviews: async () => (await bench.call('reviews.list', { isPractice: true, limit: 50 })).rows,
    disagreements: async () => [
      ...readBooks(bench.dataDir, recount),
      ...differences(readBooks(bench.dataDir, receivedByCharge), await ledgerOf(bench)),
    ],
  };
}

function readBooks<T>(dataDir: string, read: (db: ReturnType<typeof openReader>) => T): T {
  const db = openReader(path.join(dataDir, 'baixa.db'));
  try {
    return read(db);
  } finally {
    db.close();
  }
}

interface LedgerEntry {
  readonly charge: string;
  readonly paidCents: number;
  readonly refundedCents: number;
}

/** What the gateway says that came in, by charge, less what it gave back. */
async function ledgerOf(bench: TestCore): Promise<ReadonlyMap<string, number>> {
  const { entries } = (await bench.control('/efi/ledger')) as { entries: LedgerEntry[] };
  const sums = new Map<string, number>();
  for (const { charge, paidCents, refundedCents } of entries) {
    sums.set(charge, (sums.get(charge) ?? 0) + paidCents - refundedCents);
  }
  return sums;
}

function differences(
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
): readonly string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((charge) => ours.get(charge) !== theirs.get(charge))
    .map((charge) => `charge ${charge}: ours ${ours.get(charge)}, theirs ${theirs.get(charge)}`);
}

export const plusDays = (count: number): CivilDate => addDays(today, count);
