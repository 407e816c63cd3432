import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { settledStatus } from '../support/answers.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aTotal } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aCharge, aTitulo, aTituloDetail, anAccount } from '../support/samples.ts';

const LINHA = '36490000190000123456678901234567812340000008990';

function listOf(...rows: ReturnType<typeof aTitulo>[]): Answers {
  return {
    'titulos.list': () => ({ rows }),
    'titulos.totals': () => aTotal({ count: rows.length }),
  };
}

const registered = aTitulo({ charge: aCharge({ linha: LINHA }) });
const prepared = aTitulo({
  id: 10,
  number: 381,
  clientName: 'João Batista',
  charge: aCharge({ id: 91, state: 'prepared', gatewayId: null, registeredAt: null }),
});
const paid = aTitulo({
  id: 11,
  number: 382,
  state: 'paid',
  status: 'paid',
  settledCents: cents(8_990),
});

async function openMenuOf(user: ReturnType<typeof openApp>['user'], number: string) {
  await user.click(await screen.findByRole('button', { name: `Ações de título ${number}` }));
  return screen.findByRole('menu');
}

it('shows each título with eight digits, its distance to the due date in words, and its gateway number', async () => {
  openApp('/titulos', listOf(registered));

  const row = await screen.findByRole('row', { name: /00000380/ });

  expect(within(row).getByText('(vence em 5 dias)')).toBeTruthy();
  expect(row.textContent).toContain('Efí 1001');
  expect(within(row).getByText('A vencer')).toBeTruthy();
});

it('keeps the chosen chip and the search in the address, and asks for them', async () => {
  const { user, address, inputsOf } = openApp('/titulos?filtro=overdue', listOf(registered));
  await screen.findByRole('row', { name: /00000380/ });

  await user.click(screen.getByRole('button', { name: 'Rejeitados' }));
  await user.type(screen.getByRole('textbox', { name: /Buscar título/ }), 'maria');

  await expect.poll(address).toBe('/titulos?filtro=rejected&busca=maria');
  expect(inputsOf('titulos.list').at(0)?.filter).toEqual({ chip: 'overdue', isPractice: false });
  await expect
    .poll(() => inputsOf('titulos.list').at(-1)?.filter)
    .toEqual({ chip: 'rejected', text: 'maria', isPractice: false });
});

it('offers to clear the filters where they leave nothing', async () => {
  const { user, address } = openApp('/titulos?filtro=unknown', listOf());

  await user.click(await screen.findByRole('button', { name: 'Limpar filtros' }));

  expect(address()).toBe('/titulos');
  expect(await screen.findByText('Nenhum título ainda')).toBeTruthy();
});

it('says in numbers what a bulk cancel does before it does it, and names what was refused after', async () => {
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered, prepared, paid),
    'titulos.cancel': () => ({
      done: 1,
      refused: [{ tituloId: 10, number: 381, reason: 'payment-announced' }],
    }),
  });
  await screen.findByRole('row', { name: /00000380/ });
  await user.click(screen.getByRole('checkbox', { name: /todas as linhas/ }));

  await user.click(screen.getByRole('button', { name: 'Cancelar' }));
  const dialog = await screen.findByRole('dialog');
  const told = dialog.textContent;
  await user.type(within(dialog).getByRole('textbox', { name: 'Motivo' }), 'desistiu');
  await user.click(within(dialog).getByRole('button', { name: 'Cancelar 2 títulos' }));

  expect(told).toContain('2 títulos ficam cancelados aqui: R$\u00a0179,80');
  expect(told).toContain('1 cobrança registrada: o cancelamento é pedido ao gateway');
  expect(told).toContain('1 cobrança ainda não enviada');
  expect(told).toContain('1 título não pode ser cancelado');
  expect(await screen.findByText(/00000381: há um pagamento anunciado/)).toBeTruthy();
  expect(inputsOf('titulos.cancel')).toEqual([{ ids: [9, 10], reason: 'desistiu' }]);
});

