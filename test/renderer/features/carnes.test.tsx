import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aCarne, aClientDetail, aParcel, aPreview, aTotal } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aTitulo, anAccount } from '../support/samples.ts';

const form: Answers = {
  'accounts.list': () => [anAccount()],
  'clients.get': () => aClientDetail(),
  'carnes.preview': () => aPreview(),
};

async function fillAmount(user: ReturnType<typeof openApp>['user']): Promise<void> {
  await user.type(await screen.findByRole('textbox', { name: /Valor de cada parcela/ }), '89,90');
}

it('lists carnês with what is paid, and prints the ticked ones', async () => {
  const { user, inputsOf } = openApp('/carnes', {
    'carnes.list': () => ({ rows: [aCarne(), aCarne({ id: 8, clientName: 'João Batista' })] }),
    'documents.carnes': () => ({ jobId: 'p1' }),
  });
  const row = await screen.findByRole('row', { name: /João Batista/ });
  const told = row.textContent;
  await user.click(screen.getByRole('checkbox', { name: /todas as linhas/ }));

  await user.click(screen.getByRole('button', { name: 'Imprimir carnês' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText(/2 carnês, 24 parcelas/);
  await user.click(within(dialog).getByRole('button', { name: 'Imprimir' }));

  expect(told).toContain('2 de 12');
  expect(told).toContain('Com parcela vencida');
  expect(inputsOf('documents.carnes')).toEqual([
    { carneIds: [7, 8], hasCover: true, order: 'by-client', isSecondCopy: false },
  ]);
});

it('shows the parcels as soon as the form is complete, shifted dates and the way named', async () => {
  const { user, inputsOf } = openApp('/carnes/novo?cliente=1', {
    ...form,
    'carnes.preview': () =>
      aPreview({
        parcels: [
          aParcel({ isShifted: true, dueOn: civilDate('2026-12-14') }),
          aParcel({
            number: 2,
            dueOn: civilDate('2027-01-10'),
            effectiveDueOn: civilDate('2027-01-11'),
          }),
        ],
        way: 'single-charges',
        reasons: ['too-many-parcels', 'a-reason-of-tomorrow'],
        problems: [{ code: 'tax-id-missing', field: 'taxId' }],
      }),
  });
  await screen.findByText(/para ver a prévia/);
  const askedTooEarly = inputsOf('carnes.preview').length;

  await fillAmount(user);

  expect(await screen.findByText('movida para o dia útil seguinte')).toBeTruthy();
  expect(screen.getByText('dia não útil: pode ser paga até 11/01/2027')).toBeTruthy();
  expect(screen.getByText('há mais parcelas do que o carnê do gateway aceita')).toBeTruthy();
  expect(screen.getByText('o carnê do gateway não aceita estas condições')).toBeTruthy();
  expect(screen.getByText('Falta o CPF ou CNPJ do cliente.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Criar carnê de 2 parcelas' })).toBeTruthy();
  expect(askedTooEarly).toBe(0);
});

it('lets no carnê be made over a month that is billed already', async () => {
  const { user } = openApp('/carnes/novo?cliente=1', {
    ...form,
    'carnes.preview': () => aPreview({ parcels: [aParcel({ clashesWith: 381 })] }),
  });

  await fillAmount(user);

  expect(await screen.findByText('o mês já está cobrado no título 00000381')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Criar carnê/ })).toHaveProperty('disabled', true);
});

it('makes the carnê that was previewed and opens it', async () => {
  const { user, address, inputsOf } = openApp('/carnes/novo?cliente=1', {
    ...form,
    'carnes.create': () => aCarne(),
    'carnes.get': () => aCarne(),
    'titulos.list': () => ({ rows: [] }),
    'titulos.totals': () => aTotal({ count: 0 }),
  });
  await fillAmount(user);
  const parcels = screen.getByRole('textbox', { name: /^Parcelas/ });
  await user.clear(parcels);
  await user.type(parcels, '6');

  await user.keyboard('{Control>}s{/Control}');

  await expect.poll(address).toBe('/carnes/7');
  expect(inputsOf('carnes.create')).toEqual([
    {
      clientId: 1,
      accountId: 1,
      parcels: 6,
      firstDueOn: '2026-12-01',
      amountCents: 8_990,
      description: 'Mensalidade de internet',
      businessDays: 'keep',
    },
  ]);
});

it('refuses more than 36 parcels while typing', async () => {
  const { user, inputsOf } = openApp('/carnes/novo?cliente=1', form);
  await fillAmount(user);
  const parcels = screen.getByRole('textbox', { name: /^Parcelas/ });
  await user.clear(parcels);
  await user.type(parcels, '37');

  await user.click(screen.getByRole('button', { name: /Criar carnê/ }));

  expect(await screen.findByText('Informe um número dentro do permitido.')).toBeTruthy();
  expect(inputsOf('carnes.create')).toEqual([]);
});

it('says why a preview could not be made', async () => {
  const { user } = openApp('/carnes/novo?cliente=1', {
    ...form,
    'carnes.preview': () => {
      throw new FailedCall('not-found');
    },
  });

  await fillAmount(user);

  expect(await screen.findByText('O registro não existe mais')).toBeTruthy();
});

it('shows the parcels of a carnê of practice whatever the switch says', async () => {
  const { inputsOf } = openApp('/carnes/7', {
    'carnes.get': () => aCarne(),
    'titulos.list': () => ({
      rows: [aTitulo({ kind: 'mensalidade', carneId: 7, parcelNo: 3, parcels: 12 })],
    }),
    'titulos.totals': () => aTotal(),
  });

  const parcels = await screen.findByRole('grid', { name: 'Parcelas do carnê 7' });

  expect(within(parcels).getByRole('row', { name: /Mensalidade 3\/12/ })).toBeTruthy();
  expect(inputsOf('titulos.list').at(-1)?.filter).toEqual({ carneId: 7, isPractice: true });
});

it.each([
  ['/carnes', 'Mensalidade de internet'],
  ['/carnes/7', 'Parcelas'],
  ['/carnes/novo?cliente=1', 'Prévia das parcelas'],
])('shows nothing on %s that axe finds fault with', async (address, words) => {
  openApp(address, {
    ...form,
    'carnes.list': () => ({ rows: [aCarne()] }),
    'carnes.get': () => aCarne(),
    'titulos.list': () => ({ rows: [aTitulo()] }),
    'titulos.totals': () => aTotal(),
  });
  await screen.findAllByText(words);

  expect(await findingsOfAxe()).toEqual([]);
});
