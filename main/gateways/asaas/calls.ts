/** The endpoints of Asaas API v3 that Baixa uses (asaas 2, 3.3, 3.6, 5.1), below the base that ends in /v3. */
import type { HttpCall } from '../http.ts';
import type {
  CustomerBody,
  InstallmentBody,
  NewWebhookBody,
  PaymentBody,
  PaymentUpdateBody,
  WebhookBody,
} from './wire.ts';

/** Largest page (asaas 1.6). */
export const PAGE_SIZE = 100;

export const calls = {
  findCustomers: (cpfCnpj: string): HttpCall => ({
    operation: 'listCustomers',
    method: 'GET',
    template: '/customers',
    query: { cpfCnpj, ...pageAt(0) },
  }),
  createCustomer: (body: CustomerBody): HttpCall => ({
    operation: 'createCustomer',
    method: 'POST',
    template: '/customers',
    body,
  }),
  silenceCustomer: (id: string): HttpCall => ({
    operation: 'updateCustomer',
    method: 'PUT',
    template: '/customers/:id',
    params: { id },
    body: { notificationDisabled: true },
  }),
  createPayment: (body: PaymentBody): HttpCall => ({
    operation: 'createPayment',
    method: 'POST',
    template: '/payments',
    body,
  }),
  getPayment: (id: string): HttpCall => ofPayment(id, ['getPayment', 'GET', '']),
  billingInfo: (id: string): HttpCall => ofPayment(id, ['getBillingInfo', 'GET', '/billingInfo']),
  listPayments: (filter: PaymentFilter, offset: number): HttpCall => ({
    operation: 'listPayments',
    method: 'GET',
    template: '/payments',
    query: { ...filter, ...pageAt(offset) },
  }),
  /** The cheapest call that proves key and permission. */
  onePayment: (): HttpCall => ({
    operation: 'listPayments',
    method: 'GET',
    template: '/payments',
    query: { limit: '1' },
  }),
  updatePayment: (id: string, body: PaymentUpdateBody): HttpCall =>
    ofPayment(id, ['updatePayment', 'PUT', ''], body),
  removePayment: (id: string): HttpCall => ofPayment(id, ['removePayment', 'DELETE', '']),
  receiveInCash: (id: string, body: CashBody): HttpCall =>
    ofPayment(id, ['receiveInCash', 'POST', '/receiveInCash'], body),
  undoReceivedInCash: (id: string): HttpCall =>
    ofPayment(id, ['undoReceivedInCash', 'POST', '/undoReceivedInCash'], {}),
  refund: (id: string, value: number | undefined): HttpCall =>
    ofPayment(id, ['refundPayment', 'POST', '/refund'], value === undefined ? {} : { value }),
  refundSlip: (id: string): HttpCall =>
    ofPayment(id, ['refundBankSlip', 'POST', '/bankSlip/refund'], {}),
  createInstallment: (body: InstallmentBody): HttpCall => ({
    operation: 'createInstallment',
    method: 'POST',
    template: '/installments',
    body,
  }),
  listWebhooks: (): HttpCall => ({
    operation: 'listWebhooks',
    method: 'GET',
    template: '/webhooks',
    query: pageAt(0),
  }),
  createWebhook: (body: NewWebhookBody): HttpCall => ({
    operation: 'createWebhook',
    method: 'POST',
    template: '/webhooks',
    body,
  }),
  updateWebhook: (id: string, body: WebhookBody): HttpCall => ({
    operation: 'updateWebhook',
    method: 'PUT',
    template: '/webhooks/:id',
    params: { id },
    body,
  }),
  removeBackoff: (id: string): HttpCall => ({
    operation: 'removeWebhookBackoff',
    method: 'POST',
    template: '/webhooks/:id/removeBackoff',
    params: { id },
    body: {},
  }),
} as const;

/** Filters of GET /payments that Baixa uses; ranges are written with brackets (asaas 3.4). */
export type PaymentFilter = Readonly<
  Partial<
    Record<
      | 'externalReference'
      | 'installment'
      | 'status'
      | 'paymentDate[ge]'
      | 'paymentDate[le]'
      | 'dateCreated[ge]'
      | 'dateCreated[le]',
      string
    >
  >
>;

/** Body of receiveInCash. */
export interface CashBody {
  readonly paymentDate: string;
  readonly value: number;
  readonly notifyCustomer: false;
}

type Route = readonly [operation: string, method: HttpCall['method'], path: string];

function ofPayment(id: string, [operation, method, path]: Route, body?: unknown): HttpCall {
  return {
    operation,
    method,
    template: `/payments/:id${path}`,
    params: { id },
    ...(body !== undefined && { body }),
  };
}

function pageAt(offset: number): { readonly offset: string; readonly limit: string } {
  return { offset: String(offset), limit: String(PAGE_SIZE) };
}