it('checks the data before sending, and sends only what can go', async () => {
  const faulty = { ...prepared, id: 12, number: 383 };
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered, prepared, faulty),
    'titulos.check': () => [
      { tituloId: 10, problems: [] },
      { tituloId: 12, problems: [{ code: 'tax-id-missing', field: 'taxId' }] },
    ],
    'titulos.send': () => ({ jobId: 'j1' }),
  });
  await screen.findByRole('row', { name: /00000380/ });
  await user.click(screen.getByRole('checkbox', { name: /todas as linhas/ }));

  await user.click(screen.getByRole('button', { name: 'Enviar ao gateway' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText(/Falta o CPF ou CNPJ do cliente/);
  await user.click(within(dialog).getByRole('button', { name: 'Enviar' }));

  expect(inputsOf('titulos.check')).toEqual([{ ids: [10, 12] }]);
  expect(inputsOf('titulos.send')).toEqual([{ ids: [10] }]);
});

it('proposes what the título is worth today, and says what a receipt by hand does at the gateway', async () => {
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered),
    'titulos.get': () =>
      aTituloDetail({
        today: {
          amountCents: cents(9_247),
          lateDays: 12,
          lines: [
            { kind: 'total', cents: cents(8_990), note: 'valor do título' },
            { kind: 'fine', cents: cents(257), note: 'multa de 2%' },
          ],
        },
      }),
    'titulos.receive': () => paid,
  });
  const menu = await openMenuOf(user, '00000380');

  await user.click(within(menu).getByRole('menuitem', { name: 'Receber' }));
  const dialog = await screen.findByRole('dialog', { name: 'Receber o título 00000380' });
  await within(dialog).findByText('multa de 2%');
  const told = dialog.textContent;
  await user.click(within(dialog).getByRole('button', { name: 'Receber' }));

  expect(told).toContain('R$\u00a02,57 a mais contam como multa e juros');
  expect(told).toContain('A cobrança registrada em Efí é encerrada no gateway');
  expect(inputsOf('titulos.receive')).toEqual([
    { id: 9, amountCents: 9_247, discountCents: 0, paidOn: '2026-11-21', method: 'cash' },
  ]);
});

it('says how much stays open when less is received', async () => {
  const { user } = openApp('/titulos', {
    ...listOf(registered),
    'titulos.get': () => aTituloDetail(),
  });
  const menu = await openMenuOf(user, '00000380');
  await user.click(within(menu).getByRole('menuitem', { name: 'Receber' }));
  const dialog = await screen.findByRole('dialog');
  const amount = await within(dialog).findByRole('textbox', { name: /Valor recebido/ });

  await user.clear(amount);
  await user.type(amount, '50');

  expect(within(dialog).getByText(/pago em parte: faltam R\$\s39,90/)).toBeTruthy();
});

it('refuses a due date that is past, and says that the gateway is asked for another', async () => {
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered),
    'titulos.changeDue': () => registered,
  });
  const menu = await openMenuOf(user, '00000380');
  await user.click(within(menu).getByRole('menuitem', { name: 'Alterar vencimento' }));
  const dialog = await screen.findByRole('dialog');
  const field = within(dialog).getByRole('textbox', { name: 'Novo vencimento' });

  await user.clear(field);
  await user.type(field, '20112026');
  const refused = within(dialog).getByText(/precisa ser hoje ou depois/);
  await user.clear(field);
  await user.type(field, '30112026');
  await user.click(within(dialog).getByRole('button', { name: 'Alterar' }));

  expect(refused).toBeTruthy();
  expect(within(dialog).getByText(/A mudança é pedida a Efí/)).toBeTruthy();
  expect(inputsOf('titulos.changeDue')).toEqual([{ id: 9, dueOn: '2026-11-30' }]);
});

it('lets nobody change a due date while the charge is on its way', async () => {
  const { user } = openApp(
    '/titulos',
    listOf(aTitulo({ charge: aCharge({ state: 'unknown', gatewayId: null }) })),
  );
  const menu = await openMenuOf(user, '00000380');

  await user.click(within(menu).getByRole('menuitem', { name: 'Alterar vencimento' }));

  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/está a caminho do gateway/)).toBeTruthy();
  expect(within(dialog).getByRole('button', { name: 'Alterar' })).toHaveProperty('disabled', true);
});

it('prints only what is registered, and offers the file under a good name', async () => {
  const { user, emit, inputsOf } = openApp('/titulos', {
    ...listOf(registered),
    'documents.boletos': () => ({ jobId: 'p1' }),
    'files.saveAs': () => ({ isSaved: true }),
  });
  const menu = await openMenuOf(user, '00000380');
  await user.click(within(menu).getByRole('menuitem', { name: 'Boleto' }));
  await user.click(await screen.findByRole('button', { name: 'Imprimir 1 boleto' }));
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();

  const file = { fileId: 'f1', failure: null, perSecond: 1, secondsLeft: null, failed: 0 };
  emit('job.progress', { jobId: 'p1', kind: 'print', state: 'done', done: 1, total: 1, ...file });
  await user.click(await screen.findByRole('button', { name: 'Salvar como…' }));

  expect(inputsOf('documents.boletos')).toEqual([{ tituloIds: [9], isSecondCopy: false }]);
  expect(inputsOf('files.saveAs')).toEqual([
    { fileId: 'f1', suggestedName: 'boleto-00000380.pdf' },
  ]);
});

