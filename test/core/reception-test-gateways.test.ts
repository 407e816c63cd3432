/** The one-click test at every gateway of the simulator: each takes the shape that its adapter makes up for it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GatewayId, Instrument } from '../../domain/account.ts';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { cents } from '../../domain/money.ts';
import { openCore, sampleCompany, type TestCore } from '../support/core.ts';

let bench: TestCore;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
});

afterEach(() => bench.close());

interface Case {
  readonly gateway: GatewayId;
  readonly profile?: string;
  readonly instrument?: Instrument;
  readonly credentials?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  { gateway: 'efi' },
  {
    gateway: 'asaas',
    credentials: { 'simulator-callback-token': 'a-token-of-thirty-two-characters' },
  },
  { gateway: 'juno' },
  { gateway: 'boleto-facil' },
  { gateway: 'gerencianet-token' },
  { gateway: 'pix', profile: 'bb', instrument: 'pix' },
  { gateway: 'pix', profile: 'efi', instrument: 'pix' },
];

it.each(cases)('passes at $gateway $profile', async ({ gateway, profile, ...account }) => {
  const { id } = await bench.call('accounts.save', {
    label: 'Conta de prática',
    gateway,
    profile: profile ?? null,
    environment: 'simulator',
    instrument: account.instrument ?? 'boleto',
    isActive: true,
    autoSettle: true,
    sendsOnline: true,
    forwardsEmail: false,
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: 20,
    feeEstimateCents: cents(0),
    startNumber: null,
    fallbackRank: null,
    terms: PLAIN_TERMS,
    messageLines: [],
    credentials: account.credentials ?? {},
  });
  const { registersCallback, callbackUrl } = await bench.call('accounts.get', { id });
  if (registersCallback) await bench.call('accounts.registerCallback', { id });
  else if (gateway !== 'efi') await typeUrl(gateway, callbackUrl ?? '');

  const test = await bench.call('callbacks.test', { accountId: id });

  expect(test.steps.filter(({ state }) => state !== 'passed').map(({ key }) => key)).toEqual([
    'tls',
  ]);
  expect(test.verdict).toBe('passed');
});

/** Where the gateway's own site asks for the address. */
async function typeUrl(gateway: string, url: string): Promise<void> {
  const answer = (await bench.control(`/${gateway}/url`)) as Readonly<Record<string, unknown>>;
  const urls = Object.fromEntries(
    Object.keys(answer)
      .filter((name) => name !== 'urls')
      .map((name) => [name, url]),
  );
  await bench.control(`/${gateway}/url`, { method: 'PUT', body: urls });
}
