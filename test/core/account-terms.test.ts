/** What an account is set to, followed to the charge at the gateway, to the paper and to the money of a late payer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS, type ChargeTerms } from '../../domain/charge-terms.ts';
import { nextBankDay } from '../../domain/bank-days.ts';
import { daysBetween } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import type { Input, Output } from '../../preload/contract/api.ts';
import { openPractice, plusDays, today, type Practice } from '../support/practice.ts';

const DAY = 86_400_000;
/** A bank day, so that no weekend moves the first late day. */
const DUE = nextBankDay(plusDays(3));

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(() => practice.bench.close());

async function newAccount(changes: Partial<Input<'accounts.save'>>): Promise<number> {
  const { id } = await practice.bench.call('accounts.save', {
    label: 'Conta dos prazos',
    gateway: 'boleto-facil',
    profile: null,
    environment: 'simulator',
    instrument: 'boleto',
    isActive: true,
    autoSettle: true,
    sendsOnline: true,
    forwardsEmail: false,
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: 20,
    feeEstimateCents: cents(0),
    startNumber: null,
    fallbackRank: null,
    terms: PLAIN_TERMS,
    messageLines: [],
    credentials: {},
    ...changes,
  });
  return id;
}

const terms = (changes: Partial<ChargeTerms>): ChargeTerms => ({ ...PLAIN_TERMS, ...changes });

async function issuedBy(accountId: number): Promise<number> {
  const { id } = await practice.newTitulo({ accountId, dueOn: DUE });
  await practice.registered(id);
  return id;
}

const dayAfterDue = (late: number) => practice.advance((daysBetween(today, DUE) + late) * DAY);

async function payAt(tituloId: number): Promise<Output<'titulos.get'>> {
  await practice.bench.call('practice.pay', { tituloId });
  return practice.paid(tituloId);
}

describe('an account of Boleto Fácil with multa, juros and days to pay', () => {
  const LATE = terms({
    fine: { kind: 'percent', value: 200 },
    interest: { kind: 'percent-day', value: 30 },
    payableDays: 15,
  });

  it('lets a late client pay the debt with both, and settles it by itself', async () => {
    const id = await issuedBy(await newAccount({ terms: LATE }));
    await dayAfterDue(10);

    const { payments } = await payAt(id);

    // 2 % of R$ 99,90, and ten days of 0,03 %.
    expect(payments).toMatchObject([{ principalCents: 9_990, lateCents: 200 + 30 }]);
  });

  it('has nothing to pay with after those days, and the debt stays', async () => {
    const id = await issuedBy(await newAccount({ terms: LATE }));

    await dayAfterDue(20);
    practice = await practice.restart();
    const late = await practice.wait(id, ({ charge }) => charge?.state === 'expired');

    expect(late).toMatchObject({ state: 'open', status: 'overdue', isStillPayable: false });
    await expect(practice.bench.call('practice.pay', { tituloId: id })).rejects.toThrow();
  });

  it('says before anything is sent that it takes 29 days where more are asked', async () => {
    const accountId = await newAccount({ terms: { ...LATE, payableDays: 90 } });

    const account = await practice.bench.call('accounts.get', { id: accountId });

    expect(account.clampNotes).toContainEqual({ field: 'payableDays', asked: 90, applied: 29 });
    const { charge } = await practice.get(await issuedBy(accountId));
    expect(charge?.state).toBe('registered');
  });

  it('charges nothing late where one of the three is missing', async () => {
    const late = { ...LATE, payableDays: 0 };

    const { clampNotes } = await practice.bench.call('accounts.get', {
      id: await newAccount({ terms: late }),
    });
    const example = await practice.bench.call('accounts.explainTerms', {
      gateway: 'boleto-facil',
      terms: late,
    });

    expect(clampNotes.map(({ field, applied }) => [field, applied])).toEqual([
      ['fine', 0],
      ['interest', 0],
    ]);
    expect(example.late.amountCents).toBe(10_000);
  });
});

