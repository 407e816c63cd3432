import type { Client } from '../../store/clients.ts';
import type { Contract } from '../../store/contracts.ts';
import { readSettings } from '../desk/settings.ts';
import { OPERATOR } from '../tools.ts';
import { clientDetail, type ClientDetail } from './client-detail.ts';
import { readClientForm, type ClientForm } from './client-form.ts';
import type { ClientTools } from './list-clients.ts';

/**
 * Makes or changes a client together with its contract, in one transaction.
 * @throws Failure `invalid-input` (with `field`) for what cannot be read or a CPF/CNPJ whose digits do not hold,
 *   `not-found` for an unknown client, plan or account
 */
export function saveClient(tools: ClientTools, form: ClientForm): ClientDetail {
  const fields = readClientForm(form, readSettings(tools));
  const id = tools.books.transaction(() => {
    refuseUnknown(tools, form);
    const saved = form.id === undefined ? create(tools, fields) : change(tools, form.id, fields);
    const contractFields = saveContract(tools, saved.id, form);
    audit(tools, saved.id, saved.isNew ? 'created' : 'changed', [
      ...saved.fields,
      ...contractFields.map((field) => `contract.${field}`),
    ]);
    return saved.id;
  });
  tools.notify('clients', [id]);
  tools.notify('plans', 'all');
  return clientDetail(tools, id);
}

function refuseUnknown({ books }: ClientTools, { contract }: ClientForm): void {
  if (contract.planId !== null) books.plans.getById(contract.planId);
  if (contract.accountId !== null) books.accounts.getById(contract.accountId);
}

type ClientFields = Omit<Client, 'id' | 'code'>;

interface Saved {
  readonly id: number;
  readonly isNew: boolean;
  readonly fields: readonly string[];
}

function create({ books, clock }: ClientTools, fields: ClientFields): Saved {
  const code = books.sequences.take('client');
  const id = books.clients.insert({ ...fields, code, createdAt: clock.now() });
  return { id, isNew: true, fields: [] };
}

function change({ books }: ClientTools, id: number, fields: ClientFields): Saved {
  const before = books.clients.getById(id);
  const after = { ...before, ...fields };
  books.clients.update(after);
  return { id, isNew: false, fields: changedFields(before, after) };
}

/** The living contract is changed; a client without one gets its first. */
function saveContract({ books }: ClientTools, clientId: number, form: ClientForm) {
  const before = books.contracts.ofClient(clientId);
  const fields = { ...form.contract, login: form.contract.login.trim() };
  if (before === undefined) {
    books.contracts.insert({ ...fields, clientId });
    return [];
  }
  const after: Contract = { ...before, ...fields };
  books.contracts.update(after);
  return changedFields(before, after);
}

/** Names of the fields whose values differ. */
export function changedFields<T extends object>(before: T, after: T): readonly string[] {
  return (Object.keys(after) as (keyof T & string)[]).filter((key) => before[key] !== after[key]);
}

function audit(
  { books, clock }: ClientTools,
  clientId: number,
  action: string,
  fields: readonly string[],
): void {
  books.audit.write({
    at: clock.now(),
    actor: OPERATOR,
    action,
    entity: 'client',
    entityId: clientId,
    // Names of fields alone: the audit keeps no personal value.
    ...(fields.length === 0 ? {} : { detail: { fields: fields.join(' ') } }),
  });
}
