import { afterEach, beforeEach, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { systemClock } from '../../main/clock.ts';
import type { Input } from '../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';

const today = civilDateOf(systemClock.now());
const PAID = '/api/fortunus_confirma.php';
const CANCELLED = '/api/fortunus_cancela.php';

const account: Input<'accounts.save'> = {
  label: 'Gerencianet do Mk-Auth',
  gateway: 'gerencianet-token',
  profile: null,
  environment: 'simulator',
  instrument: 'boleto',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(150),
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: {},
};

let bench: TestCore;
let accountId: number;
let clientId: number;
let base: string;

const door = (aliases: Input<'listener.save'>['aliases']): Input<'listener.save'> => ({
  aliases,
  sources: [],
  proxies: [],
  forwardedHeader: 'x-forwarded-for',
});

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
  ({ id: accountId } = await bench.call('accounts.save', account));
  ({ id: clientId } = await bench.call('clients.save', sampleClient));
  base = `http://127.0.0.1:${bench.core.addresses.listenerPort ?? 0}`;
  await bench.control('/gerencianet-token/url', {
    method: 'PUT',
    body: { paymentUrl: `${base}${PAID}`, cancelUrl: `${base}${CANCELLED}` },
  });
});

afterEach(() => bench.close());

async function registered() {
  const { id } = await bench.call('titulos.create', {
    clientId,
    accountId,
    description: 'Internet 300M',
    faceCents: cents(9_990),
    dueOn: addDays(today, 10),
    competence: null,
  });
  return bench.until(
    () => bench.call('titulos.get', { id }),
    ({ charge }) => charge?.state === 'registered',
  );
}

const act = (gatewayId: string, action: string) =>
  bench.control(`/gerencianet-token/charges/${gatewayId}/${action}`, { method: 'POST', body: {} });

const callbacks = async () => (await bench.call('callbacks.list', { filter: {}, limit: 10 })).rows;

function announce(gatewayId: string, valorPago: number): Promise<Response> {
  const xml =
    `<pagamento><cobranca><chave>${gatewayId}</chave><status>p</status>` +
    `<total>${valorPago}</total><valorPago>${valorPago}</valorPago></cobranca></pagamento>`;
  return fetch(`${base}${PAID}`, { method: 'POST', body: new URLSearchParams({ xml }) });
}

it('settle a payment once the gateway itself shows it, and say that no secret came with it', async () => {
  await bench.call('listener.save', door([{ path: PAID, accountId }]));
  const titulo = await registered();

  await act(titulo.charge?.gatewayId ?? '', 'pay');
  const settled = await bench.until(
    () => bench.call('titulos.get', { id: titulo.id }),
    ({ state }) => state === 'paid',
  );

  const [row] = await callbacks();
  const detail = await bench.call('callbacks.get', { id: row?.id ?? 0 });
  expect(settled.paidCents).toBe(9_990);
  expect([detail.path, detail.auth]).toEqual([PAID, 'no-secret']);
});

it('close a title by the address of cancellations', async () => {
  await bench.call('listener.save', door([{ path: CANCELLED, accountId }]));
  const titulo = await registered();

  await act(titulo.charge?.gatewayId ?? '', 'cancel');

  const closed = await bench.until(
    () => bench.call('titulos.get', { id: titulo.id }),
    ({ state }) => state === 'cancelled',
  );
  expect(closed.paidCents).toBeNull();
});

it('settle nothing that the gateway does not show, whatever amount is named', async () => {
  await bench.call('listener.save', door([{ path: PAID, accountId }]));
  const titulo = await registered();

  const answer = await announce(titulo.charge?.gatewayId ?? '', 1);
  await bench.until(callbacks, (rows) => (rows[0]?.tries ?? 0) > 0);

  const now = await bench.call('titulos.get', { id: titulo.id });
  expect([answer.status, now.state, now.paidCents]).toEqual([200, 'open', null]);
});

it('take no amount from a body: a stranger who is first with a true payment changes nothing', async () => {
  const titulo = await registered();
  const gatewayId = titulo.charge?.gatewayId ?? '';
  await act(gatewayId, 'pay');
  await bench.call('listener.save', door([{ path: PAID, accountId }]));

  await announce(gatewayId, 1);
  const settled = await bench.until(
    () => bench.call('titulos.get', { id: titulo.id }),
    ({ state }) => state === 'paid',
  );

  expect(settled.paidCents).toBe(9_990);
});

it('are nobody’s unless the operator switches them on', async () => {
  const answer = await announce('1', 9_990);

  expect([answer.status, await callbacks()]).toEqual([404, []]);
});

it('are refused to an account of another gateway, and a range that is none too', async () => {
  const path = await bench.refused(
    'listener.save',
    door([{ path: '/retorno/juno_confirma.php', accountId }]),
  );
  const range = await bench.refused('listener.save', { ...door([]), proxies: ['10.0.0.0/40'] });

  expect([path.code, path.detail['field']]).toEqual(['invalid-input', 'aliases']);
  expect([range.code, range.detail['field'], range.detail['value']]).toEqual([
    'invalid-input',
    'proxies',
    '10.0.0.0/40',
  ]);
});

it('stay switched on after a restart', async () => {
  await bench.call('listener.save', door([{ path: PAID, accountId }]));

  bench = await bench.restart();
  base = `http://127.0.0.1:${bench.core.addresses.listenerPort ?? 0}`;
  const answer = await announce('1', 9_990);

  expect(answer.status).toBe(200);
});