describe('multa, juros and desconto at Asaas', () => {
  const asaas = (changes: Partial<ChargeTerms>) =>
    newAccount({ gateway: 'asaas', instrument: 'bolix', terms: terms(changes) });

  it.each([
    ['in reais', { fine: { kind: 'fixed', value: 500 } } as const, 500],
    ['in percent', { fine: { kind: 'percent', value: 200 } } as const, 200],
    ['by the month', { interest: { kind: 'percent-month', value: 3_000 } } as const, 100],
  ])('%s are paid by who is ten days late', async (_, changes, lateCents) => {
    const accountId = await asaas(changes);
    await practice.bench.call('accounts.registerCallback', { id: accountId });
    const id = await issuedBy(accountId);
    await dayAfterDue(10);

    const { payments } = await payAt(id);

    expect(payments).toMatchObject([{ principalCents: 9_990, lateCents }]);
  });

  it.each([
    ['in reais', 'fixed', 350, 350],
    ['in percent', 'percent', 1_000, 999],
  ] as const)('desconto %s is given to who pays in time', async (_, kind, value, discount) => {
    const accountId = await asaas({ discount: { kind, value, daysBefore: 0 } });
    await practice.bench.call('accounts.registerCallback', { id: accountId });
    const id = await issuedBy(accountId);

    const paid = await payAt(id);

    expect(paid).toMatchObject({ state: 'paid', settledCents: 9_990, paidCents: 9_990 - discount });
  });
});

describe('an account with contra-apresentação', () => {
  it('has no late client: neither overdue nor charged more, whenever it is paid', async () => {
    await practice.changeAccount({
      terms: terms({ isContra: true, fine: { kind: 'percent', value: 200 } }),
    });
    const id = await issuedBy(practice.accountId);

    await dayAfterDue(20);
    const late = await practice.get(id);
    const { payments } = await payAt(id);

    expect(late.status).not.toBe('overdue');
    expect(payments).toMatchObject([{ principalCents: 9_990, lateCents: 0 }]);
  });

  it('leaves overdue what was issued before it was switched on', async () => {
    const id = await issuedBy(practice.accountId);
    await practice.changeAccount({ terms: terms({ isContra: true }) });

    await dayAfterDue(5);

    expect((await practice.get(id)).status).toBe('overdue');
  });
});

describe('"repassar e-mail do cliente"', () => {
  const addressOf = async (tituloId: number) => {
    const { charge } = await practice.get(tituloId);
    const { letter } = await practice.bench.call('simulator.charge', {
      gateway: 'efi',
      id: charge?.gatewayId ?? '',
    });
    return letter.to;
  };

  it('gives the gateway the address of a client from the next charge on', async () => {
    const before = await issuedBy(practice.accountId);

    await practice.changeAccount({ forwardsEmail: true });
    const after = await issuedBy(practice.accountId);

    expect(await addressOf(before)).toBeNull();
    expect(await addressOf(after)).toBe('ana@example.com');
  });

  it('sends a charge without address where the client has none, and takes none that cannot hold', async () => {
    await practice.changeAccount({ forwardsEmail: true });
    const client = await practice.bench.call('clients.get', { id: practice.clientId });
    const wrong = await practice.bench.refused('clients.save', {
      ...client,
      email: 'ana@',
    } as never);
    await practice.bench.call('clients.save', { ...client, email: '' } as never);

    const id = await issuedBy(practice.accountId);

    expect(wrong).toMatchObject({ code: 'invalid-input', detail: { field: 'email' } });
    expect(await addressOf(id)).toBeNull();
  });
});

describe('"título inicial"', () => {
  it('is the number of the next título, and is not known to the gateway', async () => {
    await practice.changeAccount({ startNumber: 73_519_264 });

    const { number, charge, attempts } = await practice.get(await issuedBy(practice.accountId));
    const held = await practice.charges();

    expect(number).toBe(73_519_264);
    expect(JSON.stringify([held, attempts])).not.toContain('73519264');
    expect(held.map(({ customId }) => customId)).toEqual([charge?.reference]);
  });

  it('may be 0, and then changes nothing', async () => {
    await practice.changeAccount({ startNumber: 0 });

    const { number } = await practice.newTitulo();

    expect(number).toBe(1);
  });
});
