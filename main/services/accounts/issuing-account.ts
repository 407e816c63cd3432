/** Which account a new título goes to. */
import type { Account } from '../../store/accounts.ts';
import type { Tools } from '../tools.ts';

export type DefaultSource = 'client' | 'plan' | 'none';

export interface DefaultAccount {
  readonly accountId: number | null;
  /** Who named it. */
  readonly source: DefaultSource;
}

/** The account that the client's contract names, else the one of its plan. */
export function defaultAccountOf({ books }: Tools, clientId: number): DefaultAccount {
  const contract = books.contracts.ofClient(clientId);
  if (contract === undefined) return { accountId: null, source: 'none' };
  if (contract.accountId !== null) return { accountId: contract.accountId, source: 'client' };
  const plan = contract.planId === null ? undefined : books.plans.byId(contract.planId);
  const accountId = plan?.accountId ?? null;
  return { accountId, source: accountId === null ? 'none' : 'plan' };
}

/** The account itself, or its twin in homologação while a test token is filled in (M17). */
export function issuingAccount({ books }: Tools, accountId: number): Account {
  const twin = books.accounts.twinOf(accountId);
  return twin?.isActive === true ? twin : books.accounts.getById(accountId);
}
