/** Where the vault keeps a credential of an account. */
export function placeOf(accountId: number, name: string) {
  return { ownerTable: 'accounts', ownerId: accountId, name };
}
