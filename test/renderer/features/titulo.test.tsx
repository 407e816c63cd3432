import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import { settledStatus } from '../support/answers.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aClientDetail, aTotal, HOSTILE_NAME } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aCharge, aClient, aTitulo, aTituloDetail, anAccount } from '../support/samples.ts';

const LINHA = '36490000190000123456678901234567812340000008990';

function listOf(...rows: ReturnType<typeof aTitulo>[]): Answers {
  return {
    'titulos.list': () => ({ rows }),
    'titulos.totals': () => aTotal({ count: rows.length }),
  };
}

const registered = aTitulo({ charge: aCharge({ linha: LINHA }) });
const paid = aTitulo({
  id: 11,
  number: 382,
  state: 'paid',
  status: 'paid',
  settledCents: cents(8_990),
});

it('shows a título with everything that the client needs to pay it, and its history in words', async () => {
  openApp('/titulos/9', {
    'titulos.get': () => {
      const charge = aCharge({ linha: LINHA, pixPayload: '00020126580014br.gov.bcb.pix6304ABCD' });
      return aTituloDetail({
        charge,
        charges: [charge],
        history: [
          {
            at: instant('2026-11-21T12:00:00Z'),
            actor: 'gateway:1',
            action: 'settled',
            detail: { amountCents: 8_990 },
          },
        ],
      });
    },
  });

  expect(await screen.findByRole('heading', { name: /Título 00000380/ })).toBeTruthy();
  expect(screen.getByText('36490.00019 00001.234566 78901.234567 8 12340000008990')).toBeTruthy();
  expect(screen.getByRole('img', { name: 'QR Code do Pix' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Copiar Pix copia e cola/ })).toBeTruthy();
  expect(screen.getByText(/Baixado com um pagamento de R\$\s89,90/)).toBeTruthy();
});

it('shows a static code as such while the charge is only prepared, with its amount and its end', async () => {
  openApp('/titulos/9', {
    'titulos.get': () => {
      const charge = aCharge({ state: 'prepared', gatewayId: null, registeredAt: null });
      return aTituloDetail({
        charge,
        charges: [charge],
        staticPix: '00020126330014br.gov.bcb.pix',
      });
    },
  });

  const section = await screen.findByRole('region', { name: 'Pix por código estático' });
  expect(section.textContent).toMatch(/a baixa vem da consulta ao banco/);
  expect(section.textContent).toMatch(/O código pede R\$\s89,90/);
  expect(section.textContent).toMatch(/acaba quando a cobrança é registrada/);
  expect(within(section).getByText('00020126330014br.gov.bcb.pix')).toBeTruthy();
  expect(within(section).getByRole('img', { name: 'QR Code do Pix' })).toBeTruthy();
  expect(screen.queryByText(/Ainda não há boleto nem Pix/)).toBeNull();
});

it('says what to correct before a refused charge is sent again', async () => {
  openApp('/titulos/9', {
    'titulos.get': () => {
      const charge = aCharge({ state: 'rejected', failureText: 'CPF inválido' });
      return aTituloDetail({ charge, charges: [charge] });
    },
    'titulos.check': () => [
      { tituloId: 9, problems: [{ code: 'tax-id-invalid', field: 'taxId' }] },
    ],
  });

  expect(await screen.findByText('O CPF ou CNPJ do cliente não é válido.')).toBeTruthy();
  expect(screen.getByText(/“CPF inválido”/)).toBeTruthy();
});

it('shows names and answers of strangers as text with their invisible characters visible', async () => {
  openApp('/titulos/9', {
    'titulos.get': () =>
      aTituloDetail({
        clientName: HOSTILE_NAME,
        attempts: [
          {
            id: 1,
            at: instant('2026-11-21T12:00:00Z'),
            operation: 'createCharge',
            httpStatus: 502,
            statusCode: null,
            description: null,
            durationMs: 12,
            request: null,
            response: '<script>window.wasRun=1</script>\u202e',
          },
        ],
      }),
  });

  const client = await screen.findByRole('link', { name: /img src=x/ });

  expect(client.textContent).toBe(
    '<img src=x onerror="window.wasRun=1"> \\u202eafoj\\u202c\\u0007fim',
  );
  expect(screen.getByLabelText('Recebido').textContent).toContain('<script>');
  expect(document.querySelector('main img, main script')).toBeNull();
  expect('wasRun' in window).toBe(false);
});

it('asks for what is missing before a título is made', async () => {
  const { user, inputsOf } = openApp('/titulos/novo', {
    'accounts.list': () => [anAccount()],
  });

  await user.click(await screen.findByRole('button', { name: 'Criar título' }));

  expect((await screen.findAllByText('Preencha este campo.')).length).toBeGreaterThan(1);
  expect(inputsOf('titulos.create')).toEqual([]);
});

it('finds the client of a new título by typing', async () => {
  const { user, inputsOf } = openApp('/titulos/novo', {
    'accounts.list': () => [anAccount()],
    'clients.list': () => ({ rows: [aClient({ id: 3, name: 'João Batista' })] }),
    'clients.get': () => aClientDetail({ id: 3, name: 'João Batista' }),
  });
  const field = await screen.findByRole('combobox', { name: /Cliente/ });

  await user.type(field, 'joao');
  await user.click(await screen.findByRole('option', { name: /João Batista · 529.982.247-25/ }));

  expect(inputsOf('clients.list').at(-1)).toMatchObject({ filter: { text: 'joao' } });
  await expect.poll(() => (field as HTMLInputElement).value).toMatch(/^João Batista/);
});

it('fills the client in when it comes from the client, and warns of a due date that is no bank day', async () => {
  const { user, address, inputsOf } = openApp('/titulos/novo?cliente=1', {
    'accounts.list': () => [anAccount({ id: 4, environment: 'production' })],
    'clients.get': () => {
      throw new FailedCall('not-found');
    },
    'titulos.create': () => registered,
    'titulos.get': () => aTituloDetail(),
  });
  await user.type(await screen.findByRole('textbox', { name: /Descrição/ }), 'Instalação');
  await user.type(screen.getByRole('textbox', { name: /^Valor/ }), '150');
  const due = screen.getByRole('textbox', { name: /Vencimento/ });
  await user.clear(due);
  await user.type(due, '28112026');

  expect(screen.getByText(/Não é dia útil: .* até 30\/11\/2026/)).toBeTruthy();
  await user.keyboard('{Control>}s{/Control}');

  await expect.poll(address).toBe('/titulos/9');
  expect(inputsOf('titulos.create')).toEqual([
    {
      clientId: 1,
      accountId: 4,
      description: 'Instalação',
      faceCents: 15_000,
      dueOn: '2026-11-28',
      competence: null,
    },
  ]);
});

it('asks for an account first where there is none', async () => {
  openApp('/titulos/novo', { 'accounts.list': () => [] });

  expect(await screen.findByRole('link', { name: 'Ir para Contas' })).toBeTruthy();
});

it.each([
  ['/titulos/9', 'Resumo'],
  ['/titulos/novo', 'Dados da cobrança'],
])('shows nothing on %s that axe finds fault with', async (address, words) => {
  openApp(address, {
    'status.get': () => settledStatus,
    'accounts.list': () => [anAccount()],
    ...listOf(registered, paid),
    'titulos.get': () => {
      const charge = aCharge({ linha: LINHA, pixPayload: '00020126580014br.gov.bcb.pix6304ABCD' });
      return aTituloDetail({ charge, charges: [charge, charge] });
    },
  });
  await screen.findAllByText(words);

  expect(await findingsOfAxe()).toEqual([]);
});
