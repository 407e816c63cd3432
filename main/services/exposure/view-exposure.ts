/** The ways in as the screen shows them. */
import type { ExposureSettings } from '../../../domain/way-settings.ts';
import type { Vault } from '../secrets/vault.ts';
import { viewCallbackUrls, type CallbackUrlTools } from '../callback-urls/renew-callback-urls.ts';
import { DDNS_PASSWORD, readExposure } from './exposure-settings.ts';

/** What the settings hold, without the password itself. */
export function viewExposureSettings(tools: CallbackUrlTools & { readonly vault: Vault }) {
  const { ways, asksOutside }: ExposureSettings = readExposure(tools);
  const { ownerTable, ownerId, name } = DDNS_PASSWORD;
  return {
    settings: {
      ways: [...ways],
      asksOutside,
      hasDdnsPassword: tools.vault.names(ownerTable, ownerId).includes(name),
    },
    urls: [...viewCallbackUrls(tools)],
  };
}
