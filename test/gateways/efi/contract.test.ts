import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { addDays, addMonths, civilDateOf } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { newReference } from '../../../domain/reference.ts';
import { systemClock } from '../../../main/clock.ts';
import { definitionOf } from '../../../main/gateways/registry.ts';
import { startSimulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';
import { describeGateway, type ContractBench } from '../contract.ts';
import { callback } from './replay-bench.ts';
import { MARIA, PADARIA } from './samples.ts';

const definition = definitionOf('efi');
const NOBODY_LISTENS = 'http://127.0.0.1:1';
const SECRETS = ['Client_Secret_sandbox', 'Client_Secret_wrong'];
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('Efí', openEfi);

async function openEfi(): Promise<ContractBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-efi-contract-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const baseUrl = simulator.baseUrl('efi');
  const open = (url: string, secret?: string) =>
    definition.open(
      {
        environment: 'simulator',
        baseUrl: url,
        credential: (name) => (name === 'simulator-client-secret' ? secret : undefined),
      },
      { clock: simulator.clock },
    );
  const control = async (path: string): Promise<void> => {
    const response = await fetch(`${simulator.controlUrl}/efi/charges/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const today = () => civilDateOf(simulator.clock.now());
  const newCharge = countedCharges(today, catcher.url);
  return {
    definition,
    gateway: open(baseUrl),
    withWrongSecret: open(baseUrl, 'Client_Secret_wrong'),
    unreachable: open(NOBODY_LISTENS),
    planted: [...SECRETS, ...PERSONAL],
    now: () => simulator.clock.now(),
    today,
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
      pay: (gatewayId) => control(`${gatewayId}/pay`),
      cancel: (gatewayId) => control(`${gatewayId}/cancel`),
    },
    nextCallback: () => catcher.next(),
    strangeCallback: () => callback('notification=00000000-0000-4000-8000-000000000000'),
    close: async () => {
      await simulator.close();
      await catcher.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Amounts and payers differ from charge to charge: the third identical one would be refused (4600210). */
function countedCharges(
  today: () => ReturnType<typeof civilDateOf>,
  callbackUrl: string,
): ContractBench['newCharge'] {
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
      callbackUrl,
    };
  };
}
