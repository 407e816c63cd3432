import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, addMonths } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { callback } from './replay-bench.ts';
import { MARIA, PADARIA } from './samples.ts';
import { openSimulatorBench, type SimulatorBench } from './simulator-bench.ts';

const NOBODY_LISTENS = 'http://127.0.0.1:1';
const SECRETS = ['sandbox-token', 'wrong-token'];
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('Boleto Fácil', () => openBoletoFacil({}));
/** The official SDKs disagree on the status of refusals, and the oldest answers lack fields (juno 1.4, 1.8). */
describeGateway('Boleto Fácil as it was at first', () =>
  openBoletoFacil({ errorStatus: 422, oldAnswers: true }),
);

async function openBoletoFacil(settings: object): Promise<ContractBench> {
  const bench = await openSimulatorBench();
  await bench.put('/boleto-facil/settings', settings);
  const newCharge = countedCharges(bench);
  return {
    definition: definitionOf('boleto-facil'),
    gateway: bench.gateway,
    withWrongSecret: bench.open({ 'simulator-token': 'wrong-token' }),
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
        paymentToken: '0123456789ABCDEF0123456789ABCDEF',
        chargeReference: '0RH5P2S8NOBODYHASTH',
        chargeCode: '99999999',
      }),
    close: () => bench.close(),
  };
}

function countedCharges(bench: SimulatorBench): ContractBench['newCharge'] {
  let count = 0;
  return () => {
    count += 1;
    return {
      reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
      instrument: 'boleto',
      amountCents: cents(9000 + count),
      dueOn: addDays(bench.today(), 10),
      description: 'Internet 300M',
      terms: PLAIN_TERMS,
      payer: count % 2 === 0 ? MARIA : PADARIA,
      messageLines: [],
      callbackUrl: bench.callbackUrl,
    };
  };
}
