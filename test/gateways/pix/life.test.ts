import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { buildStaticPix, readBrCode } from '../../../domain/br-code.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import type { ChargeAtGateway, ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import { CHARGE } from './samples.ts';
import { openSimulatorBench, type SimulatorBench } from './simulator-bench.ts';

const context = { record: () => undefined, created: () => undefined };
const profiles: readonly ProfileId[] = ['bb', 'efi'];

let bench: SimulatorBench;
afterEach(() => bench.close());

function ourReference(): string {
  return newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12)));
}

async function issue(changed: Partial<ChargeToIssue> = {}): Promise<ChargeAtGateway> {
  const reference = ourReference();
  const dueOn = addDays(bench.today(), 10);
  const outcome = await bench.gateway.issue({ ...CHARGE, reference, dueOn, ...changed }, context);
  if (outcome.ending !== 'registered') throw new Error(JSON.stringify(outcome));
  return { gatewayId: outcome.charge.gatewayId, reference };
}

async function eventsOf(charge: ChargeAtGateway): Promise<readonly GatewayEvent[]> {
  const shown = await bench.gateway.fetchCharge(charge, context);
  if (shown.found !== 'charge') throw new Error(shown.found);
  return shown.snapshot.events;
}

async function poll(): Promise<readonly GatewayEvent[]> {
  const window = { from: addDays(bench.today(), -6), to: addDays(bench.today(), 1) };
  const events: GatewayEvent[] = [];
  let after: string | undefined;
  do {
    const mark: { after?: string } = after === undefined ? {} : { after };
    const page = await bench.gateway.listChanges({ ...window, ...mark }, context);
    if (page.found === 'unreachable') throw new Error(page.text);
    events.push(...page.events);
    after = page.next;
  } while (after !== undefined);
  return events;
}

describe.each(profiles)('at the simulated %s', (profile) => {
  it('every Pix of more pages than one is polled, each once', async () => {
    bench = await openSimulatorBench(profile);
    const txids = Array.from({ length: 107 }, (_, index) => `PEDIDO${index}`);
    for (const txid of txids) await bench.act(txid, 'pay', { amountCents: 100 });

    const events = await poll();

    const paid = events.filter(({ kind }) => kind === 'paid').map(({ target }) => target.gatewayId);
    expect(paid.toSorted()).toEqual(txids.toSorted());
  });

  it('a static code that carries our reference is told by it', async () => {
    bench = await openSimulatorBench(profile);
    const reference = ourReference();
    const code = buildStaticPix({
      key: 'pix@provedor.example',
      name: 'N',
      city: 'C',
      txid: reference,
      amountCents: cents(9_990),
    });
    await bench.act(reference, 'pay', { amountCents: 9_990 });

    const [event] = (await poll()).filter(({ kind }) => kind === 'paid');

    expect(readBrCode(code)).toMatchObject({ code: { txid: reference } });
    expect(event).toMatchObject({ target: { reference }, payment: { amountCents: 9_990 } });
  });

  it('the second of two payments goes back, and the first stays', async () => {
    bench = await openSimulatorBench(profile);
    const charge = await issue();
    await bench.act(charge.gatewayId, 'pay');
    await bench.simulator.advance(60_000);
    await bench.act(charge.gatewayId, 'pay');

    const asked = await bench.gateway.refund?.({ charge }, context);
    await bench.simulator.advance(60_000);

    const events = await eventsOf(charge);
    const keys = (wanted: string) =>
      events.filter(({ kind }) => kind === wanted).map(({ payment }) => payment?.paymentKey);
    expect(asked).toEqual({ ending: 'done' });
    expect(keys('paid')).toHaveLength(2);
    expect(keys('refunded')).toEqual([keys('paid')[1]]);
  });

  it('a part goes back, then the rest', async () => {
    bench = await openSimulatorBench(profile);
    const charge = await issue();
    await bench.act(charge.gatewayId, 'pay');

    await bench.gateway.refund?.({ charge, amountCents: cents(4_000) }, context);
    await bench.simulator.advance(60_000);
    const between = await eventsOf(charge);
    await bench.gateway.refund?.({ charge }, context);
    await bench.simulator.advance(60_000);
    const after = await eventsOf(charge);
    const more = await bench.gateway.refund?.({ charge }, context);

    expect(between.map(({ kind }) => kind)).toEqual(['paid', 'partly-refunded']);
    expect(after.map(({ kind }) => kind)).toEqual(['paid', 'refunded']);
    expect(more).toMatchObject({ ending: 'rejected', refusal: { code: 'nothing-to-refund' } });
  });

  it('a discount goes with a due date that is moved', async () => {
    bench = await openSimulatorBench(profile);
    const discount = { kind: 'fixed', value: 500, daysBefore: 0 } as const;
    const charge = await issue({ terms: { ...CHARGE.terms, discount } });
    const dueOn = addDays(bench.today(), 20);

    const moved = await bench.gateway.changeDueDate?.({ charge, dueOn }, context);
    await bench.act(charge.gatewayId, 'pay', { on: addDays(bench.today(), 15) });

    const [paid] = await eventsOf(charge);
    expect(moved).toEqual({ ending: 'done' });
    expect(paid?.payment).toMatchObject({ amountCents: 9_490 });
  });
});
