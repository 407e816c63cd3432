/** What the operator sees when the gateway answers badly, and that a charge is never sent twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  button,
  fillIn,
  heading,
  issueTitulo,
  openScreen,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import { openPractice, type PracticeDesktop } from './support/practice.ts';

const CLIENT = 'Conceição Araújo';
const CREATE = { gateway: 'efi', method: 'POST', path: '/v1/charge' } as const;
/** The gateway gets a moment before it is asked what became of a charge. */
const BEFORE_LOOK_UP_MS = 10_000;

let desktop: PracticeDesktop;

beforeEach(async () => {
  desktop = await openPractice();
});

afterEach(() => desktop.close());

async function issue(): Promise<void> {
  await issueTitulo(desktop.page, { client: CLIENT, description: 'Instalação', amount: '89,90' });
}

describe('a charge', () => {
  it.each([
    {
      what: 'an error page',
      fault: { ...CREATE, kind: 'html', status: 502, after: true, count: 1 },
    },
    {
      what: 'status 500',
      fault: { ...CREATE, kind: 'status', status: 500, after: true, count: 1 },
    },
    { what: 'nothing', fault: { ...CREATE, kind: 'drop-after', count: 1 } },
  ])('answered with $what is unknown, looked up, and registered once', async ({ fault }) => {
    const { page, simulator } = desktop;
    await simulator.setFaults([fault]);

    await issue();
    const charge = page.getByRole('region', { name: 'Cobrança no gateway' });
    await charge.getByText('Desconhecida', { exact: true }).waitFor();
    await charge.getByText('nada é reenviado antes disso', { exact: false }).waitFor();
    await simulator.advance(BEFORE_LOOK_UP_MS);
    await waitForRegistration(page);

    expect(await simulator.charges()).toHaveLength(1);
  });

  it('that the gateway refuses says why, in the gateway’s own words', async () => {
    const { page, simulator } = desktop;
    await simulator.setFaults([
      {
        gateway: 'efi',
        method: 'POST',
        path: '/v1/charge/:id/pay',
        kind: 'status',
        status: 400,
        count: 1,
      },
    ]);

    await issue();

    const charge = page.getByRole('region', { name: 'Cobrança no gateway' });
    await charge.getByText('Rejeitada', { exact: true }).waitFor();
    await charge.getByText(/Texto do gateway/).waitFor();
    await openScreen(page, 'Início');
    await page.getByRole('link', { name: /Rejeitadas pelo gateway/ }).waitFor();
  });
});

describe('wrong credentials', () => {
  it('are told by "Testar credenciais"', async () => {
    const { page } = desktop;
    await openScreen(page, 'Contas');
    await page.getByRole('link', { name: 'Nova conta' }).click();
    await fillIn(page, { 'Nome da conta': 'Simulador errado' });
    await page.getByRole('combobox', { name: 'Ambiente' }).click();
    await page.getByRole('option', { name: 'Simulador' }).click();
    await fillIn(page, {
      'Client ID do simulador': 'Client_Id_outro',
      'Client Secret do simulador': 'Client_Secret_outro',
    });

    await button(page, 'Gravar e testar credenciais').click();

    await page.getByRole('alert').filter({ hasText: 'Credenciais recusadas' }).waitFor();
    await heading(page, 'Simulador errado').waitFor();
  });

  it('are told apart from a gateway that does not answer', async () => {
    const { page, simulator } = desktop;
    await simulator.setFaults([{ gateway: 'efi', kind: 'drop-before' }]);
    await openScreen(page, 'Contas');
    await page.getByRole('link', { name: 'Alterar Simulador Efí' }).click();
    await heading(page, 'Simulador Efí').waitFor();

    await button(page, 'Testar credenciais').click();

    await page
      .getByRole('status')
      .filter({ hasText: /não respond|conex/i })
      .waitFor();
  });
});
