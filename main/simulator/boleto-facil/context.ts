import { randomBytes } from 'node:crypto';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createCharges, type Charges } from '../store/boleto-facil/charges.ts';
import { createPayments, type Payments } from '../store/boleto-facil/payments.ts';
import { createAccount, type Account } from './account.ts';

export const BOLETO_FACIL_ID = 'boleto-facil';

/** What every part of the simulated Boleto Fácil works with. */
export interface BoletoFacilContext {
  readonly ports: GatewayPorts;
  readonly charges: Charges;
  readonly payments: Payments;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts): BoletoFacilContext {
  const account = createAccount(ports);
  return {
    ports,
    charges: createCharges(ports.store.db),
    payments: createPayments(ports.store.db),
    account,
    now: () => ports.clock.now(),
    today: () => civilDateOf(ports.clock.now()),
    settings: () => account.get(),
  };
}

/** Midnight in São Paulo at which the day begins. */
export const startOfDay = (on: CivilDate): Instant => instantInSaoPaulo(`${on} 00:00:00`);

/** 32 random bytes as hexadecimal digits in capitals, as the tokens of Boleto Fácil are written. */
export const newHex = (): string => randomBytes(32).toString('hex').toUpperCase();
