import { createHmac } from 'node:crypto';
import { addDays, addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { MARIA, PADARIA } from './samples.ts';
import { openSimulatorBench } from './simulator-bench.ts';

const NOBODY_LISTENS = 'http://127.0.0.1:1';
const SECRETS = ['sandbox-token', 'wrong-secret', 'Basic '];
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('Juno, API 2.0', openJuno);

async function openJuno(): Promise<ContractBench> {
  const bench = await openSimulatorBench();
  const secret = bench.kept.get('simulator-webhook-secret') ?? '';
  const newCharge = countedCharges(() => bench.today());
  return {
    definition: definitionOf('juno'),
    gateway: bench.gateway,
    withWrongSecret: bench.open({ 'simulator-client-secret': 'wrong-secret' }),
    unreachable: bench.open({}, NOBODY_LISTENS),
    planted: [...SECRETS, secret, ...PERSONAL],
    now: () => bench.now(),
    today: () => bench.today(),
    newCharge,
    newGroup: (count) => {
      const { dueOn, amountCents, ...common } = newCharge();
      const parcels = Array.from({ length: count }, (_, index) => ({
        number: index + 1,
        dueOn: addMonths(dueOn, index),
        amountCents,
      }));
      return { ...common, parcels };
    },
    there: {
      pay: (gatewayId) => bench.act(gatewayId, 'pay'),
      cancel: (gatewayId) => bench.act(gatewayId, 'cancel'),
    },
    nextCallback: () => bench.nextCallback(),
    strangeCallback: () => strangeCallback(secret),
    close: () => bench.close(),
  };
}

/** Signed as Juno signs, about a charge that it does not know. */
function strangeCallback(secret: string): CallbackToRead {
  const entityId = 'chr_00000000000000000000000000000000';
  const body = new TextEncoder().encode(
    JSON.stringify({
      eventId: '0123456789ABCDEF',
      eventType: 'CHARGE_STATUS_CHANGED',
      data: [{ entityId, entityType: 'CHARGE', attributes: { status: 'PAID' } }],
    }),
  );
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-signature': signature };
  return { method: 'POST', path: '/cb/juno', headers, body };
}

/** On days that every month has: Juno's rule for short months is not known. */
function countedCharges(today: () => CivilDate): ContractBench['newCharge'] {
  let count = 0;
  return () => {
    count += 1;
    return {
      reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
      instrument: count % 3 === 0 ? 'bolix' : 'boleto',
      amountCents: cents(9000 + count),
      dueOn: dayEveryMonthHas(addDays(today(), 10)),
      description: 'Internet 300M',
      terms: PLAIN_TERMS,
      payer: count % 2 === 0 ? MARIA : PADARIA,
      messageLines: [],
    };
  };
}

function dayEveryMonthHas(day: CivilDate): CivilDate {
  return Number(day.slice(8)) <= 28 ? day : dayEveryMonthHas(addDays(day, 1));
}
