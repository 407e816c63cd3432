/** Accounts as the screens show them: credentials only as "set", never their text. */
import { assertNever } from '../../../domain/assert-never.ts';
import { addDays, civilDate } from '../../../domain/civil-date.ts';
import { explainAmount } from '../../../domain/charge-amount.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import type { GatewayId } from '../../../domain/account.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { CredentialField, GatewayDefinition } from '../../gateways/gateway.ts';
import type { ActionOutcome } from '../../gateways/outcomes.ts';
import type { Account } from '../../store/accounts.ts';
import { toExplained } from '../titulos/titulo-detail.ts';
import { OPERATOR, type Tools } from '../tools.ts';
import { nextAccountAfter } from '../outbox/fall-back.ts';
import { isAsked } from './asked-fields.ts';
import { deadlineOf, type DeadlineTools } from './callback-deadline.ts';
import { placeOf } from './credential-place.ts';
import type { AccountTools } from './account-tools.ts';

export interface AccountViewTools extends AccountTools, DeadlineTools {
  readonly callbackUrlOf: (account: Account) => string | undefined;
  readonly lastCallbackOf: (accountId: number) => Instant | undefined;
}

/** What a form of each gateway shows. */
export function describeGateways(tools: Tools) {
  return tools.gateways.all().map(formOf);
}

function formOf(definition: GatewayDefinition) {
  const { limits } = definition;
  return {
    id: definition.id,
    label: definition.label,
    instruments: [...definition.instruments],
    environments: [...definition.environments],
    profiles: [...(definition.profiles ?? [])],
    credentialFields: definition.credentialFields.map(
      ({ name, label, help, environment, isRequired, kind, choices, profile }) => ({
        name,
        label,
        help,
        environment,
        isRequired,
        kind: kind ?? ('secret' as const),
        choices: [...(choices ?? [])],
        profile: profile ?? null,
      }),
    ),
    payableDays: limits.payableDays,
    messageLines: limits.messageLines,
    minimumCents: limits.minimumCents,
    maximumGroupParcels: limits.maximumGroupParcels,
  };
}

export function listAccounts(tools: AccountViewTools) {
  return tools.books.accounts.all().map((account) => rowOf(tools, account));
}

export function getAccount(tools: AccountViewTools, id: number) {
  const { books, gateways } = tools;
  const account = books.accounts.getById(id);
  const definition = gateways.definitionOf(account.gateway);
  const terms = books.terms.getById(account.termsId);
  return {
    ...rowOf(tools, account),
    profile: account.profile,
    instrument: account.instrument,
    closesOnGatewayCancel: account.closesOnGatewayCancel,
    sendDaysBeforeDue: account.sendDaysBeforeDue,
    feeEstimateCents: account.feeEstimateCents,
    startNumber: account.startNumber,
    terms,
    messageLines: [...account.messageLines],
    convenioId: account.convenioId,
    historicos: account.historicos,
    showsReferenceMonth: account.showsReferenceMonth,
    updatesOverdue: account.updatesOverdue,
    updateDays: account.updateDays,
    credentials: definition.credentialFields.map((field) => credentialOf(tools, id, field)),
    canChangeEnvironment: !books.accounts.isUsed(id),
    clampNotes: [...definition.clampTerms(terms).notes],
  };
}

/** The text of one credential, for as long as the operator holds the button. */
export function revealCredential(tools: AccountViewTools, id: number, name: string) {
  const definition = tools.gateways.definitionOf(tools.books.accounts.getById(id).gateway);
  const isField = definition.credentialFields.some((field) => field.name === name);
  const value = isField ? tools.vault.get(placeOf(id, name)) : undefined;
  if (value === undefined) throw new Failure('not-found', 'This credential is not set');
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: OPERATOR,
    action: 'credential-shown',
    entity: 'account',
    entityId: id,
    detail: { credential: name },
  });
  return { value };
}

/** Asks the gateway whether the credentials are good. */
export async function testCredentials(tools: AccountViewTools, id: number) {
  const account = tools.books.accounts.getById(id);
  tools.gateways.forget(id);
  const context = tools.gateways.context(account, { origin: 'operator' });
  const outcome = await tools.gateways.of(account).testCredentials(context);
  // What rested because of wrong credentials goes on at once.
  if (outcome.ending === 'done') tools.books.accounts.pauseUntil(id, null);
  return { isOk: outcome.ending === 'done', text: endingText(outcome) };
}

