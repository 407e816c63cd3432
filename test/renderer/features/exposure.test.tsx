import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { settledStatus } from '../support/answers.ts';
import { findingsOfAxe } from '../support/axe.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

const PAGE = '/callbacks/entrada';
const tunnel = { kind: 'tunnel', host: 'https://tunel.example.com', name: 'serraazul' } as const;
const fixed = { kind: 'fixed', baseUrl: 'http://45.160.10.20:8080' } as const;
const ddns = {
  kind: 'ddns',
  provider: 'no-ip',
  name: 'serraazul.ddns.net',
  user: 'chave',
  contact: 'rede@example.com',
  endpoint: '',
  externalPort: 8080,
  forwardsPort: true,
} as const;

const confirmed = {
  state: 'confirmed',
  at: instant('2026-11-21T12:01:00Z'),
  by: 'probe',
  why: '',
} as const;
const failed = {
  state: 'failed',
  at: instant('2026-11-21T11:40:00Z'),
  by: null,
  why: 'O caminho respondeu HTTP 502: o túnel ou o proxy não achou este programa.',
} as const;

function anExposure(changes: Partial<ExposureField> = {}): ExposureField {
  return {
    settings: { ways: [], asksOutside: false, hasDdnsPassword: false },
    baseUrl: null,
    light: null,
    ways: [],
    availability: [],
    urls: [],
    phone: null,
    ...changes,
  };
}

function anOpenTunnel(changes: Partial<ExposureField> = {}): ExposureField {
  return anExposure({
    settings: { ways: [tunnel, fixed], asksOutside: false, hasDdnsPassword: false },
    baseUrl: 'https://serraazul.tunel.example.com',
    light: confirmed,
    ways: [
      {
        kind: 'tunnel',
        isActive: true,
        phase: 'open',
        text: 'O túnel está aberto em https://serraazul.tunel.example.com.',
        light: confirmed,
        lastProbe: {
          at: instant('2026-11-21T12:01:00Z'),
          elapsedMs: 84,
          hasArrived: true,
          status: 200,
          text: '',
        },
      },
    ],
    ...changes,
  });
}

function answersOf(exposure: ExposureField, others: Answers = {}): Answers {
  return {
    'exposure.get': () => exposure,
    'exposure.save': ({ ways, asksOutside }) => ({
      ...exposure,
      settings: { ways, asksOutside, hasDdnsPassword: true },
    }),
    'settings.get': () => ({
      listenerHost: '127.0.0.1',
      listenerPort: 8090,
      publicBaseUrl: null,
      checksTaxIds: true,
    }),
    ...others,
  };
}

/** Adds a way of this kind with the menu, and gives its card. */
async function add(user: ReturnType<typeof openApp>['user'], kind: RegExp): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: 'Adicionar caminho' }));
  await user.click(await screen.findByRole('menuitem', { name: kind }));
  const cards = screen.getAllByRole('listitem', { name: /º caminho/ });
  return cards.at(-1) ?? document.body;
}

const saveButton = () => screen.getByRole('button', { name: 'Gravar' });

describe('the light', () => {
  it('says how long ago the way was proved, by whom, and which address it has', async () => {
    openApp(PAGE, answersOf(anOpenTunnel()));

    const now = within(await screen.findByRole('region', { name: 'Agora' }));

    expect(now.getByRole('status').textContent).toContain('Confirmado há 2 min');
    expect(now.getByRole('status').textContent).toContain('voltou por este caminho');
    expect(now.getByText('https://serraazul.tunel.example.com')).toBeTruthy();
    expect(now.getByRole('button', { name: 'Copiar endereço público' })).toBeTruthy();
  });

  it('turns red with the reason when the core tells so, also in the status line', async () => {
    let exposure = anOpenTunnel();
    const { emit } = openApp(PAGE, { ...answersOf(exposure), 'exposure.get': () => exposure });
    const line = within(await screen.findByRole('contentinfo'));
    await line.findByText('Túnel: Confirmado há 2 min');

    exposure = anOpenTunnel({ light: failed });
    emit('changed', { area: 'exposure', ids: 'all' });

    expect(await line.findByText(/Túnel: Sem acesso desde 21\/11\/2026/)).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Agora' }).textContent).toContain('HTTP 502');
  });

  it('proves the way when it is asked to', async () => {
    const { user } = openApp(
      PAGE,
      answersOf(anOpenTunnel({ light: failed }), { 'exposure.look': () => anOpenTunnel() }),
    );

    await user.click(await screen.findByRole('button', { name: 'Testar agora' }));

    const line = within(await screen.findByRole('contentinfo'));
    expect(await line.findByText('Túnel: Confirmado há 2 min')).toBeTruthy();
  });

  it('teaches what to do while no way is set up, and stays out of the status line', async () => {
    openApp(PAGE, answersOf(anExposure()));

    expect(await screen.findByText('Nenhum caminho configurado')).toBeTruthy();
    expect(screen.getByRole('contentinfo').textContent).not.toContain('Confirmado');
    expect(screen.getByRole('button', { name: 'Testar agora' })).toHaveProperty('disabled', true);
  });
});

