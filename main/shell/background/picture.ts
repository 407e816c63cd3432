/** What the shell shows of the core while no window is open, asked through the same door as the windows ask. */
import { z } from 'zod';
import type { Instant } from '../../../domain/instant.ts';
import { accountRow } from '../../../preload/contract/accounts.ts';
import { exposureField } from '../../../preload/contract/exposure.ts';
import { statusField } from '../../../preload/contract/system.ts';
import type { Core } from '../../app.ts';
import type { RefusedAccount } from '../../core-views.ts';

/** `none`: no way in is set up; `locked`: the secrets wait for the passphrase, and nothing settles. */
export type TrayLight = 'none' | 'locked' | 'confirmed' | 'unknown' | 'failed';

export interface Picture {
  /** The core's own clock. */
  readonly now: Instant;
  readonly light: TrayLight;
  /** Since when the light is so; null where there is none. */
  readonly lightSince: Instant | null;
  readonly isListening: boolean;
  readonly hasRealAccount: boolean;
  /** Rows of the outbox that go by themselves. */
  readonly sending: number;
  /** Charges of which nobody knows yet whether the gateway has them. */
  readonly unknown: number;
  readonly failed: number;
  /** Payments that wait for a decision. */
  readonly reviews: number;
  readonly refused: readonly RefusedAccount[];
  /** Accounts whose gateway will soon tell us nothing more. */
  readonly givingUp: readonly GivingUp[];
}

export interface GivingUp extends RefusedAccount {
  readonly since: Instant;
  readonly endsAt: Instant;
}

export type AskedCore = Pick<Core, 'dispatch' | 'refusedAccounts'>;

const caller = { kind: 'shell' } as const;
const accountFields = z.array(
  accountRow.pick({ id: true, gatewayLabel: true, environment: true, callbackDeadline: true }),
);
const lightField = exposureField.pick({ light: true });

/** Undefined when the core cannot tell its status. */
export async function readPicture(core: AskedCore): Promise<Picture | undefined> {
  const answer = await core.dispatch('status.get', {}, caller);
  const status = statusField.safeParse(answer.ok ? answer.value : undefined);
  if (!status.success) return undefined;
  const { now, listener, outbox, reviews, hasRealAccount } = status.data;
  return {
    now,
    ...(await readLight(core)),
    isListening: listener.state === 'listening',
    hasRealAccount,
    sending: outbox.waiting + outbox.running,
    unknown: outbox.unknown,
    failed: outbox.failed,
    reviews,
    refused: core.refusedAccounts(),
    givingUp: await readGivingUp(core),
  };
}

async function readGivingUp(core: AskedCore): Promise<readonly GivingUp[]> {
  const answer = await core.dispatch('accounts.list', {}, caller);
  if (!answer.ok) return [];
  return accountFields
    .parse(answer.value)
    .flatMap(({ id, gatewayLabel, environment, callbackDeadline }) => {
      const { state, since, endsAt } = callbackDeadline ?? {};
      if (environment === 'simulator' || state !== 'counting') return [];
      return since === undefined || endsAt == null ? [] : [{ id, gatewayLabel, since, endsAt }];
    });
}

async function readLight(core: AskedCore): Promise<Pick<Picture, 'light' | 'lightSince'>> {
  const answer = await core.dispatch('exposure.get', {}, caller);
  if (!answer.ok) {
    return { light: answer.failure.code === 'locked' ? 'locked' : 'unknown', lightSince: null };
  }
  const { light } = lightField.parse(answer.value);
  return light === null
    ? { light: 'none', lightSince: null }
    : { light: light.state, lightSince: light.at };
}
