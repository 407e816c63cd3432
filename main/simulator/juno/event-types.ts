/** Event types with the ids of the sandbox (juno.md 3.4). Labels of our own wording. */
import type { JunoContext } from './context.ts';
import { apiUrl } from './context.ts';

export const eventTypes = [
  {
    id: 'evt_DC2E7E8848B08C62',
    name: 'DOCUMENT_STATUS_CHANGED',
    label: 'O status de um documento mudou',
  },
  {
    id: 'evt_4B3A979C94349E9E',
    name: 'DIGITAL_ACCOUNT_STATUS_CHANGED',
    label: 'O status de uma conta digital mudou',
  },
  {
    id: 'evt_DD8056B9AF3A0CD9',
    name: 'TRANSFER_STATUS_CHANGED',
    label: 'O status de uma transferência mudou',
  },
  {
    id: 'evt_8C42A83724B3E52F',
    name: 'P2P_TRANSFER_STATUS_CHANGED',
    label: 'O status de uma transferência P2P mudou',
  },
  {
    id: 'evt_3891C9EEE7F6CC9A',
    name: 'PAYMENT_NOTIFICATION',
    label: 'Há uma notificação de pagamento',
  },
  {
    id: 'evt_CFCECF82F4BBED68',
    name: 'CHARGE_STATUS_CHANGED',
    label: 'O status de uma cobrança mudou',
  },
  {
    id: 'evt_D48AFD95E13CA227',
    name: 'BILL_PAYMENT_STATUS_CHANGED',
    label: 'O status de um pagamento de conta mudou',
  },
  {
    id: 'evt_8C4AD03A5B2A03FC',
    name: 'CHARGE_READ_CONFIRMATION',
    label: 'Uma cobrança foi lida',
  },
  { id: 'evt_19E15A89466B7E46', name: 'CHARGE_CREATED', label: 'Uma cobrança foi criada' },
  {
    id: 'evt_DC82C7B04A3050D4',
    name: 'DIGITAL_ACCOUNT_CREATED',
    label: 'Uma conta digital foi criada',
  },
] as const;

/** The events that the simulator can send. */
export type SentEvent =
  'PAYMENT_NOTIFICATION' | 'CHARGE_STATUS_CHANGED' | 'CHARGE_READ_CONFIRMATION' | 'CHARGE_CREATED';

export const isEnabled = (context: JunoContext, name: string): boolean =>
  !context.settings().deprecatedEventTypes.includes(name);

/** The named types, in the order of the table. */
export const typeViews = (context: JunoContext, names: readonly string[]) =>
  eventTypes
    .filter(({ name }) => names.includes(name))
    .map((type) => ({ ...type, status: isEnabled(context, type.name) ? 'ENABLED' : 'DEPRECATED' }));

/** GET /notifications/event-types. */
export const listEventTypes = (context: JunoContext) => ({
  _embedded: {
    eventTypes: typeViews(
      context,
      eventTypes.map(({ name }) => name),
    ),
  },
  _links: { self: { href: apiUrl(context, '/notifications/event-types') } },
});
