/** Puts what a row says over what the books hold. Empty cells change nothing. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { planKey } from '../../store/plans.ts';
import type { Client, ClientToStore } from '../../store/clients.ts';
import type { Contract, ContractToStore } from '../../store/contracts.ts';
import { personKindOf } from '../clients/client-form.ts';
import { changedFields } from '../clients/save-client.ts';
import type { KnownPlan, PlanBook } from './plan-book.ts';
import type { RowValues } from './row-values.ts';

/** Due day of a contract whose row names none. */
export const USUAL_DUE_DAY = 10;

const CLIENT_TEXTS = [
  'name',
  'taxId',
  'email',
  'phone',
  'street',
  'number',
  'complement',
  'district',
  'city',
  'state',
  'postalCode',
  'notes',
] as const satisfies readonly (keyof RowValues & keyof Client)[];

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
  const texts = Object.fromEntries(
    CLIENT_TEXTS.flatMap((field) => {
      const value = values[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
  const { isActive = before.isActive, taxId = before.taxId } = values;
  return { ...before, ...texts, isActive, personKind: personKindOf(taxId) };
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
function priceOf(before: ContractToStore, values: RowValues, plans: PlanBook) {
  const named = planOf(values, plans);
  const plan = named ?? [...plans.values()].find(({ id }) => id !== null && id === before.planId);
  if (values.price !== undefined) return values.price === plan?.priceCents ? null : values.price;
  return named !== undefined && named.id !== before.planId ? null : before.priceCents;
}

function planOf({ plan }: RowValues, plans: PlanBook): KnownPlan | undefined {
  return plan === undefined ? undefined : plans.get(planKey(plan));
}
