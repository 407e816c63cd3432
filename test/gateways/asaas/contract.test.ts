import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { CALLBACK_TOKEN, callback } from './replay-bench.ts';
import { MARIA, PADARIA } from './samples.ts';
import { openSimulatorBench } from './simulator-bench.ts';

const NOBODY_LISTENS = 'http://127.0.0.1:1';
const SECRETS = ['sandbox-token', 'wrong-token', CALLBACK_TOKEN];
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('Asaas', openAsaas);

async function openAsaas(): Promise<ContractBench> {
  const bench = await openSimulatorBench();
  const newCharge = countedCharges(() => bench.today());
  return {
    definition: definitionOf('asaas'),
    gateway: bench.gateway,
    withWrongSecret: bench.open({ 'simulator-access-token': 'wrong-token' }),
    unreachable: bench.open({}, NOBODY_LISTENS),
    planted: [...SECRETS, ...PERSONAL],
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
    strangeCallback: () =>
      callback({
        id: 'evt_00000000000000000000000000000000&1',
        event: 'PAYMENT_RECEIVED',
        payment: { id: 'pay_1_nobodyhasthis' },
      }),
    close: () => bench.close(),
  };
}

function countedCharges(today: () => CivilDate): ContractBench['newCharge'] {
  let count = 0;
  return () => {
    count += 1;
    return {
      reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
      instrument: 'bolix',
      amountCents: cents(9000 + count),
      dueOn: addDays(today(), 10),
      description: 'Internet 300M',
      terms: PLAIN_TERMS,
      payer: count % 2 === 0 ? MARIA : PADARIA,
      messageLines: [],
    };
  };
}
