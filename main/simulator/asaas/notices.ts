/** The eight notices that each customer has; Asaas sends and charges them, the simulator sends none (asaas.md 7.3). */
import type { Customer } from '../store/asaas/customers.ts';
import { asBody, optionalCount, optionalFlag, type Body } from './body.ts';
import type { AsaasContext } from './context.ts';
import { getCustomer } from './customers.ts';
import { invalidField, notFound } from './errors.ts';
import { listView } from './views.ts';

interface Notice {
  readonly event: string;
  readonly scheduleOffset: number;
}

const notices: readonly Notice[] = [
  { event: 'PAYMENT_CREATED', scheduleOffset: 0 },
  { event: 'PAYMENT_DUEDATE_WARNING', scheduleOffset: 10 },
  { event: 'PAYMENT_DUEDATE_WARNING', scheduleOffset: 0 },
  { event: 'SEND_LINHA_DIGITAVEL', scheduleOffset: 0 },
  { event: 'PAYMENT_OVERDUE', scheduleOffset: 0 },
  { event: 'PAYMENT_OVERDUE', scheduleOffset: 7 },
  { event: 'PAYMENT_UPDATED', scheduleOffset: 0 },
  { event: 'PAYMENT_RECEIVED', scheduleOffset: 0 },
];

const flags = [
  'enabled',
  'emailEnabledForProvider',
  'smsEnabledForProvider',
  'emailEnabledForCustomer',
  'smsEnabledForCustomer',
  'phoneCallEnabledForCustomer',
  'whatsappEnabledForCustomer',
] as const;

/** GET /customers/:id/notifications. */
export function listNotices(context: AsaasContext, customer: Customer): unknown {
  const data = notices.map((_, index) => noticeView(context, customer, index));
  return listView(data, data.length, { limit: 10, offset: 0 });
}

const idOf = (customer: Customer, index: number): string =>
  `not_${String(customer.seq * notices.length + index).padStart(12, '0')}`;

function noticeView(context: AsaasContext, customer: Customer, index: number) {
  const notice = notices[index];
  if (notice === undefined) throw notFound();
  const { event, scheduleOffset } = notice;
  const isToProvider = event === 'PAYMENT_OVERDUE' || event === 'PAYMENT_RECEIVED';
  const id = idOf(customer, index);
  return {
    object: 'notification',
    id,
    customer: customer.id,
    enabled: true,
    emailEnabledForProvider: isToProvider,
    smsEnabledForProvider: false,
    emailEnabledForCustomer: true,
    smsEnabledForCustomer: true,
    phoneCallEnabledForCustomer: event === 'PAYMENT_OVERDUE' && scheduleOffset === 0,
    whatsappEnabledForCustomer: false,
    event,
    scheduleOffset,
    deleted: false,
    ...context.customers.noticeChanges(id),
  };
}

/** PUT /notifications/:id. */
export function updateNotice(context: AsaasContext, id: string, input: unknown): unknown {
  const number = /^not_\d{12}$/.test(id) ? Number(id.slice(4)) : 0;
  const customer = context.customers.bySeq(Math.floor(number / notices.length));
  if (customer === undefined) throw notFound();
  return changeNotice(context, { customer, index: number % notices.length }, asBody(input));
}

/** PUT /notifications/batch: all or none. */
export function updateNotices(context: AsaasContext, input: unknown): unknown {
  const body = asBody(input);
  const customer = getCustomer(context, String(body['customer']));
  const changes: readonly unknown[] = Array.isArray(body['notifications'])
    ? (body['notifications'] as unknown[])
    : [];
  const changed = context.ports.store.transaction(() =>
    changes.map((one) => {
      const index = notices.findIndex((_, at) => idOf(customer, at) === asBody(one)['id']);
      if (index < 0) throw invalidField('notifications');
      return changeNotice(context, { customer, index }, asBody(one));
    }),
  );
  return { customer: customer.id, notifications: changed };
}

function changeNotice(
  context: AsaasContext,
  { customer, index }: { readonly customer: Customer; readonly index: number },
  body: Body,
): unknown {
  const id = idOf(customer, index);
  const given = flags.map((name) => [name, optionalFlag(body, name)] as const);
  const offset = ['scheduleOffset', optionalCount(body, 'scheduleOffset')] as const;
  const changes = [...given, offset].filter(([, value]) => value !== undefined);
  const before = context.customers.noticeChanges(id);
  context.customers.setNoticeChanges(id, { ...before, ...Object.fromEntries<unknown>(changes) });
  return noticeView(context, customer, index);
}
