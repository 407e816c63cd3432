/** Accounts beside each other: who steps in, who shares a login, and the double that tests go to. */
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { findingsOfAxe } from '../support/axe.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aGateway, anAccount, anAccountDetail } from '../support/samples.ts';

const explained = { amountCents: cents(10_000), lateDays: 10, lines: [] };

function formOf(account: AccountDetail): Answers {
  return {
    'accounts.gateways': () => [
      aGateway(),
      aGateway({ id: 'gerencianet-token', label: 'Gerencianet (token)' }),
      aGateway({ id: 'juno', label: 'Juno (API 2.0)' }),
    ],
    'accounts.get': () => account,
    'accounts.list': () => [account],
    'accounts.explainTerms': () => ({ onTime: explained, late: explained }),
    'accounts.save': () => account,
  };
}

function cardOf(name: string): Promise<HTMLElement | null> {
  return screen.findByRole('heading', { name }).then((heading) => heading.closest('li'));
}

describe('the order of reserve', () => {
  it('is off until it is filled in, and says so', async () => {
    openApp('/contas/1', formOf(anAccountDetail()));

    const field = await screen.findByRole('textbox', { name: 'Ordem de reserva' });

    expect(field).toHaveProperty('value', '');
    expect(screen.getByText(/se esta conta não puder emitir, a cobrança espera/)).toBeTruthy();
  });

  it('names who would step in now', async () => {
    openApp('/contas/1', formOf(anAccountDetail({ fallbackRank: 1, fallbackLabel: 'Asaas' })));

    expect(await screen.findByText('Hoje quem assume é Asaas.')).toBeTruthy();
  });

  it('says when nobody would', async () => {
    openApp('/contas/1', formOf(anAccountDetail({ fallbackRank: 9 })));

    expect(await screen.findByText(/nenhuma outra conta assumiria/)).toBeTruthy();
  });

  it('is saved as it was typed, and tells who steps in only after that', async () => {
    const { user, inputsOf } = openApp('/contas/1', formOf(anAccountDetail({ fallbackRank: 1 })));
    const field = await screen.findByRole('textbox', { name: 'Ordem de reserva' });

    await user.clear(field);
    await user.type(field, '12');
    const before = screen.getByText('Grave para ver quem assume.');
    await user.click(screen.getByRole('button', { name: 'Gravar' }));

    expect(before).toBeTruthy();
    await expect.poll(() => inputsOf('accounts.save').at(0)?.fallbackRank).toBe(12);
  });

  it('is refused beyond 99', async () => {
    const { user, inputsOf } = openApp('/contas/1', formOf(anAccountDetail()));

    await user.type(await screen.findByRole('textbox', { name: 'Ordem de reserva' }), '100');
    await user.click(screen.getByRole('button', { name: 'Gravar' }));

    expect(await screen.findByText('Informe um número dentro do permitido.')).toBeTruthy();
    expect(inputsOf('accounts.save')).toEqual([]);
  });

  it('explains what falls back, and what never does', async () => {
    const { user } = openApp('/contas/1', formOf(anAccountDetail()));

    await user.click(await screen.findByRole('button', { name: /Ajuda.*Ordem de reserva/ }));

    expect(await screen.findByText(/credenciais são recusadas, o limite acabou/)).toBeTruthy();
    expect(screen.getByText(/Nunca assume quando o gateway recusa os dados/)).toBeTruthy();
  });

  it('stands on the card', async () => {
    openApp('/contas', {
      'accounts.list': () => [
        anAccount({ fallbackRank: 1, fallbackLabel: 'Asaas' }),
        anAccount({ id: 2, label: 'Asaas', fallbackRank: 2 }),
        anAccount({ id: 3, label: 'À parte' }),
      ],
    });

    expect((await cardOf('Efí principal'))?.textContent).toContain('Asaas assume');
    expect((await cardOf('Asaas'))?.textContent).toContain('Ninguém assume');
    expect((await cardOf('À parte'))?.textContent).not.toContain('Se não puder emitir');
  });
});

