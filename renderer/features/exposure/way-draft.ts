/** What the form holds of the ways until it is saved. */
import type { WaySettings } from '../../../domain/way-settings.ts';
import type { ExposureField } from '../../../preload/contract/exposure.ts';

export interface WayDraft {
  /** Stays the same while the way is moved and edited. */
  readonly id: number;
  /** Its place among the saved ones; undefined until it is saved. */
  readonly savedAt: number | undefined;
  readonly way: WaySettings;
}

export interface WaysDraft {
  /** What was saved when the form was filled, to tell what changed since. */
  readonly base: string;
  readonly ways: readonly WayDraft[];
  readonly asksOutside: boolean;
  /** What was typed now; undefined keeps the stored one. */
  readonly ddnsPassword: string | undefined;
}

type Settings = Pick<ExposureField['settings'], 'ways' | 'asksOutside'>;

export const MOST_WAYS = 3;

export function draftOf(settings: Settings): WaysDraft {
  return {
    base: fingerprint(settings),
    ways: settings.ways.map((way, index) => ({ id: index, savedAt: index, way })),
    asksOutside: settings.asksOutside,
    ddnsPassword: undefined,
  };
}

export function fingerprint({ ways, asksOutside }: Settings): string {
  return JSON.stringify({ ways, asksOutside });
}

export function isChanged({ base, ways, asksOutside, ddnsPassword }: WaysDraft): boolean {
  const now = fingerprint({ ways: ways.map(({ way }) => way), asksOutside });
  return now !== base || ddnsPassword !== undefined;
}

/** A way of this kind before anything was typed. */
export function emptyWay(kind: WaySettings['kind']): WaySettings {
  if (kind === 'tunnel') return { kind, host: '', name: '' };
  if (kind !== 'ddns') return { kind, baseUrl: '' };
  return {
    kind,
    provider: 'no-ip',
    name: '',
    user: '',
    contact: '',
    endpoint: '',
    externalPort: 8080,
    forwardsPort: true,
  };
}

/** The ways with one of them a place higher or lower; the same ones where it cannot go there. */
export function withMoved(ways: readonly WayDraft[], id: number, by: -1 | 1): readonly WayDraft[] {
  const from = ways.findIndex((one) => one.id === id);
  const moved = ways[from];
  const other = ways[from + by];
  if (moved === undefined || other === undefined) return ways;
  return ways.map((one) => (one === moved ? other : one === other ? moved : one));
}
