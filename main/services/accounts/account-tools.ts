/** What the use cases of accounts are given beside the common tools. */
import type { Vault } from '../secrets/vault.ts';
import type { Tools } from '../tools.ts';

export interface AccountTools extends Tools {
  readonly vault: Vault;
  /** Called after an account was saved: the listener learns its path. */
  readonly accountSaved: () => void;
}
