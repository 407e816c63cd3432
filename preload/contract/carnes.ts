import { z } from 'zod';
import { environments } from '../../domain/account.ts';
import {
  amount,
  civilDateField,
  competenceField,
  id,
  line,
  page,
  paging,
  positiveAmount,
} from './fields.ts';

export const carnePlan = z.object({
  clientId: id,
  accountId: id,
  parcels: z.int().min(1).max(36),
  firstDueOn: civilDateField,
  amountCents: positiveAmount,
  description: line(255).min(1, 'required'),
  /** What happens to a due date that is no bank day. */
  businessDays: z.enum(['keep', 'next']),
});
const plannedParcel = z.object({
  number: z.int(),
  dueOn: civilDateField,
  effectiveDueOn: civilDateField,
  isShifted: z.boolean(),
  amountCents: amount,
  competence: competenceField,
  /** Number of an open título of the same month, which makes this parcel impossible. */
  clashesWith: z.int().nullable(),
});

export const carnePreview = z.object({
  parcels: z.array(plannedParcel),
  totalCents: amount,
  way: z.enum(['gateway-carne', 'single-charges']),
  /** Why the gateway's own carnê is not used. */
  reasons: z.array(z.string()),
  problems: z.array(z.object({ code: z.string(), field: z.string() })),
});
export type CarnePreview = z.infer<typeof carnePreview>;

export const carneRow = z.object({
  id,
  environment: z.enum(environments),
  clientId: id,
  clientName: z.string(),
  accountId: id,
  accountLabel: z.string(),
  description: z.string(),
  parcels: z.int(),
  paidParcels: z.int(),
  registeredParcels: z.int(),
  overdueParcels: z.int(),
  cancelledParcels: z.int(),
  totalCents: amount,
  openCents: amount,
  firstDueOn: civilDateField,
  lastDueOn: civilDateField,
  /** "Carnê atual": the one of this client with the earliest open parcel. */
  isCurrent: z.boolean(),
  state: z.enum(['preparing', 'open', 'overdue', 'finished', 'cancelled']),
});
export type CarneRow = z.infer<typeof carneRow>;

export const carneCalls = {
  'carnes.preview': { input: carnePlan, output: carnePreview },
  'carnes.create': { input: carnePlan, output: carneRow },
  'carnes.list': {
    input: z.object({
      filter: z.object({
        text: z.string().max(100).optional(),
        clientId: id.optional(),
        isPractice: z.boolean().optional(),
      }),
      ...paging,
    }),
    output: page(carneRow),
  },
  'carnes.get': { input: z.object({ id }), output: carneRow },
};
