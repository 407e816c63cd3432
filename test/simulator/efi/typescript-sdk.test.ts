/** The older official SDK, which wrote most integrations that still run; only its base address is changed. */
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { columns, startHarness, type Harness, type Wire } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { billet, carnet, charge } from './bodies.ts';

const require = createRequire(import.meta.url);

type Call = (params: object, body?: object) => Promise<Wire>;
type Sdk = Readonly<
  Record<
    | 'createCharge'
    | 'definePayMethod'
    | 'detailCharge'
    | 'getNotification'
    | 'updateBillet'
    | 'cancelCharge'
    | 'createCarnet'
    | 'detailCarnet',
    Call
  >
>;

let harness: Harness;
let receiver: Receiver;
let sdk: Sdk;

beforeEach(async () => {
  harness = await startHarness();
  receiver = await startReceiver();
  sdk = openSdk(harness.simulator.baseUrl('efi'));
});

afterEach(async () => {
  await harness.close();
  await receiver.close();
});

function openSdk(baseUrl: string): Sdk {
  const constants = require('gn-api-sdk-typescript/dist/src/constants.js');
  const { default: Gerencianet } = require('gn-api-sdk-typescript') as {
    readonly default: new (options: object) => Sdk;
  };
  constants.default.APIS.DEFAULT.URL.SANDBOX = `${baseUrl}/v1`;
  return new Gerencianet({
    sandbox: true,
    client_id: 'Client_Id_sandbox',
    client_secret: 'Client_Secret_sandbox',
  });
}

it('leads a boleto from the charge to the payment that its token tells of', async () => {
  const created = await sdk.createCharge({}, charge(receiver.url));
  const id: number = created.data.charge_id;
  await sdk.definePayMethod({ id }, { payment: { banking_billet: billet } });
  await sdk.updateBillet({ id }, { expire_at: '2026-12-15' });
  await harness.control('POST', `/efi/charges/${id}/pay`, { on: '2026-11-21' });
  const [post] = await receiver.arrived(4);
  const token = new URLSearchParams(post?.body).get('notification');
  const told = await sdk.getNotification({ token });
  const detail = await sdk.detailCharge({ id });

  expect(columns(told.data, 'status.current')).toEqual([
    ['new'],
    ['waiting'],
    ['identified'],
    ['paid'],
  ]);
  expect(detail.data).toMatchObject({ status: 'paid', paid_value: 9990 });
});

it('makes a carnê and cancels one boleto of two', async () => {
  const made = await sdk.createCarnet({}, carnet(receiver.url));
  const single = await sdk.createCharge({}, charge(receiver.url));
  await sdk.cancelCharge({ id: single.data.charge_id });
  const shown = await sdk.detailCarnet({ id: made.data.carnet_id });
  const cancelled = await sdk.detailCharge({ id: single.data.charge_id });

  expect(shown.data.charges).toHaveLength(3);
  expect(cancelled.data.status).toBe('canceled');
});

it('shows what the gateway refuses, in its own shape', async () => {
  const refused = await sdk.createCharge({}, { items: [] }).catch((error: unknown) => error);

  expect(refused).toMatchObject({ code: expect.any(Number) as unknown });
});
