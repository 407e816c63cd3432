/** The callback URLs at a simulated gateway: how they stand, "ligar/desligar", "Testar". */
import type { AccountViewTools } from '../accounts/view-accounts.ts';
import { simulatorIdOf } from '../open-gateways.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';

/** With what the gateway's site holds for the account, and the addresses of ours that could be typed there. */
export async function listUrls(
  tools: Pick<AccountViewTools, 'books' | 'callbackUrlOf'>,
  simulator: SimulatorControl,
  gateway: string,
) {
  const { urls, panel } = await simulator.panel.urls(gateway);
  return {
    urls: urls.map(({ url, active, failedTries, callbacks, pending, suspended }) => ({
      url,
      isActive: active,
      failedTries,
      notices: callbacks,
      pending,
      suspended,
    })),
    panel: Object.entries(panel).map(([name, url]) => ({ name, url })),
    ours: ourUrls(tools, gateway),
  };
}

function ourUrls(
  { books, callbackUrlOf }: Pick<AccountViewTools, 'books' | 'callbackUrlOf'>,
  gateway: string,
) {
  return books.accounts.all().flatMap((account) => {
    if (account.environment !== 'simulator' || simulatorIdOf(account) !== gateway) return [];
    const url = callbackUrlOf(account);
    return url === undefined ? [] : [{ accountLabel: account.label, url }];
  });
}

/** "Cole esta URL": types addresses into the gateway's site. */
export async function savePanelUrls(
  { notify }: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  order: { readonly gateway: string; readonly urls: Readonly<Record<string, string | null>> },
): Promise<void> {
  await simulator.panel.setPanelUrls(order.gateway, order.urls);
  notify('simulator', 'all');
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
