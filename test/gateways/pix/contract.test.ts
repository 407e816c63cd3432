import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { MARIA, PADARIA, TERMS } from './samples.ts';
import { openSimulatorBench } from './simulator-bench.ts';

const NOBODY_LISTENS = 'http://127.0.0.1:1';
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];
const WRONG = 'a-wrong-secret';

describeGateway('Pix, Banco do Brasil', () => openPix('bb', ['"sandbox"', WRONG]));
describeGateway('Pix, Efí', () => openPix('efi', ['Client_Secret_sandbox', WRONG]));

async function openPix(profile: ProfileId, secrets: readonly string[]): Promise<ContractBench> {
  const bench = await openSimulatorBench(profile);
  const newCharge = countedCharges(() => bench.today());
  return {
    definition: definitionOf('pix'),
    gateway: bench.gateway,
    withWrongSecret: bench.open({ [`simulator-${profile}-client-secret`]: WRONG }),
    unreachable: bench.open({}, NOBODY_LISTENS),
    planted: [...secrets, ...PERSONAL],
    now: () => bench.now(),
    today: () => bench.today(),
    newCharge,
    newGroup: () => {
      throw new Error('Pix has no carnê');
    },
    there: {
      pay: (txid) => bench.act(txid, 'pay'),
      cancel: (txid) => bench.act(txid, 'cancel'),
    },
    nextCallback: () => bench.nextCallback(),
    strangeCallback,
    close: () => bench.close(),
  };
}

function strangeCallback(): CallbackToRead {
  const pix = [{ endToEndId: `E${'0'.repeat(31)}`, valor: '1.00', txid: 'X'.repeat(26) }];
  return {
    method: 'POST',
    path: '/c/secret/pix',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify({ pix })),
  };
}

/** One in three is contra-apresentação, which is another kind of charge at the bank. */
function countedCharges(today: () => CivilDate): () => ChargeToIssue {
  let count = 0;
  return () => {
    count += 1;
    return {
      reference: newReference(systemClock.now(), crypto.getRandomValues(new Uint8Array(12))),
      instrument: 'pix',
      amountCents: cents(9000 + count),
      dueOn: addDays(today(), 10),
      description: 'Internet 300M',
      terms: count % 3 === 0 ? { ...PLAIN_TERMS, isContra: true } : TERMS,
      payer: count % 2 === 0 ? MARIA : PADARIA,
      messageLines: [],
    };
  };
}