describe('a login that several accounts have', () => {
  const shared = { sharesLoginWith: ['Filial', 'Loja'] };

  it('is told on the card and on the form', async () => {
    const { user } = openApp('/contas', {
      ...formOf(anAccountDetail(shared)),
      'accounts.list': () => [anAccount(shared)],
    });
    const told = /Usa o mesmo acesso que Filial e Loja/;

    const onCard = await screen.findByText(told);
    await user.click(screen.getByRole('link', { name: 'Alterar Efí principal' }));
    await screen.findByRole('textbox', { name: /Nome da conta/ });

    expect(onCard).toBeTruthy();
    expect(screen.getByText(told)).toBeTruthy();
  });

  it('is told more strongly where the gateway knows one address a login', async () => {
    openApp('/contas', {
      'accounts.list': () => [anAccount({ ...shared, sharesCallback: true })],
    });

    const notice = await screen.findByText('Só uma das contas recebe os avisos');

    expect(notice.closest('[role="note"]')?.getAttribute('data-tone')).toBe('bad');
    expect(notice.closest('[role="note"]')?.textContent).toContain('um endereço só por acesso');
  });
});

describe('the double for tests', () => {
  it('says where new charges go while the token for tests is filled in', async () => {
    openApp('/contas', {
      'accounts.list': () => [
        anAccount({ twin: { id: 5, label: 'Efí principal (sandbox)', isActive: true } }),
        anAccount({
          id: 5,
          label: 'Efí principal (sandbox)',
          environment: 'homologation',
          twinOf: { id: 1, label: 'Efí principal' },
        }),
      ],
    });

    const original = await cardOf('Efí principal');
    const twin = await cardOf('Efí principal (sandbox)');

    expect(original?.textContent).toContain('nada novo é cobrado de verdade');
    expect(original?.textContent).toContain('vão para Efí principal (sandbox), em homologação');
    expect(twin?.textContent).toContain('Conta de testes de Efí principal');
  });

  it('rests when the token is empty, and then only its old charges are left', async () => {
    openApp(
      '/contas/1',
      formOf(anAccountDetail({ twin: { id: 5, label: 'Testes', isActive: false } })),
    );

    expect(await screen.findByText(/as cobranças novas vão para a produção/)).toBeTruthy();
    expect(screen.queryByText(/nada novo é cobrado/)).toBeNull();
  });

  it('has no order of its own', async () => {
    openApp('/contas/1', formOf(anAccountDetail({ twinOf: { id: 2, label: 'Efí' } })));

    await screen.findByRole('textbox', { name: /Nome da conta/ });

    expect(screen.queryByRole('textbox', { name: 'Ordem de reserva' })).toBeNull();
  });
});

it('offers the gateways of today first, those of the past under their own headings', async () => {
  const { user } = openApp('/contas/nova', formOf(anAccountDetail()));

  await user.click(await screen.findByRole('combobox', { name: 'Gateway' }));
  const list = await screen.findByRole('listbox', { name: 'Gateway' });
  const order = list.textContent;
  await user.click(within(list).getByRole('option', { name: 'Juno (API 2.0)' }));

  expect(order).toMatch(/Em uso hoje.*Efí.*Legado.*Gerencianet.*Histórico.*Juno/);
  expect(await screen.findByText(/O serviço foi encerrado em 2022/)).toBeTruthy();
});

it('has nothing that axe finds, with every notice on', async () => {
  openApp('/contas', {
    'accounts.list': () => [
      anAccount({
        sharesLoginWith: ['Filial'],
        sharesCallback: true,
        fallbackRank: 1,
        twin: { id: 2, label: 'Testes', isActive: true },
      }),
      anAccount({ id: 2, label: 'Testes', twinOf: { id: 1, label: 'Efí principal' } }),
    ],
  });
  await cardOf('Testes');

  expect(await findingsOfAxe()).toEqual([]);
});

it('asks the gateway for what no callback told, and says what was new', async () => {
  const asked: number[] = [];
  const { user } = openApp('/contas', {
    'accounts.list': () => [
      anAccount({ id: 7, pollFailure: 'o gateway não respondeu a tempo', polledAt: null }),
    ],
    'accounts.poll': ({ id }) => {
      asked.push(id);
      return { news: 2, unmatched: 1, failure: null };
    },
  });

  expect(await screen.findByText(/A última consulta não terminou: o gateway/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /Consultar o gateway da conta/ }));

  expect(await screen.findByText('2 novidades.')).toBeTruthy();
  expect(screen.getByText(/1 aviso de cobranças que este Baixa não conhece/)).toBeTruthy();
  expect(asked).toEqual([7]);
});
