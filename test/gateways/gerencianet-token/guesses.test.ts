/** What nobody documents, one way and the other: the simulator is set to each, and the adapter must cope with all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays } from '../../../domain/civil-date.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import type { ChargeAtGateway, ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import type { IssueContext } from '../../../main/gateways/gateway.ts';
import { formField } from '../../../main/gateways/gerencianet-token/form-field.ts';
import { CHARGE } from './samples.ts';
import { openSimulatorBench, type SimulatorBench } from './simulator-bench.ts';

const DAY_MS = 86_400_000;
const context: IssueContext = { record: () => undefined, created: () => undefined };

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await openSimulatorBench();
});
afterAll(() => bench.close());

describe('a payment', () => {
  it.each<Readonly<Record<string, unknown>>>([
    { detailStatus: 'words' },
    { detailStatus: 'letters', detailDateForm: 'br-time', payDateForm: 'br-time' },
    { detailDateForm: 'iso', payDateForm: 'iso' },
    { detailAmounts: 'decimal' },
    { detailAmounts: 'cents', answerRoot: 'emitirBoleto', webserviceRoot: 'resposta' },
    { answersLink: false },
    { refusesAccents: true },
  ])('is told under the settings %j', async (settings) => {
    await bench.put('/gerencianet-token/settings', settings);
    const at = await issue({ description: 'Mensalidade de março' });
    const open = await eventsOf(at);

    await bench.act(at.gatewayId, 'pay');
    const told = await toldOf(at);
    const shown = await eventsOf(at);

    const payment = {
      paymentKey: `${at.gatewayId}:paid`,
      amountCents: 9990,
      paidOn: bench.today(),
    };
    expect(open).toMatchObject([{ kind: 'registered' }]);
    expect(told).toMatchObject({ kind: 'paid', payment });
    expect(shown).toMatchObject([{ kind: 'paid', payment }]);
  });

  it.each(['charge', 'paid'])(
    'that comes late has fine and interest, when the look-up shows the value of the %s',
    async (detailValue) => {
      await bench.put('/gerencianet-token/settings', { detailValue, fine: 200, interest: 33 });
      const at = await issue({ dueOn: bench.today() });
      await bench.simulator.advance(10 * DAY_MS);

      await bench.act(at.gatewayId, 'pay');
      const { payment } = await toldOf(at);

      expect(payment?.lateCents).toBeGreaterThan(199);
      expect((payment?.amountCents ?? 0) - (payment?.lateCents ?? 0)).toBe(9990);
    },
  );

  it('is the same one when it is finalised', async () => {
    await bench.put('/gerencianet-token/settings', { sentLetters: ['p', 'f', 'c', 'i'] });
    const at = await issue({});

    await bench.act(at.gatewayId, 'pay');
    const paid = await toldOf(at);
    await bench.act(at.gatewayId, 'credit');
    const finalised = await toldOf(at);

    expect(finalised.eventKey).toBe(paid.eventKey);
    expect(finalised.payment?.paymentKey).toBe(paid.payment?.paymentKey);
  });

  it('comes with others in one callback', async () => {
    await bench.put('/gerencianet-token/settings', { callbackBatch: { size: 2, waitSeconds: 60 } });
    const [one, other] = [await issue({}), await issue({})];

    await bench.act(one.gatewayId, 'pay');
    await bench.act(other.gatewayId, 'pay');
    const reading = await bench.gateway.readCallback(await bench.nextCallback(), context);
    await bench.put('/gerencianet-token/settings', { callbackBatch: { size: 1, waitSeconds: 60 } });

    expect(reading).toMatchObject({
      reading: 'events',
      events: [
        { kind: 'paid', target: { gatewayId: one.gatewayId, reference: one.reference } },
        { kind: 'paid', target: { gatewayId: other.gatewayId, reference: other.reference } },
      ],
    });
  });
});

describe('an issue', () => {
  it.each([200, 400, 500])('finds its earlier answer under HTTP %i', async (errorStatus) => {
    await bench.put('/gerencianet-token/settings', { errorStatus });
    const charge = newCharge({});

    const first = await bench.gateway.issue(charge, context);
    const again = await bench.gateway.issue(charge, context);
    await bench.put('/gerencianet-token/settings', { errorStatus: 200 });

    expect(first.ending).toBe('registered');
    expect(again).toEqual(first);
  });

  it('without due date is never overdue', async () => {
    const at = await issue({ terms: { ...PLAIN_TERMS, isContra: true } });

    await bench.simulator.advance(30 * DAY_MS);

    expect(await eventsOf(at)).toMatchObject([{ kind: 'registered' }]);
  });

  it('adds the fee when the account passes it on, and says what it comes to', async () => {
    const gateway = bench.open({ 'simulator-passes-fee': 'sim', 'simulator-keeps-charging': '0' });

    const outcome = await gateway.issue(newCharge({}), context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { amountCents: 10_140 } });
  });

  it('of an unpaid charge shows overdue after its day', async () => {
    const at = await issue({ dueOn: bench.today() });

    await bench.simulator.advance(5 * DAY_MS);

    expect(await eventsOf(at)).toMatchObject([{ kind: 'overdue' }]);
  });
});

function newCharge(changed: Partial<ChargeToIssue>): ChargeToIssue {
  const reference = newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12)));
  return { ...CHARGE, reference, dueOn: addDays(bench.today(), 10), ...changed };
}

async function issue(changed: Partial<ChargeToIssue>): Promise<ChargeAtGateway> {
  const charge = newCharge(changed);
  const outcome = await bench.gateway.issue(charge, context);
  if (outcome.ending !== 'registered') throw new Error(JSON.stringify(outcome));
  return { gatewayId: outcome.charge.gatewayId, reference: charge.reference };
}

async function eventsOf(at: ChargeAtGateway): Promise<readonly GatewayEvent[]> {
  const outcome = await bench.gateway.fetchCharge(at, context);
  if (outcome.found !== 'charge') throw new Error(JSON.stringify(outcome));
  return outcome.snapshot.events;
}

/** What the next callback about the charge's money tells; others are passed over. */
async function toldOf({ gatewayId }: ChargeAtGateway): Promise<GatewayEvent> {
  for (;;) {
    const callback = await bench.nextCallback();
    if (!/<status>[pf]</.test(formField(callback, 'xml') ?? '')) continue;
    const reading = await bench.gateway.readCallback(callback, context);
    const events = reading.reading === 'events' ? reading.events : [];
    const found = events.find(({ target }) => target.gatewayId === gatewayId);
    if (found) return found;
  }
}