it('prints what is paid by Pix alone as such, and says how many papers of each kind there will be', async () => {
  const pix = aTitulo({
    id: 10,
    number: 381,
    charge: aCharge({ linha: null, pixPayload: '0002' }),
  });
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered, pix),
    'documents.boletos': () => ({ jobId: 'p1' }),
  });
  await user.click(await screen.findByRole('checkbox', { name: /00000380/ }));
  await user.click(screen.getByRole('checkbox', { name: /00000381/ }));
  await user.click(screen.getByRole('button', { name: 'Imprimir boletos' }));
  const dialog = await screen.findByRole('dialog');

  within(dialog).getByText('Será impresso 1 boleto.');
  within(dialog).getByText('Será impressa 1 cobrança Pix, com o QR.');
  await user.click(within(dialog).getByRole('button', { name: 'Imprimir 2 cobranças' }));

  expect(inputsOf('documents.boletos')).toEqual([{ tituloIds: [9, 10], isSecondCopy: false }]);
});

it('asks for all that was chosen, so that what is left out is named', async () => {
  const page = aTitulo({
    id: 10,
    number: 381,
    charge: aCharge({ linha: null, pageLink: 'https://gateway.example.com/1' }),
  });
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered, page),
    'documents.boletos': () => ({ jobId: 'p1' }),
  });
  await user.click(await screen.findByRole('checkbox', { name: /00000380/ }));
  await user.click(screen.getByRole('checkbox', { name: /00000381/ }));
  await user.click(screen.getByRole('button', { name: 'Imprimir boletos' }));
  const dialog = await screen.findByRole('dialog');

  within(dialog).getByText(/^1 título fica de fora: .* A tarefa diz quais são\.$/);
  await user.click(within(dialog).getByRole('button', { name: 'Imprimir 1 boleto' }));

  expect(inputsOf('documents.boletos')).toEqual([{ tituloIds: [9, 10], isSecondCopy: false }]);
});

it('simulates a payment only where the simulator has the charge', async () => {
  const real = aTitulo({ id: 12, number: 383, environment: 'production', charge: aCharge() });
  const { user, inputsOf } = openApp('/titulos', {
    ...listOf(registered, real),
    'practice.pay': () => ({}),
  });

  const ofReal = await openMenuOf(user, '00000383');
  const offered = within(ofReal).queryByRole('menuitem', { name: 'Simular pagamento' });
  await user.keyboard('{Escape}');
  const menu = await openMenuOf(user, '00000380');
  await user.click(within(menu).getByRole('menuitem', { name: 'Simular pagamento' }));

  expect(offered).toBeNull();
  expect(inputsOf('practice.pay')).toEqual([{ tituloId: 9 }]);
});

it('says why asking the gateway failed', async () => {
  const { user } = openApp('/titulos', {
    ...listOf(registered),
    'titulos.refresh': () => {
      throw new FailedCall('gateway-unavailable');
    },
  });
  const menu = await openMenuOf(user, '00000380');

  await user.click(within(menu).getByRole('menuitem', { name: 'Conferir no gateway' }));

  expect(await screen.findByText('O gateway não respondeu')).toBeTruthy();
});

it('reads a list of ten thousand by pages, and draws only what is in sight', async () => {
  const rows = Array.from({ length: 200 }, (_, index) =>
    aTitulo({ id: index + 1, number: index + 1, dueOn: civilDate('2026-11-26') }),
  );
  const { inputsOf } = openApp('/titulos', {
    'titulos.list': ({ after }) => ({ rows, next: String(Number(after ?? 0) + 200) }),
    'titulos.totals': () => aTotal({ count: 10_000 }),
  });

  await screen.findByRole('row', { name: /00000001/ });

  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  expect(inputsOf('titulos.list').length).toBe(1);
  expect(await screen.findByText('10.000 títulos')).toBeTruthy();
});

it.each([['/titulos', '00000380']])(
  'shows nothing on %s that axe finds fault with',
  async (address, words) => {
    openApp(address, {
      'status.get': () => settledStatus,
      'accounts.list': () => [anAccount()],
      ...listOf(registered, paid),
      'titulos.get': () => {
        const charge = aCharge({
          linha: LINHA,
          pixPayload: '00020126580014br.gov.bcb.pix6304ABCD',
        });
        return aTituloDetail({ charge, charges: [charge, charge] });
      },
    });
    await screen.findAllByText(words);

    expect(await findingsOfAxe()).toEqual([]);
  },
);
