/** M17, "Token Sandbox": while it is filled in, new charges go to a twin of the account in homologação. */
import type { CredentialField } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import { hashOfSecret, newCallbackSecret, placeOfCallbackSecret } from './callback-secret.ts';
import { placeOf } from './credential-place.ts';
import type { AccountTools } from './account-tools.ts';
import { loginFingerprint } from './login-fingerprint.ts';

/**
 * Makes the twin of an account, brings it up to date, or rests it while there is no test token, or the account itself is
 * not in production: its old charges are still asked for there.
 * Must run inside the transaction that saves the account.
 */
export function keepTwin(tools: AccountTools, accountId: number): void {
  const account = tools.books.accounts.getById(accountId);
  const field = tools.gateways
    .definitionOf(account.gateway)
    .credentialFields.find((one) => isTwinField(one, account));
  const token = field && tools.vault.get(placeOf(accountId, field.name));
  const twinId = tools.books.accounts.twinOf(accountId)?.id;
  if (token === undefined && twinId === undefined) return;
  const id = twinId ?? insertTwin(tools, account);
  refresh(tools, { account, twinId: id, isFilledIn: token !== undefined });
  if (token !== undefined && field?.twinCredential !== undefined)
    tools.vault.put(placeOf(id, field.twinCredential), token);
  copyPlainFields(tools, account, id);
  const twin = tools.books.accounts.getById(id);
  tools.books.accounts.setLoginFingerprint(id, loginFingerprint(tools, twin));
}

/** What is no secret, such as the payee's lines, is the same in both environments. */
function copyPlainFields(tools: AccountTools, account: Account, twinId: number): void {
  const { credentialFields } = tools.gateways.definitionOf(account.gateway);
  const names = new Set(credentialFields.map(({ name }) => name));
  for (const { name, kind, environment } of credentialFields) {
    const twinName = name.replace(/^production-/, 'homologation-');
    const isPlain = kind === 'text' || kind === 'choice';
    if (!isPlain || environment !== 'production' || !names.has(twinName)) continue;
    const value = tools.vault.get(placeOf(account.id, name));
    if (value === undefined) tools.vault.remove(placeOf(twinId, twinName));
    else tools.vault.put(placeOf(twinId, twinName), value);
  }
}

function isTwinField(field: CredentialField, account: Account): boolean {
  return field.twinCredential !== undefined && field.environment === account.environment;
}

function insertTwin(tools: AccountTools, account: Account): number {
  const secret = newCallbackSecret();
  const id = tools.books.accounts.insert(
    {
      ...account,
      label: freeLabel(tools, account),
      environment: 'homologation',
      fallbackRank: null,
      twinOf: account.id,
      loginFingerprint: null,
      callbackSecretHash: hashOfSecret(secret),
    },
    tools.clock.now(),
  );
  tools.vault.put(placeOfCallbackSecret(id), secret);
  return id;
}

/** All that the operator sets on the account holds for its twin as well. */
function refresh(
  tools: AccountTools,
  about: { readonly account: Account; readonly twinId: number; readonly isFilledIn: boolean },
): void {
  const { accounts } = tools.books;
  const { label, environment, twinOf, callbackSecretHash } = accounts.getById(about.twinId);
  accounts.update(about.twinId, {
    ...about.account,
    label,
    environment,
    twinOf,
    callbackSecretHash,
    fallbackRank: null,
    isActive: about.account.isActive && about.isFilledIn,
  });
  tools.gateways.forget(about.twinId);
}

function freeLabel(tools: AccountTools, { label }: Account): string {
  const taken = new Set(tools.books.accounts.all().map((one) => one.label));
  const base = `${label} (sandbox)`;
  for (let copy = 1; ; copy += 1) {
    const name = copy === 1 ? base : `${base} ${copy}`;
    if (!taken.has(name)) return name;
  }
}
