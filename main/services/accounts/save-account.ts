/** Makes and changes accounts: what the form holds, with the secrets in the vault and never in the row. */
import type { Environment, GatewayId, Instrument } from '../../../domain/account.ts';
import { termsProblems, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Cents } from '../../../domain/money.ts';
import type { GatewayDefinition } from '../../gateways/gateway.ts';
import type { AccountToStore, Historicos } from '../../store/accounts.ts';
import { OPERATOR, type Tools } from '../tools.ts';
import type { AccountTools } from './account-tools.ts';
import { refuseBookkeeping } from './bookkeeping.ts';
import { placeOf } from './credential-place.ts';
import { keepTwin } from './keep-twin.ts';
import { loginFingerprint } from './login-fingerprint.ts';
import { hashOfSecret, newCallbackSecret, placeOfCallbackSecret } from './callback-secret.ts';

/** A form as it was saved; without `id` it makes a new account. */
export interface AccountForm {
  readonly id?: number | undefined;
  readonly label: string;
  readonly gateway: GatewayId;
  /** One of the gateway's profiles; null where it has none. */
  readonly profile: string | null;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly isActive: boolean;
  readonly autoSettle: boolean;
  readonly sendsOnline: boolean;
  readonly forwardsEmail: boolean;
  readonly closesOnGatewayCancel: boolean;
  readonly sendDaysBeforeDue: number;
  readonly feeEstimateCents: Cents;
  readonly startNumber: number | null;
  /** Place in the order of accounts that step in for one another; null keeps the account apart. */
  readonly fallbackRank: number | null;
  readonly terms: ChargeTerms;
  readonly messageLines: readonly string[];
  readonly convenioId: number;
  readonly historicos: Historicos;
  readonly showsReferenceMonth: boolean;
  readonly updatesOverdue: boolean;
  readonly updateDays: number;
  /** Only what was typed now; an empty text removes a credential. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** @returns the account's id */
export function saveAccount(tools: AccountTools, form: AccountForm): number {
  refuseImpossible(tools, form);
  const accountId = tools.books.transaction(() => {
    const id = form.id === undefined ? insert(tools, form) : update(tools, form.id, form);
    storeCredentials(tools, id, form);
    tools.books.accounts.setLoginFingerprint(id, loginFingerprint(tools, { ...form, id }));
    keepTwin(tools, id);
    if (form.startNumber !== null) tools.books.sequences.raiseTo('titulo', form.startNumber);
    audit(tools, id, form);
    return id;
  });
  tools.gateways.forget(accountId);
  tools.accountSaved();
  tools.notify('accounts', [accountId]);
  tools.notify('status', 'all');
  return accountId;
}

function insert(tools: AccountTools, form: AccountForm): number {
  const secret = newCallbackSecret();
  const id = tools.books.accounts.insert(
    toStore(tools, form, hashOfSecret(secret)),
    tools.clock.now(),
  );
  tools.vault.put(placeOfCallbackSecret(id), secret);
  return id;
}

function update(tools: AccountTools, id: number, form: AccountForm): number {
  const { accounts } = tools.books;
  const before = accounts.getById(id);
  if (before.environment !== form.environment && accounts.isUsed(id)) {
    throw new Failure('not-allowed', 'The environment of a used account is fixed', {
      field: 'environment',
    });
  }
  accounts.update(id, toStore(tools, form, before.callbackSecretHash));
  accounts.pauseUntil(id, null);
  return id;
}

function toStore(tools: Tools, form: AccountForm, callbackSecretHash: string): AccountToStore {
  return {
    label: form.label,
    gateway: form.gateway,
    profile: form.profile,
    environment: form.environment,
    instrument: form.instrument,
    isActive: form.isActive,
    autoSettle: form.autoSettle,
    sendsOnline: form.sendsOnline,
    forwardsEmail: form.forwardsEmail,
    closesOnGatewayCancel: form.closesOnGatewayCancel,
    feeEstimateCents: form.feeEstimateCents,
    termsId: tools.books.terms.idOf(form.terms),
    messageLines: form.messageLines,
    convenioId: form.convenioId,
    historicos: form.historicos,
    showsReferenceMonth: form.showsReferenceMonth,
    updatesOverdue: form.updatesOverdue,
    updateDays: form.updateDays,
    sendDaysBeforeDue: form.sendDaysBeforeDue,
    startNumber: form.startNumber,
    loginFingerprint: null,
    fallbackRank: form.fallbackRank,
    twinOf: null,
    callbackSecretHash,
  };
}

function refuseImpossible(tools: Tools, form: AccountForm): void {
  const definition = tools.gateways.definitionOf(form.gateway);
  refuseForeign(tools, form, definition);
  refuseBookkeeping(tools, form);
  const [problem] = termsProblems(form.terms);
  if (problem !== undefined) {
    throw new Failure('invalid-input', 'The terms do not hold together', {
      field: problem.field,
      reason: problem.problem,
    });
  }
  const isTaken = tools.books.accounts
    .all()
    .some(({ id, label }) => id !== form.id && label === form.label);
  if (isTaken) throw new Failure('conflict', 'Another account has this name', { field: 'label' });
  const known = new Set(definition.credentialFields.map(({ name }) => name));
  const unknown = Object.keys(form.credentials).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Failure('invalid-input', `No credential ${unknown}`);
}

/** What this gateway does not offer, and another gateway under the id of an account. */
function refuseForeign(tools: Tools, form: AccountForm, definition: GatewayDefinition): void {
  const refuse = (field: string): never => {
    throw new Failure('invalid-input', 'The gateway does not offer this', { field });
  };
  if (!definition.instruments.includes(form.instrument)) refuse('instrument');
  if (!definition.environments.includes(form.environment)) refuse('environment');
  const profiles = definition.profiles?.map(({ id }): string | null => id) ?? [null];
  if (!profiles.includes(form.profile)) refuse('profile');
  const before = form.id === undefined ? undefined : tools.books.accounts.getById(form.id);
  if (before !== undefined && before.gateway !== form.gateway) refuse('gateway');
  if (before !== undefined && before.profile !== form.profile) refuse('profile');
}

function storeCredentials(tools: AccountTools, id: number, form: AccountForm): void {
  const definition = tools.gateways.definitionOf(form.gateway);
  const credentials = definition.tidyCredentials?.(form.credentials) ?? form.credentials;
  for (const [name, value] of Object.entries(credentials)) {
    if (value === '') tools.vault.remove(placeOf(id, name));
    else tools.vault.put(placeOf(id, name), value.trim());
  }
}

function audit(tools: Tools, id: number, form: AccountForm): void {
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: OPERATOR,
    action: form.id === undefined ? 'created' : 'changed',
    entity: 'account',
    entityId: id,
    detail: { gateway: form.gateway, credentials: Object.keys(form.credentials).join(',') },
  });
}
