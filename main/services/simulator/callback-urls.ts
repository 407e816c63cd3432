/** The callback URLs at a simulated gateway: how they stand, "ligar/desligar", "Testar". */
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';

export async function listUrls(simulator: SimulatorControl, gateway: string) {
  const urls = await simulator.panel.urls(gateway);
  return urls.map(({ url, active, failedTries, callbacks, pending, suspended }) => ({
    url,
    isActive: active,
    failedTries,
    notices: callbacks,
    pending,
    suspended,
  }));
}

export async function switchUrl(
  { notify }: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  order: { readonly gateway: string; readonly url: string; readonly isActive: boolean },
): Promise<void> {
  await simulator.panel.switchUrl(order.gateway, order.url, order.isActive);
  notify('simulator', 'all');
}

/** What the gateway's site says after its "Testar". A good test proves the way, not the settlement. */
export async function testUrl(
  simulator: SimulatorControl,
  { gateway, url }: { readonly gateway: string; readonly url: string },
) {
  const { ok, ...told } = await simulator.panel.testUrl(gateway, url);
  return { isOk: ok, ...told };
}
