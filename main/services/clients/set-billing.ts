import type { Billing } from '../../store/contracts.ts';
import { OPERATOR } from '../tools.ts';
import type { ClientTools } from './list-clients.ts';

/**
 * Changes the tipo de cobrança of many clients in one transaction.
 * Clients without a contract, and those that have it already, stay as they are.
 * @returns how many contracts changed
 */
export function setBilling(
  tools: ClientTools,
  order: { readonly ids: readonly number[]; readonly billing: Billing },
): { changed: number } {
  const changed = tools.books.transaction(() =>
    order.ids.filter((id) => changeOne(tools, id, order.billing)),
  );
  if (changed.length > 0) tools.notify('clients', changed);
  return { changed: changed.length };
}

function changeOne({ books, clock }: ClientTools, clientId: number, billing: Billing): boolean {
  const contract = books.contracts.ofClient(clientId);
  if (contract === undefined || !books.contracts.setBilling(contract.id, billing)) return false;
  books.audit.write({
    at: clock.now(),
    actor: OPERATOR,
    action: 'changed',
    entity: 'client',
    entityId: clientId,
    detail: { fields: 'contract.billing', billing },
  });
  return true;
}
