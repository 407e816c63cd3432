import type { SimulatorOptions } from '../../../main/simulator/simulator.ts';
import { startHarness, type Harness, type Reply, type Wire } from '../harness.ts';

export const DAY = 86_400_000;

export const TOKEN = 'sandbox-token';

/** A payment off the wire. */
export type Payment = Readonly<Record<string, Wire>>;

/** A charge off the wire. */
export type Charge = Readonly<Record<string, Wire>> & { readonly code: number };

export type Fields = Readonly<Record<string, string>>;

/** A simulator with one client of Boleto Fácil in front of it. */
export interface BoletoFacilAccount {
  readonly harness: Harness;
  /** A POST of a form below `/boleto-facil`, with the account's token unless the fields have another. */
  call(method: string, fields?: Fields): Promise<Reply>;
  /** As `call`; the answer as it is. */
  text(method: string, fields: Fields): Promise<{ readonly type: string; readonly text: string }>;
  /** Charges that were issued. */
  issue(change?: Fields): Promise<readonly Charge[]>;
  /** The charge of one boleto that was issued. */
  charge(change?: Fields): Promise<Charge>;
  /** Charges of list-charges by due date, oldest first. */
  list(fields?: Fields): Promise<readonly Charge[]>;
  /** The payments of a charge as list-charges shows them. */
  payments(code: number): Promise<readonly Payment[]>;
  /** A control call on a charge. */
  act(code: number | string, action: string, input?: object): Promise<Reply>;
  /** A charge as the control calls show it. */
  overview(code: number): Promise<Wire>;
  ledger(): Promise<Wire[]>;
  set(settings: object): Promise<Reply>;
  advance(ms: number): Promise<void>;
  close(): Promise<void>;
}

/** Made up, with a valid check digit. */
export const order: Fields = {
  description: 'Internet 100 MEGA - 12/2026',
  reference: 'CLI42-2026-12',
  amount: '50.00',
  dueDate: '10/12/2026',
  maxOverdueDays: '29',
  fine: '2.00',
  interest: '1.00',
  payerName: 'Maria Exemplo',
  payerCpfCnpj: '249.715.637-92',
  payerEmail: 'maria@example.com',
};

const ALL = { beginDueDate: '01/01/2000' };

export async function openAccount(
  options: Partial<SimulatorOptions> = {},
): Promise<BoletoFacilAccount> {
  const harness = await startHarness(options);

  const post = (method: string, fields: Fields) =>
    fetch(`${harness.simulator.baseUrl('boleto-facil')}/${method}`, {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN, ...fields }),
    });

  const call: BoletoFacilAccount['call'] = async (method, fields = {}) => {
    const response = await post(method, fields);
    return { status: response.status, body: await response.json() };
  };

  const issue: BoletoFacilAccount['issue'] = async (change = {}) => {
    const { body } = await call('issue-charge', { ...order, ...change });
    if (body.success !== true) throw new Error(String(body.errorMessage));
    return body.data.charges as Charge[];
  };

  const list: BoletoFacilAccount['list'] = async (fields = ALL) =>
    (await call('list-charges', fields)).body.data.charges as Charge[];

  return {
    harness,
    call,
    text: async (method, fields) => {
      const response = await post(method, fields);
      return { type: response.headers.get('content-type') ?? '', text: await response.text() };
    },
    issue,
    charge: async (change) => {
      const [first] = await issue(change);
      if (first === undefined) throw new Error('No charge was issued');
      return first;
    },
    list,
    payments: async (code) => {
      const charge = (await list()).find((one) => one.code === code);
      const payments: Wire = charge?.['payments'] ?? [];
      return payments as readonly Payment[];
    },
    act: (code, action, input = {}) =>
      harness.control('POST', `/boleto-facil/charges/${String(code)}/${action}`, input),
    overview: async (code): Promise<Wire> =>
      (await harness.control('GET', `/boleto-facil/charges/${String(code)}`)).body.charge,
    ledger: async (): Promise<Wire[]> =>
      (await harness.control('GET', '/boleto-facil/ledger')).body.entries as Wire[],
    set: (settings) => harness.control('PUT', '/boleto-facil/settings', settings),
    advance: async (ms) => {
      await harness.simulator.advance(ms);
    },
    close: () => harness.close(),
  };
}
