import { startHarness, type Harness, type Reply, type Wire } from '../harness.ts';
import type { SimulatorOptions } from '../../../main/simulator/simulator.ts';

export const DAY = 86_400_000;

/** A charge off the wire. */
export type Charge = Readonly<Record<string, Wire>> & {
  readonly id: string;
  readonly status: string;
};

/** A simulator with one client of Juno's API 2.0 in front of it. */
export interface JunoAccount {
  readonly harness: Harness;
  /** A fresh access token. */
  authorize(): Promise<string>;
  /** A call of the resource server with the account's credentials, or with other headers. */
  call(method: string, path: string, body?: unknown, headers?: object): Promise<Reply>;
  /** Charges that were made of the order, changed in its charge part. */
  issue(change?: object, billing?: object): Promise<readonly Charge[]>;
  /** One charge that was made. */
  charge(change?: object): Promise<Charge>;
  /** The charge as it is now. */
  show(id: string): Promise<Charge>;
  /** A control call on a charge. */
  act(id: string, action: string, input?: object): Promise<Reply>;
  /** The simulator's own book. */
  ledger(): Promise<Wire[]>;
  set(settings: object): Promise<Reply>;
  /** A webhook for all that the simulator tells. @returns what the API shows */
  webhook(url: string, eventTypes?: readonly string[]): Promise<Wire>;
  /** A random Pix key of the account. */
  pixKey(): Promise<string>;
  close(): Promise<void>;
}

export const sentEvents = [
  'PAYMENT_NOTIFICATION',
  'CHARGE_STATUS_CHANGED',
  'CHARGE_READ_CONFIRMATION',
  'CHARGE_CREATED',
] as const;

/** Made up, with valid check digits. */
export const maria = {
  name: 'MARIA EXEMPLO',
  document: '24971563792',
  email: 'maria@example.com',
  phone: '41996321478',
  address: {
    street: 'Rua A',
    number: '10',
    complement: '',
    neighborhood: 'Centro',
    city: 'Curitiba',
    state: 'PR',
    postCode: '80000000',
  },
  notify: false,
};

/** The request of the sheet (juno.md 3.2) for one boleto. */
export const order = {
  description: 'Mensalidade internet',
  references: ['CLI42-01'],
  amount: 50,
  dueDate: '2026-12-10',
  installments: 1,
  maxOverdueDays: 29,
  fine: 2,
  interest: 1,
  discountAmount: 5,
  discountDays: 0,
  paymentTypes: ['BOLETO'],
  paymentAdvance: false,
};

export const basic = (client = 'sandbox', secret = 'sandbox'): string =>
  `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`;

export async function openAccount(options: Partial<SimulatorOptions> = {}): Promise<JunoAccount> {
  const harness = await startHarness(options);
  const base = () => harness.simulator.baseUrl('juno');

  const authorize = async (): Promise<string> => {
    const response = await fetch(`${base()}/authorization-server/oauth/token`, {
      method: 'POST',
      headers: { authorization: basic() },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return String((await response.json()).access_token);
  };

  const call: JunoAccount['call'] = async (method, path, body, headers = {}) => {
    const token = 'authorization' in headers ? '' : await authorize();
    const response = await fetch(`${base()}/api-integration${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'x-api-version': '2',
        'x-resource-token': 'sandbox-token',
        ...(body === undefined ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? text : JSON.parse(text) };
  };

  const issue: JunoAccount['issue'] = async (change = {}, billing = {}) => {
    const { body } = await call('POST', '/charges', {
      charge: { ...order, ...change },
      billing: { ...maria, ...billing },
    });
    if (body._embedded === undefined) throw new Error(JSON.stringify(body));
    return body._embedded.charges as Charge[];
  };

  return {
    harness,
    authorize,
    call,
    issue,
    async charge(change = {}) {
      const [first] = await issue(change);
      if (first === undefined) throw new Error('No charge was made');
      return first;
    },
    show: async (id) => (await call('GET', `/charges/${id}`)).body as Charge,
    act: (id, action, input = {}) =>
      harness.control('POST', `/juno/charges/${id}/${action}`, input),
    ledger: async (): Promise<Wire[]> =>
      (await harness.control('GET', '/juno/ledger')).body.entries as Wire[],
    set: (settings) => harness.control('PUT', '/juno/settings', settings),
    webhook: async (url, eventTypes = sentEvents): Promise<Wire> =>
      (await call('POST', '/notifications/webhooks', { url, eventTypes })).body,
    pixKey: async () => {
      const headers = { 'x-idempotency-key': 'b7a3c1de-0000-4000-8000-000000000001' };
      const { body } = await call('POST', '/pix/keys', { type: 'RANDOM_KEY' }, headers);
      return String(body.key);
    },
    close: () => harness.close(),
  };
}
