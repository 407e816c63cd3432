/** Which tone each state has, in one place, so that a state looks the same on every screen. */
import type { Environment } from '../../domain/account.ts';
import type { ChargeState } from '../../domain/charge-states.ts';
import type { PaymentState } from '../../domain/payment-states.ts';
import type { CallbackRow } from '../../preload/contract/callbacks.ts';
import type { CarneRow } from '../../preload/contract/carnes.ts';
import type { TituloStatus } from '../../preload/contract/titulos.ts';
import type { Tone } from './tone.ts';

export const tituloTones: Readonly<Record<TituloStatus, Tone>> = {
  due: 'waiting',
  overdue: 'bad',
  'partly-paid': 'attention',
  paid: 'good',
  cancelled: 'ended',
  announced: 'attention',
  'awaiting-approval': 'attention',
};

export const chargeTones: Readonly<Record<ChargeState, Tone>> = {
  prepared: 'plain',
  sending: 'waiting',
  sent: 'waiting',
  unknown: 'doubt',
  registered: 'waiting',
  rejected: 'bad',
  closing: 'waiting',
  cancelled: 'ended',
  expired: 'ended',
  paid: 'good',
  marked: 'good',
  refunded: 'ended',
  discarded: 'ended',
};

export const paymentTones: Readonly<Record<PaymentState, Tone>> = {
  announced: 'attention',
  confirmed: 'good',
  credited: 'good',
  void: 'ended',
  'partly-reversed': 'attention',
  reversed: 'ended',
};

export const callbackTones: Readonly<Record<CallbackRow['state'], Tone>> = {
  new: 'waiting',
  done: 'good',
  parked: 'bad',
  ignored: 'ended',
};

export const carneTones: Readonly<Record<CarneRow['state'], Tone>> = {
  preparing: 'plain',
  open: 'waiting',
  overdue: 'bad',
  finished: 'good',
  cancelled: 'ended',
};

export const environmentTones: Readonly<Record<Environment, Tone>> = {
  production: 'good',
  homologation: 'attention',
  simulator: 'practice',
};

/** Green, grey and red of a way in: confirmed, unknown, failed. */
export const wayLightTones: Readonly<Record<'confirmed' | 'unknown' | 'failed', Tone>> = {
  confirmed: 'good',
  unknown: 'plain',
  failed: 'bad',
};
