/** The whole way of a payment, on the screen of the real app: issued, registered, paid, called back, settled. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '../../domain/civil-date.ts';
import { answerDialogs } from '../../tools/demo/app.mjs';
import { barcodeOfLinha, readPrintedCodes } from '../../tools/demo/codes.mjs';
import {
  button,
  factOf,
  heading,
  issueTitulo,
  makeCarne,
  openScreen,
  payInPractice,
  printFromDialog,
  saveCarne,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import { openPractice, today, typed, type PracticeDesktop } from './support/practice.ts';

const CLIENT = 'Conceição Araújo';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

describe('a loose título', () => {
  it('is registered by itself, with the linha digitável and the Pix that the gateway gave', async () => {
    const { page, simulator } = desktop;

    await issueTitulo(page, { client: CLIENT, description: 'Instalação', amount: '89,90' });
    await waitForRegistration(page);

    const [charge] = await simulator.charges();
    const linha = await page.getByRole('group', { name: 'Linha digitável' }).innerText();
    const pix = await page.getByRole('group', { name: 'Pix copia e cola' }).innerText();
    expect(digitsOf(linha)).toBe(digitsOf(charge?.linha ?? ''));
    expect(pix).toBe(charge?.pixPayload);
  });

  it('becomes paid on the screen by itself once the client has paid', async () => {
    const { page, simulator } = desktop;

    await payInPractice(page);

    const facts = page.getByRole('region', { name: 'Resumo' });
    expect(await factOf(facts, 'Já recebido')).toBe('R$ 89,90');
    expect(await factOf(facts, 'Falta receber')).toBe('—');
    await page
      .getByRole('table', { name: 'Pagamentos deste título' })
      .getByText('R$ 89,90')
      .waitFor();
    expect((await simulator.ledger()).map(({ paidCents }) => paidCents)).toEqual([89_90]);
  });

  it('is counted on Início', async () => {
    const { page } = desktop;

    await openScreen(page, 'Início');

    await page.getByRole('link', { name: /^Recebido hoje R\$ 89,90/ }).waitFor();
    await page.getByText('Nada espera por você.').waitFor();
  });

  it('is found under Callbacks, with what the callback did', async () => {
    const { page } = desktop;

    await openScreen(page, 'Callbacks');
    await page
      .getByRole('row')
      .filter({ hasText: CLIENT })
      .first()
      .getByRole('link')
      .first()
      .click();
    await heading(page, /^Callback \d+/).waitFor();

    const effects = page.getByRole('region', { name: 'O que mudou' });
    const paid = effects.getByRole('row').filter({ hasText: 'paid' });
    await paid.getByText('Aplicado').waitFor();
    await paid.getByText('R$ 89,90').waitFor();
  });

  it('is not settled twice when its callback is processed again', async () => {
    const { page } = desktop;

    await button(page, 'Processar de novo').click();
    await page.getByText('Na fila para processar de novo.').waitFor();

    await openScreen(page, 'Callbacks');
    await page.getByText('Reprocessado').first().waitFor();
    await openScreen(page, 'Início');
    await page.getByRole('link', { name: /^Recebido hoje R\$ 89,90/ }).waitFor();
  });
});

describe('a carnê', () => {
  it('is issued as one at the gateway, as the preview says', async () => {
    const { page, simulator } = desktop;
    const firstDue = typed(addMonths(today, 1)).replace(/^\d\d/, '10');

    await makeCarne(page, { client: CLIENT, parcels: 3, firstDue, amount: '59,90' });
    await page.getByText('um pedido só, com todas as parcelas juntas').waitFor();
    await saveCarne(page, 3);

    const parcels = (await simulator.charges()).filter(({ groupId }) => groupId !== null);
    expect(parcels.map(({ totalCents }) => totalCents)).toEqual([59_90, 59_90, 59_90]);
    expect(new Set(parcels.map(({ groupId }) => groupId)).size).toBe(1);
  });

  it('is printed with the codes of its parcels', async () => {
    const { app, page, simulator, dataDir } = desktop;
    const file = path.join(dataDir, 'carne.pdf');

    await answerDialogs(app, { saveAs: file });
    await button(page, 'Imprimir carnê').click();
    await printFromDialog(page);

    const parcels = (await simulator.charges()).filter(({ groupId }) => groupId !== null);
    const { barcodes, qrCodes } = await readPrintedCodes(file);
    expect([...barcodes].sort()).toEqual(
      parcels.map(({ linha }) => barcodeOfLinha(linha ?? '')).sort(),
    );
    expect([...qrCodes].sort()).toEqual(parcels.map(({ pixPayload }) => pixPayload).sort());
  });

  it('has one parcel received by hand, and the gateway is told', async () => {
    const { page, simulator } = desktop;

    await page
      .getByRole('grid')
      .getByRole('link', { name: /^\d{8}$/ })
      .first()
      .click();
    await button(page, 'Receber').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('R$ 59,90').first().waitFor();
    await dialog.getByRole('button', { name: /receb/i }).click();
    await heading(page, /Pago$/).waitFor();

    await expect
      .poll(async () => (await simulator.charges()).map(({ status }) => status))
      .toContain('settled');
  });
});

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
