import { civilDateOf, formatCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { BRASILIA_ZONE, instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createCharges, type Charges } from '../store/gerencianet-token/charges.ts';
import { createNotices, type Notices } from '../store/gerencianet-token/notices.ts';
import { createAccount, type Account } from './account.ts';
import { TOKEN_ID } from './names.ts';

/** What every part of the simulated token mode works with. */
export interface TokenContext {
  readonly ports: GatewayPorts;
  readonly charges: Charges;
  readonly notices: Notices;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts): TokenContext {
  const account = createAccount(ports);
  return {
    ports,
    charges: createCharges(ports.store.db),
    notices: createNotices(ports.store.db),
    account,
    now: () => ports.clock.now(),
    today: () => civilDateOf(ports.clock.now()),
    settings: () => account.get(),
  };
}

const hourForm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: BRASILIA_ZONE,
  timeStyle: 'medium',
});

/** A day as the account writes it; `at` gives the hour where one is written. */
export function writtenDay(form: Account['payDateForm'], on: CivilDate, at: Instant): string {
  if (form === 'iso') return on;
  return form === 'br'
    ? formatCivilDate(on)
    : `${formatCivilDate(on)} ${hourForm.format(toMs(at))}`;
}

/** Midnight in São Paulo at which the day begins. */
export const startOfDay = (on: CivilDate): Instant => instantInSaoPaulo(`${on} 00:00:00`);

/** The number that the account gives to each of its calls (`processo`). */
export function nextProcess({ ports: { settings } }: TokenContext): number {
  const stored = settings.get(TOKEN_ID, 'process');
  const next = (typeof stored === 'number' ? stored : 910_000) + 1;
  settings.put(TOKEN_ID, 'process', next);
  return next;
}
