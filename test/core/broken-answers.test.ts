import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPractice, type Practice } from '../support/practice.ts';

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(async () => {
  const disagreements = await practice.disagreements();
  await practice.bench.close();
  expect(disagreements).toEqual([]);
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const create = { method: 'POST', path: '/v1/charge', count: 1 };
const pay = { method: 'POST', path: '/v1/charge/:id/pay', count: 1 };

/** The charge of the título is registered, and the gateway holds nothing of it but one. */
async function endsRegisteredOnce(tituloId: number): Promise<void> {
  const { charge } = await practice.registered(tituloId);
  const held = (await practice.charges()).filter(({ customId }) => customId === charge?.reference);
  expect(held.map(({ status, id }) => [status, id])).toEqual([['waiting', charge?.gatewayId]]);
}

describe('an answer that does not arrive', () => {
  it.each([
    ['dropped after the charge was created', { ...create, kind: 'drop-after' }],
    ['dropped after the boleto was made', { ...pay, kind: 'drop-after' }],
    ['500 after the charge was created', { ...create, kind: 'status', status: 500, after: true }],
    ['500 after the boleto was made', { ...pay, kind: 'status', status: 500, after: true }],
    ['cut in the middle of the first', { ...create, kind: 'truncate' }],
    ['cut in the middle of the second', { ...pay, kind: 'truncate' }],
    ['a page of HTML after the charge was created', { ...create, kind: 'html', after: true }],
    ['a page of HTML after the boleto was made', { ...pay, kind: 'html', after: true }],
  ])('is looked up, and nothing is issued twice: %s', async (_name, fault) => {
    await practice.faults(fault);
    const { id } = await practice.newTitulo();
    const lost = await practice.wait(id, ({ charge }) => charge?.state === 'unknown');

    await practice.advance(6 * SECOND);

    expect(lost.charge?.failureText).not.toBeNull();
    await endsRegisteredOnce(id);
  });

  it.each([
    ['connection closed before it', { ...create, kind: 'drop-before' }],
    ['500 without doing anything', { ...create, kind: 'status', status: 500 }],
    ['HTML without doing anything', { ...create, kind: 'html' }],
  ])('is sent again only after two empty look-ups: %s', async (_name, fault) => {
    await practice.faults(fault);
    const { id } = await practice.newTitulo();
    await practice.wait(id, ({ charge }) => charge?.state === 'unknown');
    await practice.advance(6 * SECOND);
    await practice.wait(id, ({ attempts }) => lookUps(attempts) === 1);
    const between = (await practice.get(id)).charge?.state;

    await practice.advance(11 * MINUTE);

    expect(between).toBe('unknown');
    await endsRegisteredOnce(id);
    expect(lookUps((await practice.get(id)).attempts)).toBe(2);
  });

  it('is cleared up by a payment that comes in the meantime', async () => {
    await practice.faults({ ...pay, kind: 'drop-after' });
    const { id } = await practice.newTitulo();
    await practice.wait(id, ({ charge }) => charge?.state === 'unknown');

    await practice.act(id, 'pay');

    expect((await practice.paid(id)).charge?.state).toBe('paid');
  });

  it('is found again after a restart', async () => {
    await practice.faults({ ...pay, kind: 'drop-after' });
    const { id } = await practice.newTitulo();
    await practice.wait(id, ({ charge }) => charge?.state === 'unknown');

    practice = await practice.restart();
    await practice.advance(6 * SECOND);

    await endsRegisteredOnce(id);
  });
});

describe('a gateway that takes nothing now', () => {
  it('for its quota lets the charge wait until the next day', async () => {
    await practice.faults({ ...create, kind: 'rate-limit' });
    const { id } = await practice.newTitulo();
    const waiting = await practice.wait(id, ({ attempts }) => attempts.length > 0);

    await practice.advance(24 * 60 * MINUTE);

    expect(waiting.charge?.state).not.toBe('rejected');
    await endsRegisteredOnce(id);
  });

  it('for wrong credentials lets the charge wait until they are right', async () => {
    await practice.changeAccount({
      credentials: { 'simulator-client-secret': 'Client_Secret_wrong' },
    });
    const { id } = await practice.newTitulo();
    await practice.wait(id, ({ attempts }) =>
      attempts.some(({ httpStatus }) => httpStatus === 401),
    );
    const tested = await practice.bench.call('accounts.testCredentials', {
      id: practice.accountId,
    });
    const { charge } = await practice.get(id);

    await practice.changeAccount({ credentials: { 'simulator-client-secret': '' } });

    expect(tested.isOk).toBe(false);
    expect(charge?.state).toBe('prepared');
    await endsRegisteredOnce(id);
  });

  it('and refuses the data says what is wrong, and takes the corrected ones as a new attempt', async () => {
    await practice.faults({ ...create, kind: 'status', status: 400 });
    const { id } = await practice.newTitulo();
    await practice.wait(id, ({ charge }) => charge?.state === 'rejected');

    await practice.bench.call('titulos.send', { ids: [id] });
    const sent = await practice.registered(id);

    expect(sent.charge?.attempt).toBe(2);
    expect(sent.charges.map(({ state }) => state)).toEqual(['discarded', 'registered']);
  });
});

function lookUps(attempts: readonly { readonly operation: string }[]): number {
  return attempts.filter(({ operation }) => operation === 'listCharges').length;
}
