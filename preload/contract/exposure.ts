import { z } from 'zod';
import { ddnsProviders } from '../../domain/way-settings.ts';
import { civilDateField, id, instantField, line, nothing } from './fields.ts';

const address = z.url({ protocol: /^https?$/ }).max(200);

export const waySettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tunnel'), host: address, name: line(63).min(4) }),
  z.object({
    kind: z.literal('ddns'),
    provider: z.enum(ddnsProviders),
    name: line(253).min(1, 'required'),
    user: line(200),
    contact: line(200),
    /** In place of the provider's own; empty for that one. */
    endpoint: line(200),
    externalPort: z.int().min(1).max(65_535),
    /** Asks the router to forward the port. */
    forwardsPort: z.boolean(),
  }),
  z.object({ kind: z.literal('fixed'), baseUrl: address }),
  z.object({ kind: z.literal('other-tunnel'), baseUrl: address }),
]);

export const exposureToSave = z.object({
  /** In the order of preference; none while practising. */
  ways: z.array(waySettings).max(3),
  /** Whether services outside may be asked for the public address. */
  asksOutside: z.boolean(),
  /** Only when it was typed now; an empty text removes it. */
  ddnsPassword: z.string().max(200).optional(),
});

const light = z.object({
  state: z.enum(['confirmed', 'unknown', 'failed']),
  /** Of the proof, or since when it is so. */
  at: instantField,
  /** Who proved it; null where nobody did. */
  by: z.enum(['probe', 'outside']).nullable(),
  why: z.string(),
});

const wayView = z.object({
  kind: z.enum(['tunnel', 'ddns', 'fixed', 'other-tunnel']),
  isActive: z.boolean(),
  phase: z.enum(['opening', 'open', 'down']),
  text: z.string(),
  light,
  lastProbe: z
    .object({
      at: instantField,
      elapsedMs: z.int(),
      hasArrived: z.boolean(),
      status: z.int().nullable(),
      /** What it showed, when it proved nothing. */
      text: z.string(),
    })
    .nullable(),
});

const phone = z.object({
  url: z.string(),
  openedAt: instantField,
  visit: z.object({ at: instantField, isOutside: z.boolean() }).nullable(),
});

export const exposureField = z.object({
  settings: exposureToSave.omit({ ddnsPassword: true }).extend({ hasDdnsPassword: z.boolean() }),
  baseUrl: z.string().nullable(),
  /** Null while no way is set up. */
  light: light.nullable(),
  ways: z.array(wayView),
  /** The looks of the last days, one a minute. */
  availability: z.array(
    z.object({ on: civilDateField, confirmed: z.int(), unknown: z.int(), failed: z.int() }),
  ),
  /** How far each gateway was told the address of now. */
  urls: z.array(
    z.object({
      accountId: id,
      label: z.string(),
      way: z.enum(['charges', 'account', 'by-hand']),
      url: z.string().nullable(),
      done: z.int(),
      total: z.int(),
    }),
  ),
  phone: phone.nullable(),
});
export type ExposureField = z.infer<typeof exposureField>;

export const exposureCalls = {
  'exposure.get': { input: nothing, output: exposureField },
  'exposure.save': { input: exposureToSave, output: exposureField },
  /** Proves the way in now. */
  'exposure.look': { input: nothing, output: exposureField },
  /** A one-time address for a telephone without Wi-Fi. */
  'exposure.phone': { input: nothing, output: phone.nullable() },
};
