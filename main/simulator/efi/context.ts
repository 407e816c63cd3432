import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { BRASILIA_ZONE, instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createCarnets, type Carnets } from '../store/efi/carnets.ts';
import { createCharges, type Charges } from '../store/efi/charges.ts';
import { createEvents, type Events } from '../store/efi/events.ts';
import { createAccount, type Account } from './account.ts';

export const EFI_ID = 'efi';

/** What every part of the simulated Efí works with. */
export interface EfiContext {
  readonly ports: GatewayPorts;
  readonly charges: Charges;
  readonly carnets: Carnets;
  readonly events: Events;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts): EfiContext {
  const account = createAccount(ports);
  return {
    ports,
    charges: createCharges(ports.store.db),
    carnets: createCarnets(ports.store.db),
    events: createEvents(ports.store.db),
    account,
    now: () => ports.clock.now(),
    today: () => civilDateOf(ports.clock.now()),
    settings: () => account.get(),
  };
}

const naiveForm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: BRASILIA_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-11-21 10:18:21`, São Paulo, without offset, as Efí writes instants. */
export const naive = (at: Instant): string => naiveForm.format(toMs(at));

/** Midnight in São Paulo at which the day begins. */
export const startOfDay = (on: CivilDate): Instant => instantInSaoPaulo(`${on} 00:00:00`);
