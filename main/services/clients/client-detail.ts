import { parseCep, ufOfCep } from '../../../domain/cep.ts';
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import type { Client } from '../../store/clients.ts';
import type { Contract } from '../../store/contracts.ts';
import { viewOf, type ClientReadTools } from './list-clients.ts';

/** What is worth a look, and stops nothing. */
export type ClientWarning =
  'tax-id-repeated' | 'tax-id-invalid' | 'tax-id-missing' | 'state-postal-code';

export type ClientDetail = ReturnType<typeof clientDetail>;

/**
 * One client with contract, warnings and totals in centavos.
 * @throws Failure `not-found`
 */
export function clientDetail(tools: ClientReadTools, id: number) {
  const { books } = tools;
  const client = books.clients.getById(id);
  const contract = books.contracts.ofClient(id);
  const view = viewOf(tools);
  return {
    id: client.id,
    code: client.code,
    name: client.name,
    taxId: client.taxId ?? '',
    email: client.email,
    phone: client.phone,
    address: addressOf(client),
    notes: client.notes,
    isActive: client.isActive,
    contract: contract === undefined ? null : contractView(tools, contract),
    warnings: warningsOf(tools, client),
    totals: { ...books.clientList.owedOf(id, view), ...books.clientList.receivedOf(id, view) },
  };
}

function addressOf(client: Client) {
  const { street, number, complement, district, city, state, postalCode } = client;
  return { street, number, complement, district, city, state, postalCode };
}

function contractView({ books }: ClientReadTools, contract: Contract) {
  const { id, planId, priceCents, dueDay, accountId, billing, login, startsOn } = contract;
  const planName = planId === null ? null : books.plans.getById(planId).name;
  return { id, planId, priceCents, dueDay, accountId, billing, login, startsOn, planName };
}

function warningsOf({ books }: ClientReadTools, client: Client): ClientWarning[] {
  const { taxId } = client;
  const found: (ClientWarning | undefined)[] = [
    taxId === null ? 'tax-id-missing' : undefined,
    taxId !== null && parseTaxId(taxId) === undefined ? 'tax-id-invalid' : undefined,
    taxId !== null && books.clients.idsByTaxId(taxId).length > 1 ? 'tax-id-repeated' : undefined,
    isElsewhere(client) ? 'state-postal-code' : undefined,
  ];
  return found.filter((warning) => warning !== undefined);
}

/** Whether the CEP belongs to another state than the address says. */
export function isElsewhere({
  state,
  postalCode,
}: {
  readonly state: string;
  readonly postalCode: string;
}): boolean {
  const cep = parseCep(postalCode);
  if (cep === undefined || state === '') return false;
  return ufOfCep(cep) !== state;
}
