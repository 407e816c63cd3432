/** The independent client `juno-api` 0.2.2 from npm against the simulator, with nothing changed but where it calls. */
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Wire } from '../harness.ts';
import { maria, openAccount, order, type JunoAccount } from './account.ts';

type Calls = Readonly<Record<string, (...input: readonly unknown[]) => Promise<Wire>>>;

interface Uri {
  readonly path: string;
}

interface Client {
  readonly authorization: Calls;
  readonly balance: Calls;
  readonly bank: Calls;
  readonly businessArea: Calls;
  readonly companyTypes: Calls;
  readonly charge: Calls;
  readonly webhook: Calls;
  _baseUrl: object;
  request: (uri: Uri, ...rest: readonly unknown[]) => Promise<Wire>;
}

type Library = new (options: object) => Client;

const LIBRARY = 'juno-api';

/** Undefined where the client is not installed. */
function findLibrary(): Library | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require(LIBRARY) as Library;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const library = findLibrary();

let account: JunoAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

/** The client builds its addresses from host and path alone, so that the simulator's prefix is added to each path. */
function openClient(options: object): Client {
  if (library === undefined) throw new Error('The client is not installed');
  const client = new library(options);
  const { port } = account.harness.simulator;
  client._baseUrl = { protocol: 'http:', hostname: '127.0.0.1', port };
  const request = client.request.bind(client);
  client.request = (uri, ...rest) => request({ ...uri, path: `/juno${uri.path}` }, ...rest);
  return client;
}

/** A client with a token of its own making; `isProd: false` calls below `/api-integration`. */
async function openAuthorized(isProd: boolean): Promise<Client> {
  const client = openClient({ clientId: 'sandbox', clientSecret: 'sandbox', isProd });
  const token = await call(client.authorization, 'accessToken');
  return openClient({ accessToken: token.access_token, resourceToken: 'sandbox-token', isProd });
}

/** A call without its `this` is no call. */
const call = (calls: Calls, name: string, ...input: readonly unknown[]): Promise<Wire> => {
  const found = calls[name];
  if (found === undefined) throw new Error(`The client has no ${name}`);
  return found.apply(calls, [...input]);
};

describe.skipIf(library === undefined)('the client from npm (skipped where it is missing)', () => {
  it('asks for a token with the grant in the query', async () => {
    const client = openClient({ clientId: 'sandbox', clientSecret: 'sandbox', isProd: false });

    const token = await call(client.authorization, 'accessToken');

    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 86_399, scope: 'all' });
  });

  it.each([
    ['with the prefix of the sandbox', false],
    ['without it', true],
  ])('makes a carnê, reads, lists and sees it paid %s', async (_name, isProd) => {
    const { charge } = await openAuthorized(isProd);
    const references = ['CLI42-01', 'CLI42-02'];
    const carne = { ...order, installments: 2, references };

    const made = await call(charge, 'create', { charge: carne, billing: maria });
    const [first, second] = made._embedded.charges;
    await account.act(first.id as string, 'pay');
    const shown = await call(charge, 'get', first.id);
    const listed = await call(charge, 'list');

    expect([first.reference, second.reference]).toEqual(references);
    expect(shown).toMatchObject({
      status: 'PAID',
      payments: [{ status: 'CONFIRMED', amount: 45 }],
    });
    expect(listed._embedded.charges).toEqual([shown, second]);
  });

  it('keeps webhooks', async () => {
    const { webhook } = await openAuthorized(false);
    const wanted = { url: 'https://provedor.test/juno', eventTypes: ['PAYMENT_NOTIFICATION'] };

    const made = await call(webhook, 'create', wanted);
    const changed = await call(webhook, 'update', made.id, {
      status: 'INACTIVE',
      eventTypes: ['CHARGE_STATUS_CHANGED'],
    });
    const listed = await call(webhook, 'list');
    await call(webhook, 'delete', made.id);
    const left = await call(webhook, 'list');

    expect(made).toMatchObject({ url: wanted.url, status: 'ACTIVE' });
    expect(changed).toMatchObject({ status: 'INACTIVE', secret: made.secret });
    expect(listed._embedded.webhooks).toEqual([changed]);
    expect(left._embedded.webhooks).toEqual([]);
  });

  it('reads balance and tables', async () => {
    const client = await openAuthorized(false);

    const balance = await call(client.balance, 'get');
    const banks = await call(client.bank, 'list');
    const areas = await call(client.businessArea, 'list');
    const types = await call(client.companyTypes, 'list');

    expect(balance).toMatchObject({ balance: 0, withheldBalance: 0, transferableBalance: 0 });
    expect(banks._embedded.banks).toContainEqual({ number: '383', name: 'Juno' });
    expect(areas._embedded.businessAreas[0]).toMatchObject({ code: expect.any(Number) });
    expect(types.companyTypes).toContain('LTDA');
  });

  it('shows what is wrong in the shape it expects', async () => {
    const stranger = openClient({ clientId: 'sandbox', clientSecret: 'other', isProd: false });
    const { charge } = await openAuthorized(false);

    const unknown = call(stranger.authorization, 'accessToken');
    const refused = call(charge, 'create', { charge: { amount: 10 }, billing: maria });

    await expect(unknown).rejects.toMatchObject({
      response: { statusCode: 401, body: { details: [{ errorCode: '391000' }] } },
    });
    await expect(refused).rejects.toMatchObject({
      response: { statusCode: 400, body: { details: [{ field: 'charge.description' }] } },
    });
  });
});
