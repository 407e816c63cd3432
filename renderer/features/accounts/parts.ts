import type { AccountDetail, GatewayForm } from '../../../preload/contract/accounts.ts';
import type { AccountFormState } from './account-values.ts';

/** What every section of the form gets. */
export interface AccountParts {
  readonly form: AccountFormState;
  readonly gateway: GatewayForm;
  /** Undefined while the account was never saved. */
  readonly account: AccountDetail | undefined;
}
