/** The life of charges at the simulated Asaas, as far as the contract of all gateways does not tell it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../../domain/civil-date.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import type { ChargeAtGateway, ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import type { IssueContext } from '../../../main/gateways/gateway.ts';
import { CHARGE, GROUP } from './samples.ts';
import { openSimulatorBench, type SimulatorBench } from './simulator-bench.ts';

const DAY_MS = 86_400_000;

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await openSimulatorBench();
});
afterAll(() => bench.close());

const context: IssueContext = { record: () => undefined, created: () => undefined };

describe('a payment', () => {
  it('of a boleto is paid at once and credited when Asaas says so', async () => {
    const at = await issue({ instrument: 'boleto' });

    await bench.act(at.gatewayId, 'pay');
    const confirmed = await eventsOf(at);
    await bench.simulator.advance(5 * DAY_MS);
    const received = await eventsOf(at);

    expect(confirmed.map(({ kind }) => kind)).toEqual(['paid']);
    expect(confirmed[0]?.payment).toMatchObject({ paymentKey: at.gatewayId, feeCents: 199 });
    expect(confirmed[0]?.payment).not.toHaveProperty('creditedOn');
    expect(received.map(({ kind }) => kind)).toEqual(['paid', 'credited']);
    expect(received[1]?.payment?.creditedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('of a Pix is paid and credited at once, and can be given back', async () => {
    const at = await issue({ instrument: 'pix' });

    await bench.act(at.gatewayId, 'pay');
    const paid = await eventsOf(at);
    const refunded = await bench.gateway.refund?.({ charge: at }, context);
    const after = await eventsOf(at);

    expect(paid.map(({ kind, payment }) => [kind, payment?.method])).toEqual([
      ['paid', 'pix'],
      ['credited', 'pix'],
    ]);
    expect(refunded).toEqual({ ending: 'done' });
    expect(after.map(({ kind }) => kind)).toEqual(['refunded']);
  });

  it('by hand is marked and can be taken back', async () => {
    const at = await issue({});

    const marked = await bench.gateway.markSettled?.(at, context);
    const kinds = (await eventsOf(at)).map(({ kind }) => kind);
    const undone = await bench.gateway.undoMark?.(at, context);
    const after = await eventsOf(at);

    expect([marked, undone]).toEqual([{ ending: 'done' }, { ending: 'done' }]);
    expect(kinds).toEqual(['marked']);
    expect(after.map(({ kind }) => kind)).toEqual(['registered']);
  });
});

describe('a creation without an answer', () => {
  it.each(['drop-after', 'truncate'])(
    'after %s leaves one charge, which is found',
    async (kind) => {
      const charge = newCharge({});
      await strike({ kind, method: 'POST', path: '/payments' });

      const lost = await bench.gateway.issue(charge, context);
      const found = await bench.gateway.resolve({ ...charge, sentAt: bench.now() }, context);
      const again = await bench.gateway.issue(charge, context);

      expect(lost.ending).toBe('unknown');
      expect([found.found, again.ending]).toEqual(['registered', 'registered']);
      expect(await bench.chargesOf(charge.reference)).toHaveLength(1);
    },
  );

  it('leaves one carnê, which is found whole', async () => {
    const group = newGroup();
    await strike({ kind: 'drop-after', method: 'POST', path: '/installments' });

    const lost = await bench.gateway.issueGroup(group, context);
    const found = await bench.gateway.resolveGroup({ ...group, sentAt: bench.now() }, context);
    const again = await bench.gateway.issueGroup(group, context);

    expect(lost.ending).toBe('unknown');
    expect(found).toMatchObject({ found: 'registered', group: { parcels: [{}, {}, {}] } });
    expect(again.ending).toBe('registered');
    expect(await bench.chargesOf(group.reference)).toHaveLength(3);
  });

  it('is looked for again when the quota is spent before it leaves', async () => {
    const charge = newCharge({});
    await strike({ kind: 'rate-limit', method: 'POST', path: '/payments' });

    const limited = await bench.gateway.issue(charge, context);
    const later = await bench.gateway.issue(charge, context);

    expect(limited).toMatchObject({
      ending: 'not-sent',
      reason: 'rate-limited',
      retryAfterMs: expect.any(Number) as number,
    });
    expect(later.ending).toBe('registered');
    expect(await bench.chargesOf(charge.reference)).toHaveLength(1);
  });
});

describe('callbacks', () => {
  it('come to a new address with the secret, and tell that a boleto cannot be paid any more', async () => {
    const at = await issue({ terms: { ...CHARGE.terms, payableDays: 2 } });

    await bench.simulator.advance(14 * DAY_MS);
    const callback = await callbackOf('PAYMENT_BANK_SLIP_CANCELLED', at);
    const reading = await bench.gateway.readCallback(callback, context);

    const account = {
      environment: 'simulator',
      credential: () => 'planted-callback-token-0123456789abcdef',
    } as const;
    expect(asaasDefinition.checkCallback?.(callback, account)).toBe('ok');
    expect(reading).toMatchObject({
      reading: 'events',
      events: [{ kind: 'overdue' }, { kind: 'expired', target: { gatewayId: at.gatewayId } }],
    });
  });
});

function newCharge(changed: Partial<ChargeToIssue>): ChargeToIssue {
  const reference = newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12)));
  return { ...CHARGE, reference, dueOn: addDays(bench.today(), 10), ...changed };
}

function newGroup() {
  const { reference, dueOn } = newCharge({});
  const parcels = GROUP.parcels.map((parcel) => ({
    ...parcel,
    dueOn: addMonths(dueOn, parcel.number - 1),
  }));
  return { ...GROUP, reference, parcels };
}

async function issue(changed: Partial<ChargeToIssue>): Promise<ChargeAtGateway> {
  const charge = newCharge(changed);
  const outcome = await bench.gateway.issue(charge, context);
  if (outcome.ending !== 'registered') throw new Error(JSON.stringify(outcome));
  return { gatewayId: outcome.charge.gatewayId, reference: charge.reference };
}

async function eventsOf(at: ChargeAtGateway): Promise<readonly GatewayEvent[]> {
  const outcome = await bench.gateway.fetchCharge(at, context);
  return outcome.found === 'charge' ? outcome.snapshot.events : [];
}

async function strike(fault: Readonly<Record<string, string>>): Promise<void> {
  await bench.put('/faults', { faults: [{ gateway: 'asaas', count: 1, ...fault }] });
}

async function callbackOf(event: string, { gatewayId }: ChargeAtGateway) {
  for (;;) {
    const callback = await bench.nextCallback();
    const body = JSON.parse(new TextDecoder().decode(callback.body)) as {
      readonly event: string;
      readonly payment: { readonly id: string };
    };
    if (body.event === event && body.payment.id === gatewayId) return callback;
  }
}
