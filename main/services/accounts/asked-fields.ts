/** Which of a gateway's credentials concern one account. */
import type { CredentialField } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';

/** Whether a field is of the account's environment and profile. */
export function isAsked(
  field: CredentialField,
  account: Pick<Account, 'environment' | 'profile'>,
): boolean {
  const isOfProfile = field.profile === undefined || field.profile === account.profile;
  return field.environment === account.environment && isOfProfile;
}