describe('the ways', () => {
  it('show how each stands, with its last visit as evidence', async () => {
    openApp(PAGE, answersOf(anOpenTunnel()));

    const first = await screen.findByRole('listitem', { name: '1º caminho: Túnel' });
    const second = screen.getByRole('listitem', { name: '2º caminho: Endereço fixo' });

    expect(first.textContent).toContain('Em uso');
    expect(first.textContent).toContain('chegou e voltou, HTTP 200, 84 ms');
    expect(second.textContent).toContain('De reserva');
  });

  it('are saved in the order into which they were moved', async () => {
    const { user, inputsOf } = openApp(PAGE, answersOf(anOpenTunnel()));

    await user.click(
      await screen.findByRole('button', { name: 'Subir 2º caminho: Endereço fixo' }),
    );
    await user.click(saveButton());

    await expect
      .poll(() => inputsOf('exposure.save'))
      .toEqual([{ ways: [fixed, tunnel], asksOutside: false }]);
    expect(screen.getByText('Endereço fixo é agora o 1º caminho.')).toBeTruthy();
  });

  it('are three at most', async () => {
    const settings = { ...anOpenTunnel().settings, ways: [tunnel, fixed, ddns] };
    openApp(PAGE, answersOf(anOpenTunnel({ settings })));

    const button = await screen.findByRole('button', { name: 'Adicionar caminho' });

    expect(button).toHaveProperty('disabled', true);
  });

  it('ask the outside for the address only after the switch was turned on', async () => {
    const { user, inputsOf } = openApp(PAGE, answersOf(anOpenTunnel()));
    const permission = await screen.findByRole('switch', { name: /serviços de fora/ });
    expect(permission).toHaveProperty('checked', false);
    expect(screen.getByText(/ipify, Cloudflare e Nextcloud/)).toBeTruthy();

    await user.click(permission);
    await user.keyboard('{Control>}s{/Control}');

    await expect.poll(() => inputsOf('exposure.save').at(-1)?.asksOutside).toBe(true);
  });

  it('send the password of a dynamic name only when it was typed', async () => {
    const settings = { ways: [ddns], asksOutside: false, hasDdnsPassword: true };
    const { user, inputsOf } = openApp(PAGE, answersOf(anExposure({ settings })));
    const name = await screen.findByRole('textbox', { name: 'Nome' });

    await user.clear(name);
    await user.type(name, 'outro.ddns.net');
    await user.click(saveButton());
    await expect.poll(() => inputsOf('exposure.save').length).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Substituir' }));
    await user.type(screen.getByLabelText(/^Senha ou chave/), 'nova-chave');
    await user.click(saveButton());

    await expect.poll(() => inputsOf('exposure.save').length).toBe(2);
    const [kept, changed] = inputsOf('exposure.save');
    expect(kept).toEqual({ ways: [{ ...ddns, name: 'outro.ddns.net' }], asksOutside: false });
    expect(changed?.ddnsPassword).toBe('nova-chave');
  });

  it('ask before changes are lost', async () => {
    const { user } = openApp(PAGE, answersOf(anOpenTunnel()));

    await user.click(await screen.findByRole('button', { name: /Remover 2º/ }));
    await user.click(screen.getByRole('link', { name: 'Contas' }));

    expect(await screen.findByRole('dialog', { name: 'Sair sem gravar?' })).toBeTruthy();
  });
});

