import { z } from 'zod';
import {
  amount,
  civilDateField,
  id,
  line,
  nothing,
  page,
  paging,
  positiveAmount,
} from './fields.ts';

export const addressField = z.object({
  street: line(200),
  number: line(55),
  complement: line(100),
  district: line(120),
  city: line(120),
  state: line(2),
  postalCode: line(9),
});

export const billingKinds = ['titulo', 'carne'] as const;

/** What the tab Financeiro edits: the client's contract. */
export const contractField = z.object({
  planId: id.nullable(),
  /** Own price; null takes the plan's. */
  priceCents: positiveAmount.nullable(),
  dueDay: z.int().min(1).max(31),
  accountId: id.nullable(),
  billing: z.enum(billingKinds),
  login: line(120),
  startsOn: civilDateField,
});

/** A client form as it is saved; without `id` it makes a new one. */
export const clientToSave = z.object({
  id: id.optional(),
  name: line(200).min(1, 'required'),
  /** CPF or CNPJ as typed, with or without mask; empty when unknown. */
  taxId: line(20),
  email: line(250),
  phone: line(30),
  address: addressField,
  notes: z.string().max(4_000),
  isActive: z.boolean(),
  contract: contractField,
});
export type ClientToSave = z.infer<typeof clientToSave>;

export const clientRow = z.object({
  id,
  code: z.int(),
  name: z.string(),
  taxId: z.string(),
  phone: z.string(),
  email: z.string(),
  city: z.string(),
  isActive: z.boolean(),
  billing: z.enum(billingKinds).nullable(),
  planName: z.string().nullable(),
  dueDay: z.int().nullable(),
  openCents: amount,
  overdueCents: amount,
  overdueCount: z.int(),
});
export type ClientRow = z.infer<typeof clientRow>;

export const clientDetail = clientToSave.omit({ contract: true }).extend({
  id,
  code: z.int(),
  contract: contractField.extend({ id, planName: z.string().nullable() }).nullable(),
  warnings: z.array(
    z.enum(['tax-id-repeated', 'tax-id-invalid', 'tax-id-missing', 'state-postal-code']),
  ),
  totals: z.object({
    openCents: amount,
    overdueCents: amount,
    overdueCount: z.int(),
    receivedCents: amount,
    creditCents: amount,
  }),
});
export type ClientDetail = z.infer<typeof clientDetail>;

export const clientFilter = z.object({
  text: z.string().max(100).optional(),
  status: z.enum(['active', 'inactive', 'overdue']).optional(),
  billing: z.enum(billingKinds).optional(),
  planId: id.optional(),
});
export type ClientFilter = z.infer<typeof clientFilter>;

export const planField = z.object({
  id: id.optional(),
  name: line(80).min(1, 'required'),
  priceCents: positiveAmount,
  isActive: z.boolean(),
  /** Where the títulos of its clients go, unless a contract says otherwise. */
  accountId: id.nullable(),
});

const planRow = planField.extend({ id, clients: z.int() });
export type PlanRow = z.infer<typeof planRow>;

export const clientCalls = {
  'clients.list': {
    input: z.object({ filter: clientFilter, sort: z.enum(['name', 'code']), ...paging }),
    output: page(clientRow),
  },
  'clients.totals': {
    input: z.object({ filter: clientFilter }),
    output: z.object({ count: z.int(), overdueCount: z.int(), overdueCents: amount }),
  },
  'clients.get': { input: z.object({ id }), output: clientDetail },
  'clients.save': { input: clientToSave, output: clientDetail },
  'clients.setBilling': {
    input: z.object({ ids: z.array(id).min(1).max(5_000), billing: z.enum(billingKinds) }),
    output: z.object({ changed: z.int() }),
  },
  'plans.list': { input: nothing, output: z.array(planRow) },
  'plans.save': { input: planField, output: planRow },
};
