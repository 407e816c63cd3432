import { startHarness, type Harness, type Reply, type Wire } from '../harness.ts';
import type { SimulatorOptions } from '../../../main/simulator/simulator.ts';

export const DAY = 86_400_000;

/** A charge off the wire. */
export type Charge = Readonly<Record<string, Wire>> & {
  readonly id: string;
  readonly status: string;
};

/** A simulator with one client of Asaas in front of it. */
export interface AsaasAccount {
  readonly harness: Harness;
  /** A call below `/asaas/v3` with the account's key, or with other headers. */
  call(method: string, path: string, body?: unknown, headers?: object): Promise<Reply>;
  /** A customer that was made. @returns its id */
  customer(change?: object): Promise<string>;
  /** A charge that was made for a new customer. */
  charge(change?: object): Promise<Charge>;
  /** The charge as it is now. */
  show(id: string): Promise<Charge>;
  /** A control call on a charge. */
  act(id: string, action: string, input?: object): Promise<Reply>;
  /** The simulator's own book. */
  ledger(): Promise<Wire[]>;
  set(settings: object): Promise<Reply>;
  /** A webhook that wants all events of charges. @returns what the API shows */
  webhook(url: string, change?: object): Promise<Wire>;
  close(): Promise<void>;
}

export const TOKEN = 'a-token-of-the-webhook-of-32-or-more';

export const events = [
  'PAYMENT_CREATED',
  'PAYMENT_UPDATED',
  'PAYMENT_CONFIRMED',
  'PAYMENT_RECEIVED',
  'PAYMENT_OVERDUE',
  'PAYMENT_DELETED',
  'PAYMENT_RESTORED',
  'PAYMENT_REFUNDED',
  'PAYMENT_PARTIALLY_REFUNDED',
  'PAYMENT_RECEIVED_IN_CASH_UNDONE',
  'PAYMENT_BANK_SLIP_CANCELLED',
] as const;

/** Made up, with valid check digits. */
export const maria = {
  name: 'MARIA EXEMPLO',
  cpfCnpj: '24971563792',
  email: 'maria@example.com',
  mobilePhone: '47996321478',
  address: 'Rua A',
  addressNumber: '10',
  province: 'Centro',
  postalCode: '89223005',
  externalReference: 'CLI-42',
  notificationDisabled: true,
};

/** The request of the sheet (asaas.md 3.1) without its customer. */
export const order = {
  billingType: 'BOLETO',
  value: 99.9,
  dueDate: '2026-12-10',
  description: 'Internet 100 MEGA - 12/2026',
  externalReference: 'FAT-2026-000123',
  fine: { value: 2, type: 'PERCENTAGE' },
  interest: { value: 1 },
  discount: { value: 5, dueDateLimitDays: 0, type: 'FIXED' },
  daysAfterDueDateToRegistrationCancellation: 60,
};

export async function openAccount(options: Partial<SimulatorOptions> = {}): Promise<AsaasAccount> {
  const harness = await startHarness(options);

  const call: AsaasAccount['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${harness.simulator.baseUrl('asaas')}/v3${path}`, {
      method,
      headers: {
        access_token: 'sandbox-token',
        'user-agent': 'provedor-exemplo',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, body: isJson && text !== '' ? JSON.parse(text) : text };
  };

  const customer = async (change: object = {}): Promise<string> =>
    String((await call('POST', '/customers', { ...maria, ...change })).body.id);

  return {
    harness,
    call,
    customer,
    async charge(change = {}) {
      const body = { customer: await customer(), ...order, ...change };
      return (await call('POST', '/payments', body)).body as Charge;
    },
    show: async (id) => (await call('GET', `/payments/${id}`)).body as Charge,
    act: (id, action, input = {}) =>
      harness.control('POST', `/asaas/charges/${id}/${action}`, input),
    ledger: async (): Promise<Wire[]> =>
      (await harness.control('GET', '/asaas/ledger')).body.entries as Wire[],
    set: (settings) => harness.control('PUT', '/asaas/settings', settings),
    webhook: async (url, change = {}): Promise<Wire> =>
      (
        await call('POST', '/webhooks', {
          name: 'Provedor',
          url,
          email: 'financeiro@example.com',
          authToken: TOKEN,
          sendType: 'SEQUENTIALLY',
          events,
          ...change,
        })
      ).body,
    close: () => harness.close(),
  };
}