describe('an address that no gateway reaches', () => {
  it.each([
    ['http://192.168.0.10:8090', /rede privada/],
    ['http://172.20.1.2:8080', /rede privada/],
    ['http://100.72.3.4:8080', /CGNAT/],
    ['http://0x7f.1:8080', /deste próprio computador/],
    ['http://servidor:8080', /precisa ter domínio/],
    ['http://ana:senha@provedor.com:8080', /Tire o usuário e a senha/],
    ['provedor.com', /Comece o endereço com http/],
  ])('is refused in words: %s', async (typed, words) => {
    const { user, inputsOf } = openApp(PAGE, answersOf(anExposure()));
    const card = await add(user, /Endereço fixo/);

    await user.type(within(card).getByRole('textbox', { name: 'Endereço público' }), typed);
    await user.click(saveButton());

    expect(await within(card).findByText(words)).toBeTruthy();
    expect(screen.getByText(/1 campo precisa de atenção/)).toBeTruthy();
    expect(inputsOf('exposure.save')).toEqual([]);
  });

  it('is accepted with a warning where it may work: http without a port', async () => {
    const { user } = openApp(PAGE, answersOf(anExposure()));
    const card = await add(user, /Endereço fixo/);

    await user.type(
      within(card).getByRole('textbox', { name: 'Endereço público' }),
      'http://provedor.com',
    );

    expect(within(card).getByText(/Sem porta no endereço/)).toBeTruthy();
    expect(within(card).getByText(/Sem https/)).toBeTruthy();
    expect(screen.getByText(/O Baixa escuta só neste computador/)).toBeTruthy();
  });

  it.each([
    { hasRealAccount: true, isSaved: false },
    { hasRealAccount: false, isSaved: true },
  ])('may be this computer only for practice: $hasRealAccount', async (row) => {
    const status = { ...settledStatus, hasRealAccount: row.hasRealAccount };
    const { user, inputsOf } = openApp(
      PAGE,
      answersOf(anExposure(), { 'status.get': () => status }),
    );
    const card = await add(user, /Outro túnel/);
    const field = within(card).getByRole('textbox', { name: 'Endereço público' });

    await user.type(field, 'http://127.0.0.1:9000');
    await user.click(saveButton());

    await expect.poll(() => inputsOf('exposure.save').length).toBe(row.isSaved ? 1 : 0);
    expect(field.getAttribute('aria-invalid')).toBe(row.isSaved ? null : 'true');
  });
});

it('refuses the name of a tunnel that no server takes, once the field was left', async () => {
  const { user } = openApp(PAGE, answersOf(anExposure()));
  const card = await add(user, /^Túnel/);

  await user.type(within(card).getByRole('textbox', { name: 'Nome' }), 'Açaí');
  await user.tab();

  expect(await within(card).findByText(/O nome não serve/)).toBeTruthy();
});

describe('the proof by telephone', () => {
  const phone = {
    url: `https://serraazul.tunel.example.com/p/${'0f'.repeat(16)}`,
    openedAt: instant('2026-11-21T12:02:00Z'),
    visit: null,
  };

  it('shows a code to scan and waits', async () => {
    let shown: ExposureField['phone'] = null;
    const { user } = openApp(PAGE, {
      ...answersOf(anOpenTunnel()),
      'exposure.get': () => anOpenTunnel({ phone: shown }),
      'exposure.phone': () => (shown = phone),
    });

    await user.click(await screen.findByRole('button', { name: 'Gerar endereço de teste' }));

    expect(await screen.findByRole('img', { name: 'Código QR do endereço de teste' })).toBeTruthy();
    expect(screen.getByText('Esperando a visita do celular…')).toBeTruthy();
    expect(screen.getByText(/Desligue o Wi-Fi/)).toBeTruthy();
  });

  it.each([
    [true, /Chegou de fora em 21\/11\/2026/],
    [false, 'O celular ainda está no Wi-Fi'],
  ])('says whether the visit came from outside: %s', async (isOutside, words) => {
    const visit = { at: instant('2026-11-21T12:02:30Z'), isOutside };
    openApp(PAGE, answersOf(anOpenTunnel({ phone: { ...phone, visit } })));

    expect(await screen.findByText(words)).toBeTruthy();
  });
});

