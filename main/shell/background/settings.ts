/** What the operator chose for the time without windows, and what was told already. */
import { z } from 'zod';

/** Minutes of a red light before the operator is told. */
export const redLimits = [5, 15, 60] as const;

const onCloseChoices = ['ask', 'stay', 'end'] as const;

const settingsSchema = z.object({
  /** When the last window is closed: `ask` until the operator has chosen. */
  onClose: z.enum(onCloseChoices).catch('ask'),
  /** Keeps the computer from falling asleep while callbacks are expected. */
  keepsAwake: z.boolean().catch(true),
  /** Shows notices of the desktop. */
  tells: z.boolean().catch(true),
  redMinutes: z.literal(redLimits).catch(15),
});
export type BackgroundSettings = Readonly<z.infer<typeof settingsSchema>>;

const toldSchema = z.object({
  /** The moment since which the light was red when that was told. */
  redSince: z.string().nullable().catch(null),
  /** Payments to decide that the operator knows of. */
  reviews: z.int().min(0).catch(0),
  /** Account -> instant of the notice. */
  refused: z.record(z.string(), z.string()).catch({}),
  /** Account -> since when its gateway cannot tell us, as it was told. */
  givingUp: z.record(z.string(), z.string()).catch({}),
  isLocked: z.boolean().catch(false),
});
/** What each notice was last given for, so that it comes once. */
export type Told = Readonly<z.infer<typeof toldSchema>>;

/** @param stored what the settings file holds; a person can edit it, so anything else counts as not chosen */
export function toBackgroundSettings(stored: unknown): BackgroundSettings {
  return settingsSchema.parse(asObject(stored));
}

export function toTold(stored: unknown): Told {
  return toldSchema.parse(asObject(stored));
}

function asObject(stored: unknown): object {
  return typeof stored === 'object' && stored !== null ? stored : {};
}
