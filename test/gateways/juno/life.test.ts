/** What a charge lives through at the simulated Juno, with its settings where the sources do not agree. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, addMonths, civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import type {
  ChargeAtGateway,
  ChargeToIssue,
  GroupToIssue,
} from '../../../main/gateways/charge.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import { MARIA } from './samples.ts';
import { openSimulatorBench, type SimulatorBench } from './simulator-bench.ts';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await openSimulatorBench();
});
afterEach(() => bench.close());

function newCharge(changes: Partial<ChargeToIssue> = {}): ChargeToIssue {
  return {
    reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
    instrument: 'boleto',
    amountCents: cents(9990),
    dueOn: addDays(bench.today(), 10),
    description: 'Internet 300M',
    terms: PLAIN_TERMS,
    payer: MARIA,
    messageLines: [],
    ...changes,
  };
}

async function issued(changes: Partial<ChargeToIssue> = {}) {
  const charge = newCharge(changes);
  const outcome = await bench.gateway.issue(charge, bench.context);
  if (outcome.ending !== 'registered') throw new Error(JSON.stringify(outcome));
  const at: ChargeAtGateway = {
    gatewayId: outcome.charge.gatewayId,
    reference: charge.reference,
  };
  return { charge, at, issued: outcome.charge };
}

async function shown(at: ChargeAtGateway): Promise<readonly GatewayEvent[]> {
  const outcome = await bench.gateway.fetchCharge(at, bench.context);
  return outcome.found === 'charge' ? outcome.snapshot.events : [];
}

const kindsOf = (events: readonly GatewayEvent[]) => events.map(({ kind }) => kind);
const settings = (changes: object) => bench.put('/juno/settings', changes);

describe('money at Juno', () => {
  it('is announced while it is AUTHORIZED, and confirmed under the same key', async () => {
    const { at } = await issued();

    await bench.act(at.gatewayId, 'identify');
    const before = await shown(at);
    await bench.act(at.gatewayId, 'pay');
    const after = await shown(at);

    expect(kindsOf(before)).toContain('announced');
    expect(kindsOf(after)).toContain('paid');
    expect(after.find(({ kind }) => kind === 'paid')?.payment?.paymentKey).toBe(
      before.find(({ kind }) => kind === 'announced')?.payment?.paymentKey,
    );
  });

  it('comes twice as two payments, and goes back as one', async () => {
    const { at } = await issued();
    await bench.act(at.gatewayId, 'pay');
    await bench.act(at.gatewayId, 'pay');
    const twice = await shown(at);

    await bench.act(at.gatewayId, 'refund');
    const after = await shown(at);

    const keys = twice.flatMap(({ kind, payment }) =>
      kind === 'paid' && payment ? [payment.paymentKey] : [],
    );
    expect(new Set(keys).size).toBe(2);
    const back = after.filter(({ kind }) => kind === 'refunded');
    expect(back).toHaveLength(1);
    expect(keys).toContain(back[0]?.payment?.paymentKey);
  });

  it('that is marked by hand is a mark without a payment', async () => {
    const { at } = await issued();

    await bench.act(at.gatewayId, 'settle');
    const events = await shown(at);

    expect(kindsOf(events)).toEqual(['marked']);
    expect(events[0]).not.toHaveProperty('payment');
  });

  it('that the bank takes back is refunded', async () => {
    const { at } = await issued();
    await bench.act(at.gatewayId, 'pay');

    await bench.act(at.gatewayId, 'contest');

    expect(kindsOf(await shown(at))).toContain('refunded');
  });

  it('tells amount and fee, of another amount than was asked as well', async () => {
    const { at } = await issued();

    await bench.act(at.gatewayId, 'pay', { amountCents: 9_000 });
    const [event] = await shown(at);

    expect(event).toMatchObject({
      kind: 'paid',
      payment: { amountCents: 9_000, feeCents: 250, paidOn: bench.today() },
    });
  });
});

describe('shapes that the sources do not agree on', () => {
  it.each([
    { pixShape: 'array' },
    { pixPayloadName: 'qrcodeInBase64' },
    { payNumber: 'sandbox-text' },
    { callbackAmounts: 'number' },
    { emptyPayments: 'list' },
    { listsCancelled: true, listsManualReconciliation: true },
  ])('are all read: %o', async (changes) => {
    await settings(changes);

    const { at, issued: charge } = await issued({ instrument: 'bolix' });
    await bench.act(at.gatewayId, 'pay');

    expect(charge.pixPayload).toMatch(/^000201/);
    expect(charge.linha).toMatch(/^383\d{44}$/);
    expect(kindsOf(await shown(at))).toContain('paid');
  });

  it.each(['list', 'absent'])('an empty list is nothing: %s', async (emptyList) => {
    await settings({ emptyList });

    const outcome = await bench.gateway.resolve(
      { ...newCharge(), sentAt: bench.now() },
      bench.context,
    );

    expect(outcome).toEqual({ found: 'nothing' });
  });

  it.each(['/', '/api-integration'])('a resource path of %s is answered', async (path) => {
    const gateway = bench.open({ 'simulator-resource-path': path });

    expect(await gateway.testCredentials(bench.context)).toEqual({ ending: 'done' });
  });
});

describe('a carnê of 24', () => {
  const group = (day: string): GroupToIssue => {
    const { amountCents, ...common } = newCharge();
    const first = civilDate(`${addMonths(bench.today(), 1).slice(0, 7)}-${day}`);
    const parcels = Array.from({ length: 24 }, (_, index) => ({
      number: index + 1,
      dueOn: addMonths(first, index),
      amountCents,
    }));
    return { ...common, parcels };
  };

  it('has every parcel on its date, each to be found by number', async () => {
    const wanted = group('15');

    const outcome = await bench.gateway.issueGroup(wanted, bench.context);
    const found = await bench.gateway.resolveGroup(
      { ...wanted, sentAt: bench.now() },
      bench.context,
    );

    const registered = outcome.ending === 'registered' ? outcome.group : undefined;
    expect(registered?.parcels.map(({ number, charge }) => [number, charge.dueOn])).toEqual(
      wanted.parcels.map(({ number, dueOn }) => [number, dueOn]),
    );
    expect(found).toMatchObject({ found: 'registered', group: { groupId: wanted.reference } });
    expect(found.found === 'registered' ? found.group.parcels : []).toHaveLength(24);
  });

  it('is found over several pages among others', async () => {
    const wanted = [group('10'), group('10'), group('10'), group('10'), group('10')];
    for (const one of wanted) await bench.gateway.issueGroup(one, bench.context);
    const last = wanted.at(-1);
    if (!last) throw new Error('no carnê');

    const found = await bench.gateway.resolveGroup({ ...last, sentAt: bench.now() }, bench.context);

    expect(found.found === 'registered' ? found.group.parcels : []).toHaveLength(24);
  });
});

describe('the address of the callbacks', () => {
  it('is registered again without a second one, and keeps its key', async () => {
    const before = bench.kept.get('simulator-webhook-secret');

    const again = await bench.gateway.registerCallbackUrl?.(bench.callbackUrl, bench.context);

    expect(again).toEqual({ ending: 'done' });
    expect(bench.kept.get('simulator-webhook-secret')).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives way to another one only when the account says so', async () => {
    const url = bench.callbackUrl.replace('/cb', '/other');

    const refused = await bench.gateway.registerCallbackUrl?.(url, bench.context);
    const taker = bench.open({ 'simulator-takes-callbacks': 'sim' });
    const taken = await taker.registerCallbackUrl?.(url, bench.context);

    expect(refused).toMatchObject({ ending: 'rejected', refusal: { code: 'callback-taken' } });
    expect(taken).toEqual({ ending: 'done' });
  });

  it('gets callbacks whose signature fits the key that was kept', async () => {
    const { at } = await issued();
    await bench.act(at.gatewayId, 'pay');

    const callback = await bench.nextCallback();
    const good = await bench.gateway.readCallback(callback, bench.context);
    const tampered = await bench.gateway.readCallback(
      { ...callback, body: Buffer.concat([callback.body, Buffer.from(' ')]) },
      bench.context,
    );

    expect([good.reading, tampered.reading]).toEqual(['events', 'unreadable']);
  });
});
