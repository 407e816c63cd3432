import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createCharges, type Charges } from '../store/pix/charges.ts';
import { createLocations, type Locations } from '../store/pix/locations.ts';
import { createPayments, type Payments } from '../store/pix/payments.ts';
import { createWebhooks, type Webhooks } from '../store/pix/webhooks.ts';
import { createAccount, type Account } from './account.ts';
import type { PixProfile } from './profile.ts';

/** What every part of one simulated Pix works with. */
export interface PixContext {
  readonly ports: GatewayPorts;
  readonly profile: PixProfile;
  readonly charges: Charges;
  readonly locations: Locations;
  readonly payments: Payments;
  readonly webhooks: Webhooks;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts, profile: PixProfile): PixContext {
  const { db } = ports.store;
  const account = createAccount(ports, profile.id, profile.account);
  return {
    ports,
    profile,
    charges: createCharges(db, profile.id),
    locations: createLocations(db, profile.id),
    payments: createPayments(db, profile.id),
    webhooks: createWebhooks(db, profile.id),
    account,
    now: () => ports.clock.now(),
    today: () => civilDateOf(ports.clock.now()),
    settings: () => account.get(),
  };
}
