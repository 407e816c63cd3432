/** One título through every gateway in the real app: issued on the screen, paid there, told to us, settled, posted. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cents, formatMoney } from '../../domain/money.ts';
import { openReader } from '../../main/store/open.ts';
import type { Output } from '../../preload/contract/api.ts';
import { accountFormOf, everyGateway } from '../../tools/demo/every-gateway.mjs';
import {
  factOf,
  heading,
  issueTitulo,
  openScreen,
  waitForRegistration,
  waitUntilPaid,
} from '../../tools/demo/operator.mjs';
import { receivedByCharge, recount } from '../support/ledger.ts';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

const CLIENT = 'Conceição Araújo';

/** Another amount for each, so that no payment can stand for another. */
const cases = everyGateway.map((practice, index) => ({
  ...practice,
  amountCents: cents(100_90 + index * 10_01),
}));

let desktop: PracticeDesktop;
/** Ids by label. */
const accounts = new Map<string, number>();

beforeAll(async () => {
  desktop = await openPractice();
  const { page } = desktop;
  for (const { id, label } of await ask(page, 'accounts.list', {})) accounts.set(label, id);
  for (const practice of everyGateway) await openAccount(practice);
});

afterAll(() => desktop.close());

/** Makes it unless it is there, and tells the gateway our address where it keeps one. */
async function openAccount(practice: (typeof everyGateway)[number]): Promise<void> {
  const { page } = desktop;
  const { label, url, simulator: gateway } = practice;
  const known = accounts.get(label);
  const { id } = await ask(page, 'accounts.save', {
    ...accountFormOf(practice),
    ...(known === undefined ? {} : { id: known }),
  });
  accounts.set(label, id);
  if (url === 'account') await ask(page, 'accounts.registerCallback', { id });
  if (url !== 'site') return;
  const { callbackUrl } = await ask(page, 'accounts.get', { id });
  const urls = { paymentUrl: callbackUrl, cancelUrl: callbackUrl };
  await ask(page, 'simulator.savePanelUrls', { gateway, urls });
}

const accountOf = (label: string): number => accounts.get(label) ?? 0;

describe.each(cases)('a título at $label', (practice) => {
  const { label, simulator: gateway, url, amountCents, feeEstimateCents } = practice;
  const shown = formatMoney(amountCents).replace(/\s/gu, ' ');
  let titulo: Output<'titulos.get'>;

  const current = (): Promise<Output<'titulos.get'>> =>
    ask(desktop.page, 'titulos.get', { id: Number(/\d+$/.exec(desktop.page.url())?.[0]) });

  it('is issued on the screen and registered at its gateway', async () => {
    const { page, simulator } = desktop;

    await issueTitulo(page, {
      client: CLIENT,
      description: 'Internet 300M',
      amount: shown.replace('R$ ', ''),
      account: `${label} (Simulador)`,
    });
    await waitForRegistration(page);

    titulo = await current();
    const charges = await simulator.charges(gateway);
    expect(charges.map(({ id, totalCents }) => ({ id, totalCents }))).toEqual([
      { id: titulo.charge?.gatewayId, totalCents: amountCents },
    ]);
  });

  it(`is paid there, told by ${url === 'nowhere' ? 'asking' : 'a callback'}, and paid on the screen by itself`, async () => {
    const { page, simulator } = desktop;
    const id = accountOf(label);

    await simulator.pay(gateway, titulo.charge?.gatewayId ?? '');
    if (url === 'nowhere') await ask(page, 'accounts.poll', { id });
    await waitUntilPaid(page);

    const facts = page.getByRole('region', { name: 'Resumo' });
    const callbacks = await ask(page, 'callbacks.list', { filter: { accountId: id }, limit: 50 });
    const told = callbacks.rows
      .flatMap(({ effects }) => effects)
      .filter(({ kind, tituloId }) => kind === 'paid' && tituloId === titulo.id);
    expect(await factOf(facts, 'Já recebido')).toBe(shown);
    expect(await factOf(facts, 'Falta receber')).toBe('—');
    expect(told.length > 0).toBe(url !== 'nowhere');
  });

  it('has one payment, with the fee that the gateway kept, posted to the last centavo', async () => {
    const { simulator } = desktop;
    const [entry] = await simulator.ledger(gateway);

    const { payments } = await current();

    const [payment] = payments;
    expect(payments).toHaveLength(1);
    expect(payment).toMatchObject({ amountCents, principalCents: amountCents, review: 'none' });
    expect(entry?.paidCents).toBe(amountCents);
    const fee = entry?.feeCents ?? 0;
    expect(payment).toMatchObject({ feeCents: fee, feeIsEstimate: feeEstimateCents > 0 });
    expect(postingsOf(payment?.id ?? 0)).toEqual({
      receipt: amountCents,
      credit: amountCents - fee,
      fee,
    });
  });
});

describe('all of them together', () => {
  it('are paid on the list, each under the name of its gateway', async () => {
    const { page } = desktop;

    await openScreen(page, 'Títulos');

    const paid = page.getByRole('row').filter({ hasText: 'Pago' });
    await expect.poll(() => paid.count()).toBe(cases.length);
    for (const { shortName } of everyGateway)
      await paid.filter({ hasText: shortName }).first().waitFor();
  });

  it('add up on Início, with nothing left to decide', async () => {
    const { page } = desktop;
    const sum = formatMoney(cents(cases.reduce((total, one) => total + one.amountCents, 0)));

    await openScreen(page, 'Início');

    const received = page.getByRole('link', { name: /^Recebido hoje/ });
    expect((await received.innerText()).replace(/\s/gu, ' ')).toContain(sum.replace(/\s/gu, ' '));
    await page.getByText('Nada espera por você.').waitFor();
    await heading(page, 'Início').waitFor();
  });

  it('agree with a second count of the books, and with the book of every gateway', async () => {
    const { simulator } = desktop;
    const theirs = await Promise.all(cases.map((one) => simulator.ledger(one.simulator)));

    const ours = readBooks(receivedByCharge);

    const paid = theirs.flat().map(({ charge, paidCents }) => [charge, paidCents] as const);
    expect(readBooks(recount)).toEqual([]);
    expect(ours).toEqual(new Map(paid));
  });
});

function readBooks<T>(read: (db: ReturnType<typeof openReader>) => T): T {
  const db = openReader(path.join(desktop.dataDir, 'baixa.db'));
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** What was posted of a payment, by side. */
function postingsOf(paymentId: number): Readonly<Record<string, number>> {
  const rows = readBooks((db) =>
    db
      .prepare('SELECT side, amount_cents AS amount FROM postings WHERE payment_id = ?')
      .all(paymentId),
  ) as readonly { readonly side: string; readonly amount: number }[];
  return Object.fromEntries(rows.map(({ side, amount }) => [side, amount]));
}
