import type { Account } from '../../store/accounts.ts';
import type { Tools } from '../tools.ts';

/**
 * The accounts whose gateway tells each of them of the charges of all: this one first, then the others of its login,
 * by id. A simulator takes its fixed credentials from everybody, so that none filled in is one login there.
 */
export function accountsOfLogin(
  { books }: Pick<Tools, 'books'>,
  account: Account,
): readonly Account[] {
  if (account.loginFingerprint === null && account.environment !== 'simulator') return [account];
  const others = books.accounts.ofLogin(account).filter(({ id }) => id !== account.id);
  return [account, ...others];
}
