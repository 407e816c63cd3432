import type { Account } from '../../store/accounts.ts';
import type { AccountTools } from './account-tools.ts';
import { isAsked } from './asked-fields.ts';
import { placeOf } from './credential-place.ts';

/** Equal for two accounts with one login, by the first credential of their environment; null while it is not filled in. */
export function loginFingerprint(
  tools: AccountTools,
  account: Pick<Account, 'id' | 'gateway' | 'environment' | 'profile'>,
): string | null {
  const { id, gateway } = account;
  const field = tools.gateways
    .definitionOf(gateway)
    .credentialFields.find((one) => isAsked(one, account));
  const login = field === undefined ? undefined : tools.vault.get(placeOf(id, field.name));
  return login === undefined ? null : tools.vault.fingerprint(`${gateway}:${login}`);
}
