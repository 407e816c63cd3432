import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { callback, notice } from './fixture.ts';
import { MARIA, PADARIA } from './samples.ts';
import { openSimulatorBench } from './simulator-bench.ts';

const NOBODY_LISTENS = 'http://127.0.0.1:1';
const WRONG_TOKEN = 'ffffffffffffffffffffffffffffffff';
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('the token mode of Gerencianet', openToken);

async function openToken(): Promise<ContractBench> {
  const bench = await openSimulatorBench();
  return {
    definition: definitionOf('gerencianet-token'),
    gateway: bench.gateway,
    withWrongSecret: bench.open({ 'simulator-token': WRONG_TOKEN }),
    unreachable: bench.open({}, NOBODY_LISTENS),
    planted: ['sandbox-token', WRONG_TOKEN, ...PERSONAL],
    now: () => bench.now(),
    today: () => bench.today(),
    newCharge: countedCharges(() => bench.today()),
    newGroup: () => {
      throw new Error('This gateway has no carnê');
    },
    there: {
      pay: (gatewayId) => bench.act(gatewayId, 'pay'),
      cancel: (gatewayId) => bench.act(gatewayId, 'cancel'),
    },
    nextCallback: () => bench.nextCallback(),
    strangeCallback: () =>
      callback({ xml: `<pagamento>${notice({ chave: 'NOBODYHASTHIS' })}</pagamento>` }),
    close: () => bench.close(),
  };
}

function countedCharges(today: () => CivilDate): ContractBench['newCharge'] {
  let count = 0;
  return () => {
    count += 1;
    return {
      reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
      instrument: 'boleto',
      amountCents: cents(9000 + count),
      dueOn: addDays(today(), 10),
      description: 'Internet 300M',
      terms: PLAIN_TERMS,
      payer: count % 2 === 0 ? MARIA : PADARIA,
      messageLines: [],
    };
  };
}
