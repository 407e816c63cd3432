/** The panel is the same for every simulated gateway: what it shows of a charge changes nothing at any of them. */
import { expect, it } from 'vitest';
import { gatewayFactories } from '../../main/simulator/registry.ts';
import { openAccount as openAsaas } from './asaas/account.ts';
import { openAccount as openBoletoFacil } from './boleto-facil/account.ts';
import { oneStep } from './efi/bodies.ts';
import { openAccount as openToken } from './gerencianet-token/account.ts';
import { columns, startHarness, type Harness, type Wire } from './harness.ts';
import { openAccount as openJuno } from './juno/account.ts';
import { cob, txidOf } from './pix/bodies.ts';
import { startPix, type PixId } from './pix/client.ts';

interface Opened {
  readonly harness: Harness;
  /** Issues a charge. @returns its number */
  readonly issue: (n: number) => Promise<string>;
}

const openers: Readonly<Record<string, () => Promise<Opened>>> = {
  asaas: async () => {
    const account = await openAsaas();
    return { harness: account.harness, issue: async () => (await account.charge()).id };
  },
  'boleto-facil': async () => {
    const account = await openBoletoFacil();
    const issue = async (n: number) =>
      String((await account.charge({ reference: `REF-${n}` })).code);
    return { harness: account.harness, issue };
  },
  efi: async () => {
    const harness = await startHarness();
    const issue = async () =>
      String((await harness.api('POST', '/v1/charge/one-step', oneStep())).body.data.charge_id);
    return { harness, issue };
  },
  'gerencianet-token': async () => {
    const account = await openToken();
    return { harness: account.harness, issue: (n) => account.charge(`TIT-${n}`) };
  },
  juno: async () => {
    const account = await openJuno();
    return { harness: account.harness, issue: async () => (await account.charge()).id };
  },
  'pix-bb': () => openPix('pix-bb'),
  'pix-efi': () => openPix('pix-efi'),
};

async function openPix(id: PixId): Promise<Opened> {
  const harness = await startPix(id);
  const issue = async (n: number) =>
    String((await harness.pix('PUT', `/cob/${txidOf(n)}`, cob)).body.txid);
  return { harness, issue };
}

it('has every simulated gateway', () => {
  expect(Object.keys(openers).sort()).toEqual(Object.keys(gatewayFactories).sort());
});

it.each(Object.keys(openers))(
  'shows the charges of %s, and changes none by looking',
  async (id) => {
    const opener = openers[id];
    if (opener === undefined) throw new RangeError(id);
    const { harness, issue } = await opener();
    const numbers = [await issue(1), await issue(2)];
    await harness.simulator.whenIdle();
    const look = async (path: string): Promise<Wire> =>
      (await harness.control('GET', `/${id}${path}`)).body;
    const revision = async () => Number((await harness.control('GET', '/')).body.revision);
    const before = await look('/charges');
    const revisionBefore = await revision();

    const newest = await look('/charges?order=newest&callbacks=none');
    const found = await look(`/charges?search=${numbers[0] ?? ''}&callbacks=none`);
    const shown = await look(`/charges/${numbers[0] ?? ''}`);

    const after = await look('/charges');
    const revisionAfter = await revision();
    await harness.close();
    expect(columns(newest.charges, 'id').flat()).toEqual(expect.arrayContaining(numbers));
    expect(columns(found.charges, 'id')).toEqual([[numbers[0]]]);
    expect(found.charges).toEqual([shown.charge]);
    expect(shown.actions).toContainEqual({ action: 'pay', reason: null });
    expect(shown.letter.text).toContain(numbers[0]);
    expect(after).toEqual(before);
    expect(revisionAfter).toBe(revisionBefore);
  },
);
