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

const definition = definitionOf('asaas');
const NOBODY_LISTENS = 'http://127.0.0.1:1';
const CALLBACK_TOKEN = 'planted-callback-token-0123456789abcdef';
const SECRETS = ['sandbox-token', 'wrong-token', CALLBACK_TOKEN];
const PERSONAL = ['94271564656', '99794567000144', 'Maria da Silva', 'Rua das Flores'];

describeGateway('Asaas', openAsaas);

async function openAsaas(): Promise<ContractBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-asaas-contract-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const baseUrl = simulator.baseUrl('asaas');
  const open = (url: string, accessToken?: string) =>
    definition.open(
      {
        environment: 'simulator',
        baseUrl: url,
        credential: (name) =>
          name === 'simulator-callback-token'
            ? CALLBACK_TOKEN
            : name === 'simulator-access-token'
              ? accessToken
              : undefined,
      },
      { clock: simulator.clock },
    );
  const control = async (path: string): Promise<void> => {
    const response = await fetch(`${simulator.controlUrl}/asaas/charges/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const gateway = open(baseUrl);
  const registered = await gateway.registerCallbackUrl?.(catcher.url, { record: () => undefined });
  if (registered?.ending !== 'done') throw new Error(JSON.stringify(registered));
  const today = () => civilDateOf(simulator.clock.now());
  const newCharge = countedCharges(today);
  return {
    definition,
    gateway,
    withWrongSecret: open(baseUrl, 'wrong-token'),
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
    strangeCallback: () =>
      callback({
        id: 'evt_00000000000000000000000000000000&1',
        event: 'PAYMENT_RECEIVED',
        payment: { id: 'pay_1_nobodyhasthis' },
      }),
    close: async () => {
      await simulator.close();
      await catcher.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function countedCharges(today: () => ReturnType<typeof civilDateOf>): ContractBench['newCharge'] {
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
