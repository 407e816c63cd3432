/** Customers; the same document twice gives two of them (asaas.md 2). */
import { isCnpj, isCpf } from '../person-document.ts';
import type { Customer, CustomerState } from '../store/asaas/customers.ts';
import { asBody, optionalFlag, optionalText, requiredText, type Body } from './body.ts';
import type { AsaasContext } from './context.ts';
import { invalidAction, invalidField, notFound, Refusal } from './errors.ts';
import { pageOf, text } from './list.ts';
import { customerTexts, customerView, listView } from './views.ts';

/** Ids are numbered, as they are at Asaas. */
const NUMBERS_FROM = 5_219_000;

const MAX_COMPLEMENT = 255;

/** POST /customers. */
export function createCustomer(context: AsaasContext, input: unknown): unknown {
  const body = asBody(input);
  requiredText(body, 'name');
  requiredText(body, 'cpfCnpj');
  const state = readState(body, { fields: {}, name: '', cpfCnpj: '', ...empty });
  return customerView(context.ports.store.transaction(() => addCustomer(context, state)));
}

const empty = { email: null, externalReference: null, groupName: null, isDeleted: false } as const;

/** Writes a customer under the next number. */
export function addCustomer(context: AsaasContext, state: CustomerState): Customer {
  const number = NUMBERS_FROM + context.customers.lastSeq() + 1;
  const id = `cus_${String(number).padStart(12, '0')}`;
  context.customers.add(id, state, context.today());
  return getCustomer(context, id);
}

/** PUT /customers/:id: what is named changes, the rest stays. */
export function updateCustomer(context: AsaasContext, customer: Customer, input: unknown): unknown {
  context.customers.save(customer.id, readState(asBody(input), customer));
  return customerView(getCustomer(context, customer.id));
}

function readState(body: Body, before: CustomerState): CustomerState {
  return {
    name: body['name'] === undefined ? before.name : requiredText(body, 'name'),
    cpfCnpj: body['cpfCnpj'] === undefined ? before.cpfCnpj : readDocument(body),
    email: readEmail(body) ?? before.email,
    externalReference: optionalText(body, 'externalReference') ?? before.externalReference,
    groupName: optionalText(body, 'groupName') ?? before.groupName,
    fields: { ...before.fields, ...readFields(body) },
    isDeleted: before.isDeleted,
  };
}

/** A wrong document is `invalid_object` (asaas.md 2). */
function readDocument(body: Body): string {
  const document = requiredText(body, 'cpfCnpj').replace(/[.\-/\s]/g, '');
  if (isCpf(document) || isCnpj(document)) return document;
  throw new Refusal('invalid_object', 'O CPF/CNPJ informado é inválido.');
}

function readEmail(body: Body): string | undefined {
  const email = optionalText(body, 'email');
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalidField('email');
  return email;
}

function readFields(body: Body): Readonly<Record<string, unknown>> {
  for (const name of ['phone', 'mobilePhone']) checkPhone(body, name);
  optionalText(body, 'complement', MAX_COMPLEMENT);
  const texts = customerTexts.map((name) => [name, optionalText(body, name)] as const);
  const flags = (['notificationDisabled', 'foreignCustomer'] as const).map(
    (name) => [name, optionalFlag(body, name)] as const,
  );
  const given = [...texts, ...flags].filter(([, value]) => value !== undefined);
  return Object.fromEntries<unknown>(given);
}

/** Ten or eleven digits, not all the same after the area code. */
function checkPhone(body: Body, name: string): void {
  const digits = optionalText(body, name)?.replace(/\D/g, '');
  if (digits === undefined) return;
  if (!/^\d{10,11}$/.test(digits) || /^(\d)\1+$/.test(digits.slice(2))) throw invalidField(name);
}

/** GET /customers. */
export function listCustomers(context: AsaasContext, query: URLSearchParams): unknown {
  const page = pageOf(query);
  const filter = {
    name: text(query, 'name'),
    email: text(query, 'email'),
    cpfCnpj: text(query, 'cpfCnpj')?.replace(/\D/g, ''),
    groupName: text(query, 'groupName'),
    externalReference: text(query, 'externalReference'),
  };
  const { rows, total } = context.customers.list(filter, page);
  return listView(rows.map(customerView), total, page);
}

/** DELETE /customers/:id. */
export function removeCustomer(context: AsaasContext, customer: Customer): unknown {
  if (customer.isDeleted) throw invalidAction('O cliente já está removido.');
  context.customers.save(customer.id, { ...customer, isDeleted: true });
  return { deleted: true, id: customer.id };
}

/** POST /customers/:id/restore. */
export function restoreCustomer(context: AsaasContext, customer: Customer): unknown {
  context.customers.save(customer.id, { ...customer, isDeleted: false });
  return customerView(getCustomer(context, customer.id));
}

/** The customer of that id. Refuses another one with 404. */
export function getCustomer(context: AsaasContext, id: string): Customer {
  const customer = context.customers.byId(id);
  if (customer === undefined) throw notFound();
  return customer;
}
