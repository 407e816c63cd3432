/** How the listener is reached from outside, as the operator set it. */
import { Failure } from '../../../domain/failure.ts';
import { checkPublicBaseUrl } from '../../../domain/public-base-url.ts';
import type { ExposureSettings, WaySettings } from '../../../domain/way-settings.ts';
import type { Vault } from '../secrets/vault.ts';
import { readSettings } from '../desk/settings.ts';
import { OPERATOR, type Tools } from '../tools.ts';

/** The password, key or token of the dynamic name. */
export const DDNS_PASSWORD = { ownerTable: 'exposure', ownerId: 1, name: 'ddns-password' } as const;

const NONE: ExposureSettings = { ways: [], asksOutside: false, revision: 0 };

/** Before there were several ways, an address alone was set: it is a fixed one. */
export function readExposure(tools: Pick<Tools, 'books'>): ExposureSettings {
  const stored = tools.books.settings.read('exposure') as ExposureSettings | undefined;
  if (stored !== undefined) return stored;
  const { publicBaseUrl } = readSettings(tools);
  if (publicBaseUrl === null) return NONE;
  return { ...NONE, ways: [{ kind: 'fixed', baseUrl: publicBaseUrl }] };
}

export interface ExposureForm {
  readonly ways: readonly WaySettings[];
  readonly asksOutside: boolean;
  /** Only when it was typed now; an empty text removes it. */
  readonly ddnsPassword?: string | undefined;
}

export function saveExposure(
  tools: Tools & { readonly vault: Vault },
  { ways, asksOutside, ddnsPassword }: ExposureForm,
): void {
  const { books, vault, clock } = tools;
  for (const way of ways) refuseUnreachable(way);
  books.transaction(() => {
    const { revision } = readExposure(tools);
    const tidy = ways.map((way) =>
      'baseUrl' in way ? { ...way, baseUrl: way.baseUrl.replace(/\/+$/, '') } : way,
    );
    books.settings.write('exposure', { ways: tidy, asksOutside, revision: revision + 1 });
    // Without a way in nobody may be told an address that leads nowhere.
    if (tidy.length === 0)
      books.settings.write('core', { ...readSettings(tools), publicBaseUrl: null });
    if (ddnsPassword === '') vault.remove(DDNS_PASSWORD);
    else if (ddnsPassword !== undefined) vault.put(DDNS_PASSWORD, ddnsPassword);
    books.audit.write({
      at: clock.now(),
      actor: OPERATOR,
      action: 'changed',
      entity: 'settings',
      entityId: 1,
      detail: { fields: 'exposure', ways: tidy.map(({ kind }) => kind).join(',') },
    });
  });
  tools.notify('settings', 'all');
}

/** This computer's own address passes, for a tunnel that is tried out: the form says that it serves practice alone. */
function refuseUnreachable(way: WaySettings): void {
  if (!('baseUrl' in way)) return;
  const verdict = checkPublicBaseUrl(way.baseUrl);
  if (verdict.kind === 'accepted' || isLoopback(way.baseUrl)) return;
  throw new Failure('invalid-input', 'No gateway can reach this address', {
    field: 'baseUrl',
    reason: verdict.problem,
  });
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