/** The gateway's own words, empty when all went well. */
export function endingText(outcome: ActionOutcome): string {
  switch (outcome.ending) {
    case 'done':
      return '';
    case 'rejected':
      return outcome.refusal.text;
    case 'not-sent':
    case 'unknown':
      return outcome.text;
    default:
      return assertNever(outcome);
  }
}

/** What a client would pay of R$ 100,00: on the due date, and ten days later. */
export function explainTerms(tools: Tools, order: { gateway: GatewayId; terms: ChargeTerms }) {
  const { terms } = tools.gateways.definitionOf(order.gateway).clampTerms(order.terms);
  // A Wednesday without holidays around it, so that the example shows ten late days and no more.
  const dueOn = civilDate('2027-03-10');
  const question = { totalCents: cents(10_000), dueOn, terms };
  return {
    late: toExplained(explainAmount({ ...question, on: addDays(dueOn, 10) })),
    onTime: toExplained(explainAmount({ ...question, on: dueOn })),
  };
}

function rowOf(tools: AccountViewTools, account: Account) {
  const definition = tools.gateways.definitionOf(account.gateway);
  return {
    id: account.id,
    label: account.label,
    gateway: account.gateway,
    gatewayLabel: labelOf(definition, account),
    environment: account.environment,
    isActive: account.isActive,
    autoSettle: account.autoSettle,
    sendsOnline: account.sendsOnline,
    forwardsEmail: account.forwardsEmail,
    callbackUrl: tools.callbackUrlOf(account) ?? null,
    isReady: isReady(tools, account, definition),
    registersCallback: hasMethod(tools, account, 'registerCallbackUrl'),
    checksCallback: hasMethod(tools, account, 'callbackHealth'),
    lastCallbackAt: tools.lastCallbackOf(account.id) ?? null,
    callbackDeadline: deadlineOf(tools, account),
    liveCharges: tools.books.charges.countLive(account.id),
    polledAt: account.polledAt,
    pollFailure: account.pollFailure,
    ...neighboursOf(tools, account),
  };
}

function isReady(
  tools: AccountViewTools,
  account: Account,
  definition: GatewayDefinition,
): boolean {
  const stored = new Set(tools.vault.names('accounts', account.id));
  return definition.credentialFields
    .filter((field) => isAsked(field, account) && field.isRequired)
    .every(({ name }) => account.environment === 'simulator' || stored.has(name));
}

/** An account that cannot be opened now, say without its simulator, shows no such button. */
function hasMethod(
  tools: Tools,
  account: Account,
  name: 'registerCallbackUrl' | 'callbackHealth',
): boolean {
  try {
    return tools.gateways.of(account)[name] !== undefined;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function credentialOf(tools: AccountViewTools, id: number, field: CredentialField) {
  const isSet = tools.vault.names('accounts', id).includes(field.name);
  const isOpen = tools.vault.status().state === 'open';
  const value = isSet && isOpen ? tools.vault.get(placeOf(id, field.name)) : undefined;
  const hint = value === undefined ? '' : isPlain(field) ? value : `••••${value.slice(-4)}`;
  return { name: field.name, isSet, hint };
}

/** `Pix, Banco do Brasil`. */
function labelOf({ label, profiles }: GatewayDefinition, account: Account): string {
  const profile = profiles?.find(({ id }) => id === account.profile);
  return profile === undefined ? label : `${label}, ${profile.label}`;
}

function twinOf({ books }: Tools, { id }: Account) {
  const twin = books.accounts.twinOf(id);
  return twin === undefined ? null : { id: twin.id, label: twin.label, isActive: twin.isActive };
}

function originalOf({ books }: Tools, account: Account) {
  if (account.twinOf === null) return null;
  const { id, label } = books.accounts.getById(account.twinOf);
  return { id, label };
}

/** Accounts that get into each other's way, and those that stand in. */
function neighboursOf(tools: AccountViewTools, account: Account) {
  const twins = tools.books.accounts
    .all()
    .filter(({ id, loginFingerprint }) => id !== account.id && loginFingerprint !== null)
    .filter(({ loginFingerprint }) => loginFingerprint === account.loginFingerprint);
  const { hasOneCallbackUrl } = tools.gateways.definitionOf(account.gateway);
  return {
    sharesLoginWith: twins.map(({ label }) => label),
    sharesCallback: hasOneCallbackUrl === true && twins.length > 0,
    fallbackRank: account.fallbackRank,
    fallbackLabel: nextAccountAfter(tools, account)?.label ?? null,
    twin: twinOf(tools, account),
    twinOf: originalOf(tools, account),
  };
}

/** What is no secret is shown as it is. */
function isPlain({ kind }: CredentialField): boolean {
  return kind === 'text' || kind === 'choice';
}
