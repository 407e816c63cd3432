/** Puts what a row says over what the books hold. Empty cells change nothing. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import { planKey } from '../../store/plans.ts';
import type { Client, ClientToStore } from '../../store/clients.ts';
import type { Contract, ContractToStore } from '../../store/contracts.ts';
import { personKindOf } from '../clients/client-form.ts';
import { changedFields } from '../clients/save-client.ts';
import type { KnownPlan, PlanBook } from './plan-book.ts';
import type { RowValues } from './row-values.ts';

/** Due day of a contract whose row names none. */
export const USUAL_DUE_DAY = 10;

const EMPTY: Omit<ClientToStore, 'code' | 'name'> = {
  personKind: 'unknown',
  taxId: null,
  email: '',
  phone: '',
  street: '',
  number: '',
  complement: '',
  district: '',
  city: '',
  state: '',
  postalCode: '',
  notes: '',
  isActive: true,
};

/** A client that is not in the books yet; its code is given when it is written. */
export function newClient(values: RowValues, name: string): Omit<ClientToStore, 'code'> {
  return withValues({ ...EMPTY, name }, values);
}

export interface MergedClient {
  readonly client: Client;
  readonly changed: readonly string[];
}

export function mergeClient(before: Client, values: RowValues): MergedClient {
  const client = withValues(before, values);
  return { client, changed: changedFields(before, client) };
}

function withValues<T extends Omit<ClientToStore, 'code'>>(before: T, values: RowValues): T {
  const { name = before.name, taxId = before.taxId, isActive = before.isActive } = values;
  const { email = before.email, phone = before.phone, notes = before.notes } = values;
  const { street = before.street, number = before.number, city = before.city } = values;
  const { complement = before.complement, district = before.district } = values;
  const { state = before.state, postalCode = before.postalCode } = values;
  const address = { street, number, complement, district, city, state, postalCode };
  const personKind = personKindOf(taxId);
  return { ...before, name, personKind, taxId, email, phone, ...address, notes, isActive };
}

export interface MergedContract {
  readonly contract: ContractToStore;
  readonly changed: readonly string[];
}

/** Whether a row says anything that a contract holds. */
export function speaksOfContract({ plan, price, dueDay, login, billing }: RowValues): boolean {
  return [plan, price, dueDay, login, billing].some((value) => value !== undefined);
}

export function newContract(
  values: RowValues,
  about: { readonly clientId: number; readonly startsOn: CivilDate; readonly plans: PlanBook },
): ContractToStore {
  const empty: ContractToStore = {
    clientId: about.clientId,
    planId: null,
    accountId: null,
    billing: 'titulo',
    dueDay: USUAL_DUE_DAY,
    priceCents: null,
    login: '',
    startsOn: about.startsOn,
  };
  return withTerms(empty, values, about.plans);
}

/** A plan that is still to be made counts as a change of plan. */
export function mergeContract(
  before: Contract,
  values: RowValues,
  plans: PlanBook,
): MergedContract {
  const contract = withTerms(before, values, plans);
  const isNewPlan = planOf(values, plans)?.id === null;
  const changed = changedFields<ContractToStore>(before, contract);
  return { contract, changed: isNewPlan ? [...new Set([...changed, 'planId'])] : changed };
}

function withTerms<T extends ContractToStore>(before: T, values: RowValues, plans: PlanBook): T {
  const { dueDay = before.dueDay, login = before.login, billing = before.billing } = values;
  const plan = planOf(values, plans);
  const planId = plan === undefined ? before.planId : plan.id;
  return { ...before, planId, dueDay, login, billing, priceCents: priceOf(before, values, plans) };
}

/** null where the plan's own price holds. */
function priceOf(before: ContractToStore, values: RowValues, plans: PlanBook): Cents | null {
  const named = planOf(values, plans);
  if (values.price !== undefined) {
    const plan = named ?? planOfId(before.planId, plans);
    return values.price === plan?.priceCents ? null : values.price;
  }
  // A price of one's own was agreed for the plan of then.
  return named !== undefined && named.id !== before.planId ? null : before.priceCents;
}

function planOfId(planId: number | null, plans: PlanBook): KnownPlan | undefined {
  return planId === null ? undefined : [...plans.values()].find(({ id }) => id === planId);
}

function planOf({ plan }: RowValues, plans: PlanBook): KnownPlan | undefined {
  return plan === undefined ? undefined : plans.get(planKey(plan));
}