it('counts the looks of each day, and names the days without any', async () => {
  const day = (on: string, confirmed: number, unknown: number, failed: number) => ({
    on: civilDate(on),
    confirmed,
    unknown,
    failed,
  });
  const availability = [day('2026-11-19', 1_300, 0, 140), day('2026-11-21', 719, 1, 0)];
  openApp(PAGE, answersOf(anOpenTunnel({ availability })));

  const table = within(await screen.findByRole('region', { name: /Disponibilidade/ }));

  const rows = table.getAllByRole('row').map(({ textContent }) => textContent);
  expect(rows[1]).toBe('21/11/202699,8% confirmado71910');
  expect(rows[2]).toContain('20/11/2026nenhuma visita');
  expect(rows[3]).toBe('19/11/202690,2% confirmado1.3000140');
});

it('shows the last week of a month until the rest is asked for', async () => {
  const availability = Array.from({ length: 30 }, (_, index) => ({
    on: addDays(civilDate('2026-10-23'), index),
    confirmed: 1_440,
    unknown: 0,
    failed: 0,
  }));
  const { user } = openApp(PAGE, answersOf(anOpenTunnel({ availability })));
  const table = within(await screen.findByRole('region', { name: /Disponibilidade/ }));
  expect(table.getAllByRole('row')).toHaveLength(1 + 7 + 1);

  await user.click(table.getByRole('button', { name: 'Mostrar os 30 dias' }));

  expect(table.getAllByRole('row')).toHaveLength(1 + 30 + 1);
});

describe('the URL at the gateways', () => {
  const url = 'https://serraazul.tunel.example.com/c/4k7q2';
  const urls: ExposureField['urls'] = [
    { accountId: 1, label: 'Efí', way: 'charges', url, done: 310, total: 1_240 },
    { accountId: 2, label: 'Asaas', way: 'account', url, done: 1, total: 1 },
    { accountId: 3, label: 'Juno', way: 'by-hand', url, done: 0, total: 12 },
  ];

  it('is told account by account', async () => {
    const panelAccount = anAccount({ id: 3, label: 'Juno', gateway: 'boleto-facil' });
    openApp(PAGE, answersOf(anOpenTunnel({ urls }), { 'accounts.list': () => [panelAccount] }));

    const region = within(await screen.findByRole('region', { name: 'URL nos gateways' }));

    expect(region.getByRole('row', { name: /Efí/ }).textContent).toContain(
      '310 de 1.240 cobranças',
    );
    expect(region.getByRole('row', { name: /Asaas/ }).textContent).toContain('gravada na conta');
    const juno = within(region.getByRole('row', { name: /Juno/ }));
    expect(juno.getByText('Cole esta URL no painel do gateway:')).toBeTruthy();
    expect(juno.getByText(url)).toBeTruthy();
    expect(await juno.findByText(/Integração > Notificação de Pagamentos/)).toBeTruthy();
    expect(juno.getByRole('button', { name: 'Copiar URL de callback de Juno' })).toBeTruthy();
  });
});

it('is reached from Callbacks and from Configurações', async () => {
  const { user, address } = openApp('/callbacks', {
    ...answersOf(anOpenTunnel()),
    'callbacks.list': () => ({ rows: [] }),
  });

  await user.click(await screen.findByRole('link', { name: 'Caminho de entrada' }));

  await screen.findByRole('heading', { level: 1, name: 'Caminho de entrada' });
  expect(address()).toBe(PAGE);
});

it.each([
  ['nothing set up', anExposure()],
  [
    'everything on it',
    anOpenTunnel({
      light: failed,
      settings: { ways: [tunnel, ddns, fixed], asksOutside: true, hasDdnsPassword: true },
      availability: [{ on: civilDate('2026-11-21'), confirmed: 7, unknown: 2, failed: 1 }],
      urls: [
        { accountId: 1, label: 'Efí', way: 'charges', url: 'https://a.com', done: 1, total: 2 },
      ],
      phone: { url: 'https://a.com/p/00', openedAt: instant('2026-11-21T12:02:00Z'), visit: null },
    }),
  ],
])('shows nothing that axe finds fault with: %s', async (_, exposure) => {
  openApp(PAGE, answersOf(exposure));
  await screen.findByRole('heading', { name: 'URL nos gateways' });

  expect(await findingsOfAxe()).toEqual([]);
});
