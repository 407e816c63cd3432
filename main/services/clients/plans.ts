import { Failure } from '../../../domain/failure.ts';
import { planKey, type PlanRow, type PlanToStore } from '../../store/plans.ts';
import type { ClientTools } from './list-clients.ts';

/** All plans by name, with how many clients hold each. */
export function listPlans({ books }: Pick<ClientTools, 'books'>): PlanRow[] {
  return [...books.plans.listWithClients()];
}

/**
 * Makes or changes a plan.
 * @throws Failure `conflict` (field `name`) when another plan is called so, case and accents aside
 */
export function savePlan(
  tools: ClientTools,
  form: PlanToStore & { readonly id?: number | undefined },
): PlanRow {
  const { books } = tools;
  const { priceCents, isActive, accountId } = form;
  const plan = { name: form.name.trim(), priceCents, isActive, accountId };
  if (accountId !== null) books.accounts.getById(accountId);
  const id = books.transaction(() => {
    refuseSameName(tools, plan.name, form.id);
    if (form.id === undefined) return books.plans.insert(plan);
    books.plans.update({ ...books.plans.getById(form.id), ...plan });
    return form.id;
  });
  tools.notify('plans', [id]);
  tools.notify('clients', 'all');
  return viewPlan(tools, id);
}

function refuseSameName({ books }: ClientTools, name: string, id: number | undefined): void {
  const key = planKey(name);
  const same = books.plans.all().find((plan) => planKey(plan.name) === key);
  if (same !== undefined && same.id !== id)
    throw new Failure('conflict', 'Two plans of one name', { field: 'name' });
}

function viewPlan({ books }: ClientTools, id: number): PlanRow {
  const plan = books.plans.listWithClients().find((row) => row.id === id);
  if (plan === undefined) throw new Failure('not-found', `No plan ${id}`);
  return plan;
}
