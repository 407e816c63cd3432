import type { JobField } from './system.ts';

/** What can change under a window's feet. */
export const areas = [
  'accounts',
  'callbacks',
  'carnes',
  'clients',
  'company',
  'exposure',
  'imports',
  'payments',
  'plans',
  'security',
  'settings',
  'simulator',
  'status',
  'titulos',
] as const;
export type Area = (typeof areas)[number];

/** Something changed: the window asks again. More than 100 ids are told as `all`. */
export interface ChangedEvent {
  readonly area: Area;
  readonly ids: readonly number[] | 'all';
}

/** The events that main sends to every window. `job.progress` alone carries state. */
export interface Events {
  readonly changed: ChangedEvent;
  readonly 'job.progress': JobField;
}
export type EventName = keyof Events;

/** The two functions of the bridge, as the page sees them. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  on(listener: (name: EventName, payload: unknown) => void): () => void;
}

/** The name under which the bridge stands on `window`. */
export const BRIDGE_NAME = 'baixa';
export const CALL_CHANNEL = 'baixa:call';
export const EVENT_CHANNEL = 'baixa:event';
