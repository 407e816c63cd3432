import { Failure } from '../../../domain/failure.ts';
import type { Links, SimulatorControl } from '../ports.ts';

export interface PageToOpen {
  readonly gateway: string;
  readonly id: string;
  readonly kind: 'page' | 'pdf';
}

/**
 * Opens the gateway's own page or PDF of a charge.
 * @throws Failure `not-found` where the gateway has none, `not-allowed` for an address outside this computer
 */
export async function openSimulatedPage(
  links: Links,
  simulator: SimulatorControl,
  { gateway, id, kind }: PageToOpen,
): Promise<void> {
  const told = await simulator.panel.charge(gateway, id);
  const url = kind === 'page' ? told.links.pageUrl : told.links.pdfUrl;
  if (url === null) throw new Failure('not-found', 'The gateway has no such page');
  await links.openLoopback(url);
}
