/** The filters of the client list as SQL, and the rule of what is late. */
import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { conditionOfText } from './client-search.ts';
import type { Billing } from './contracts.ts';

export interface ClientListFilter {
  readonly text?: string | undefined;
  readonly status?: 'active' | 'inactive' | 'overdue' | undefined;
  readonly billing?: Billing | undefined;
  readonly planId?: number | undefined;
}

/** Whose títulos count, and from which day on they are late. */
export interface OwedView {
  readonly environments: readonly Environment[];
  /** The civil date in São Paulo. */
  readonly today: CivilDate;
}

export type Parameters = Readonly<Record<string, string | number>>;

export const IS_OWED = `titulos.state IN ('open', 'partly-paid')`;

/** The rule of domain/overdue.ts in SQL; a test compares the two. */
export const IS_LATE = `titulos.effective_due_on < @today
  AND titulos.terms_id NOT IN (SELECT id FROM charge_terms WHERE is_contra = 1)
  AND titulos.id NOT IN (SELECT titulo_id FROM payments
    WHERE state = 'announced' AND titulo_id IS NOT NULL)`;

export interface Conditions {
  /** To be joined with AND; never empty. */
  readonly conditions: readonly string[];
  readonly parameters: Parameters;
}

/** What a row of `clients` must hold to; `@today` is left to the caller. */
export function conditionsOf(filter: ClientListFilter, view: OwedView): Conditions {
  const text = conditionOfText(filter.text ?? '');
  const conditions = [
    text?.sql,
    statusCondition(filter.status, view),
    filter.billing === undefined ? undefined : contractCondition('billing = @billing'),
    filter.planId === undefined ? undefined : contractCondition('plan_id = @planId'),
  ].filter((condition) => condition !== undefined);
  return {
    conditions: conditions.length === 0 ? ['TRUE'] : conditions,
    parameters: {
      ...text?.parameters,
      ...(filter.billing === undefined ? {} : { billing: filter.billing }),
      ...(filter.planId === undefined ? {} : { planId: filter.planId }),
    },
  };
}

/** Environments are a closed list of our own, never text from outside. */
export function listOf(environments: readonly Environment[]): string {
  return environments.map((environment) => `'${environment}'`).join(', ');
}

function contractCondition(condition: string): string {
  return `clients.id IN (SELECT client_id FROM contracts WHERE ${condition} AND status <> 'ended')`;
}

function statusCondition(status: ClientListFilter['status'], view: OwedView): string | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 'active':
      return 'clients.is_active = 1';
    case 'inactive':
      return 'clients.is_active = 0';
    case 'overdue':
      return `clients.id IN (
        SELECT titulos.client_id FROM titulos INDEXED BY titulos_owed_by_day
        WHERE ${IS_OWED} AND titulos.environment IN (${listOf(view.environments)}) AND ${IS_LATE})`;
    default:
      return assertNever(status);
  }
}
