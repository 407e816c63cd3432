import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import { simulatedActions } from '../../../domain/simulator-panel.ts';
import type {
  SimulatedCharge,
  SimulatedDetail,
  SimulatedNotice,
  SimulatorOverview,
} from '../../../preload/contract/simulator.ts';
import { settledStatus } from '../support/answers.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { HOSTILE_NAME } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';

const NOW = instant('2026-11-21T12:00:00Z');

const overview: SimulatorOverview = {
  isRunning: true,
  gateways: [
    {
      id: 'asaas',
      label: 'Asaas',
      baseUrl: 'http://127.0.0.1:4100/asaas',
      credentials: [],
      statuses: ['PENDING', 'RECEIVED'],
    },
    {
      id: 'efi',
      label: 'Efí (Gerencianet)',
      baseUrl: 'http://127.0.0.1:4100/efi',
      credentials: [{ name: 'clientId', value: 'Client_Id_sandbox' }],
      statuses: ['waiting', 'paid'],
    },
  ],
  clock: { now: NOW, offsetMs: 0, canMove: true },
  faults: 0,
  revision: 1,
};

function aCharge(changes: Partial<SimulatedCharge> = {}): SimulatedCharge {
  return {
    position: 0,
    id: '44800001',
    groupId: null,
    parcel: null,
    customId: '0123456789ABCDEFGHJK',
    status: 'waiting',
    totalCents: cents(8_990),
    dueTodayCents: cents(8_990),
    dueOn: civilDate('2026-12-10'),
    payer: 'Maria Aparecida dos Santos',
    createdAt: NOW,
    tituloId: 9,
    tituloNumber: 380,
    ...changes,
  };
}

function aNotice(changes: Partial<SimulatedNotice> = {}): SimulatedNotice {
  return {
    line: 7_001,
    noticeId: 7,
    charge: '44800001',
    change: 'paid',
    state: 'pending',
    outcome: 'failed',
    url: 'http://127.0.0.1:8090/c/segredo',
    createdAt: NOW,
    nextTryAt: instant('2026-11-21T12:05:00Z'),
    attempt: 1,
    at: NOW,
    httpStatus: 503,
    error: null,
    ...changes,
  };
}

function aDetail(changes: Partial<SimulatedDetail> = {}): SimulatedDetail {
  return {
    charge: aCharge(),
    linha: '36490.00019 00000.000000 00000.000000 1 00000000008990',
    pixPayload: '00020126580014br.gov.bcb.pix',
    callbackUrl: 'http://127.0.0.1:8090/c/segredo',
    actions: simulatedActions.map((action) => ({
      action,
      reason: ['pay', 'cancel'].includes(action) ? null : 'A cobrança está waiting.',
    })),
    notices: [aNotice()],
    payments: [],
    letter: { to: 'maria@example.com', subject: 'Cobrança de R$ 89,90', text: 'Olá, Maria!' },
    hasPage: true,
    hasPdf: false,
    requests: [
      {
        id: 1,
        at: NOW,
        operation: 'createCharge',
        httpStatus: 200,
        durationMs: 12,
        request: 'POST /v1/charge\n{ "items": [] }',
        response: '{ "code": 200 }',
      },
    ],
    ...changes,
  };
}

const full: Answers = {
  'simulator.overview': () => overview,
  'simulator.charges': () => ({ rows: [aCharge()] }),
  'simulator.charge': () => aDetail(),
  'simulator.notices': () => ({ rows: [aNotice()] }),
  'simulator.urls': () => ({
    urls: [
      {
        url: 'http://127.0.0.1:8090/c/segredo',
        isActive: false,
        failedTries: 10,
        notices: 4,
        pending: 1,
        suspended: 2,
      },
    ],
    panel: [
      { name: 'paymentUrl', url: null },
      { name: 'cancelUrl', url: null },
    ],
    ours: [{ accountLabel: 'Prática', url: 'http://127.0.0.1:8090/c/segredo' }],
  }),
  'simulator.faults': () => [
    { position: 0, gateway: 'efi', kind: 'late', delayMs: 60_000, count: 2 },
  ],
};

const openPanel = (address = '/simulador', answers: Answers = {}) =>
  openApp(address, { ...full, ...answers });

describe('the rail', () => {
  it('leads to the simulator while there is one', async () => {
    const { user, address } = openPanel('/');

    await user.click(await screen.findByRole('link', { name: 'Simulador' }));

    expect(address()).toBe('/simulador');
    expect(await screen.findByRole('heading', { level: 1, name: /Simulador/ })).toBeTruthy();
  });

  it('does not name it where there is neither a simulator nor an account of it', async () => {
    openPanel('/', {
      'status.get': () => ({ ...settledStatus, hasPracticeAccount: false, simulatorPort: null }),
    });
    await screen.findByRole('heading', { name: 'Início' });

    expect(screen.queryByRole('link', { name: 'Simulador' })).toBeNull();
  });
});

describe('the list of charges', () => {
  it('shows what the gateway shows, in our words and in its own', async () => {
    openPanel();

    const row = await screen.findByRole('row', { name: /44800001/ });

    expect(row.textContent).toContain('89,90');
    expect(row.textContent).toContain('10/12/2026');
    expect(within(row).getByText('Aguardando')).toBeTruthy();
    expect(within(row).getByRole('link', { name: '00000380' })).toBeTruthy();
  });

  it('changes to another gateway and forgets the filters, which are of the first one', async () => {
    const { user, inputsOf, address } = openPanel('/simulador?situacao=paid');
    await screen.findByRole('row', { name: /44800001/ });

    await user.click(screen.getByRole('combobox', { name: 'Gateway' }));
    await user.click(await screen.findByRole('option', { name: 'Asaas' }));

    await expect
      .poll(() => inputsOf('simulator.charges').at(-1))
      .toMatchObject({ gateway: 'asaas', filter: {} });
    expect(address()).toBe('/simulador?gateway=asaas');
  });

  it('asks for a number or a reference, and for a status', async () => {
    const { user, inputsOf } = openPanel('/simulador?situacao=paid');
    await screen.findByRole('row', { name: /44800001/ });

    await user.type(screen.getByRole('textbox', { name: 'Número ou referência' }), '44800001');

    await expect
      .poll(() => inputsOf('simulator.charges').at(-1)?.filter)
      .toEqual({ text: '44800001', status: 'paid' });
  });

  it('shows names of strangers as text', async () => {
    openPanel('/simulador', {
      'simulator.charges': () => ({ rows: [aCharge({ payer: HOSTILE_NAME })] }),
    });

    const row = await screen.findByRole('row', { name: /44800001/ });

    expect(row.textContent).toContain('<img src=x');
    expect(document.querySelector('main img')).toBeNull();
    expect('wasRun' in window).toBe(false);
  });

  it('asks again once something has changed at the simulator', async () => {
    let revision = 1;
    let status = 'waiting';
    const { emit } = openPanel('/simulador', {
      'simulator.overview': () => ({ ...overview, revision }),
      'simulator.charges': () => ({ rows: [aCharge({ status })] }),
    });
    await screen.findByText('Aguardando');

    revision = 2;
    status = 'paid';
    emit('changed', { area: 'simulator', ids: 'all' });

    expect(await screen.findByText('Paga')).toBeTruthy();
  });

  it('teaches the next step where nothing was issued', async () => {
    openPanel('/simulador', { 'simulator.charges': () => ({ rows: [] }) });

    expect(await screen.findByText('Nenhuma cobrança neste gateway')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Ir para Títulos' })).toBeTruthy();
  });

  it('offers the practice account while the simulator is off', async () => {
    const { user, inputsOf } = openPanel('/simulador', {
      'simulator.overview': () => ({
        isRunning: false,
        gateways: [],
        clock: null,
        faults: 0,
        revision: 0,
      }),
      'practice.start': () => ({ accountId: 1 }),
    });

    await user.click(await screen.findByRole('button', { name: 'Criar conta de prática' }));

    expect(inputsOf('practice.start')).toEqual([{}]);
  });

  it('says so when no simulator answers', async () => {
    openPanel('/simulador', {
      'simulator.overview': () => {
        throw new FailedCall('gateway-unavailable');
      },
    });

    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Tentar de novo' })).toBeTruthy();
  });
});

describe('one charge', () => {
  it('offers what can be done and says why the rest cannot', async () => {
    openPanel('/simulador/efi/44800001');

    const acts = await screen.findByRole('region', { name: 'O que pode ser feito' });

    expect(within(acts).getByRole('button', { name: 'Pagar' })).toBeTruthy();
    expect(within(acts).queryByRole('button', { name: 'Estornar' })).toBeNull();
    expect(within(acts).getByText('A cobrança está “Aguardando”.')).toBeTruthy();
    expect(within(acts).getByText(/^Identificar pagamento, Creditar/)).toBeTruthy();
  });

  it('is paid with another amount on another day', async () => {
    const { user, inputsOf } = openPanel('/simulador/efi/44800001', {
      'simulator.act': () => ({ ending: 'done', status: 'paid' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Pagar' }));
    const dialog = await screen.findByRole('dialog');

    await user.type(within(dialog).getByRole('textbox', { name: 'Valor' }), '80,00');
    await user.type(within(dialog).getByRole('textbox', { name: 'Data' }), '20112026');
    await user.click(within(dialog).getByRole('button', { name: 'Pagar' }));

    expect(await screen.findByText(/A cobrança está como “Paga”/)).toBeTruthy();
    expect(inputsOf('simulator.act')).toEqual([
      {
        gateway: 'efi',
        id: '44800001',
        action: 'pay',
        amountCents: 8_000,
        on: '2026-11-20',
      },
    ]);
  });

  it('shows the reason of the gateway when it refuses after all', async () => {
    const { user } = openPanel('/simulador/efi/44800001', {
      'simulator.act': () => ({ ending: 'refused', reason: 'O boleto já foi baixado no banco.' }),
    });
    const acts = await screen.findByRole('region', { name: 'O que pode ser feito' });

    await user.click(within(acts).getByRole('button', { name: 'Cancelar' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Cancelar' }));

    const alert = await within(dialog).findByRole('alert');
    expect(alert.textContent).toContain('O boleto já foi baixado no banco.');
  });

  it('shows the mail that would leave, as text', async () => {
    const { user } = openPanel('/simulador/efi/44800001', {
      'simulator.charge': () =>
        aDetail({ letter: { to: null, subject: HOSTILE_NAME, text: HOSTILE_NAME } }),
    });

    await user.click(await screen.findByRole('button', { name: 'Enviar por e-mail' }));

    const text = await screen.findByLabelText('Texto');
    expect(text.textContent).toContain('<img src=x');
    expect(screen.getByText(/não teria para quem enviar/)).toBeTruthy();
    expect(document.querySelector('pre img')).toBeNull();
  });

  it('shows what this app sent', async () => {
    openPanel('/simulador/efi/44800001');

    const records = await screen.findByRole('region', { name: 'Dados de entrada' });

    expect(within(records).getByText('POST /v1/charge')).toBeTruthy();
    expect(within(records).getByLabelText('Pedido').textContent).toContain('"items"');
  });

  it('opens the own page of the gateway', async () => {
    const { user, inputsOf } = openPanel('/simulador/efi/44800001', {
      'simulator.open': () => ({}),
    });

    await user.click(await screen.findByRole('button', { name: 'Ver página' }));

    expect(inputsOf('simulator.open')).toEqual([{ gateway: 'efi', id: '44800001', kind: 'page' }]);
    expect(screen.queryByRole('button', { name: 'Ver PDF' })).toBeNull();
  });
});

describe('the notification log', () => {
  it('shows each try with its answer and the next one', async () => {
    openPanel('/simulador?parte=notices');

    const row = await screen.findByRole('row', { name: /44800001/ });

    expect(row.textContent).toContain('503');
    expect(within(row).getByText('Não entregue')).toBeTruthy();
    expect(row.textContent).toContain('21/11/2026, 09:05:00');
  });

  it('filters by charge, delivery and whole days', async () => {
    const { inputsOf } = openPanel(
      '/simulador?gateway=efi&parte=notices&cobranca=44800001&entrega=failed&de=2026-11-20&ate=2026-11-21',
    );

    await expect
      .poll(() => inputsOf('simulator.notices').at(-1)?.filter)
      .toEqual({
        charge: '44800001',
        outcome: 'failed',
        from: '2026-11-20T03:00:00.000Z',
        to: '2026-11-22T02:59:59.999Z',
      });
  });

  it('sends the ticked ones again, each once, after a yes', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=notices', {
      'simulator.notices': () => ({
        rows: [aNotice({ line: 7_002, attempt: 2 }), aNotice()],
      }),
      'simulator.resend': () => ({ queued: 1 }),
    });
    await screen.findAllByRole('row', { name: /44800001/ });

    for (const box of screen.getAllByRole('checkbox', { name: /Selecionar tentativa/ }))
      await user.click(box);
    await user.click(screen.getByRole('button', { name: 'Reenviar callback' }));
    await user.click(await screen.findByRole('button', { name: 'Sim, reenviar' }));

    expect(await screen.findByText('1 notificação na fila de reenvio.')).toBeTruthy();
    expect(inputsOf('simulator.resend')).toEqual([{ gateway: 'efi', noticeIds: [7] }]);
  });

  it('sends the delivered ones of a period to another URL', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=notices', {
      'simulator.resend': () => ({ queued: 3 }),
    });
    await user.click(await screen.findByRole('button', { name: 'Reenviar…' }));
    const dialog = await screen.findByRole('dialog');

    await user.click(within(dialog).getByRole('radio', { name: 'As já entregues' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'A partir de' }), '20112026');
    await user.type(within(dialog).getByRole('textbox', { name: 'Outra URL' }), 'nada');
    const confirm = within(dialog).getByRole('button', { name: 'Sim, reenviar' });
    const isHeld = (confirm as HTMLButtonElement).disabled;
    await user.clear(within(dialog).getByRole('textbox', { name: 'Outra URL' }));
    await user.type(
      within(dialog).getByRole('textbox', { name: 'Outra URL' }),
      'http://127.0.0.1:9/c/x',
    );
    await user.click(confirm);

    expect(isHeld).toBe(true);
    expect(await screen.findByText('3 notificações na fila de reenvio.')).toBeTruthy();
    expect(inputsOf('simulator.resend')).toEqual([
      {
        gateway: 'efi',
        outcome: 'delivered',
        from: '2026-11-20T03:00:00.000Z',
        url: 'http://127.0.0.1:9/c/x',
      },
    ]);
  });
});

describe('callback URLs', () => {
  it('say how they stand and are switched on', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=urls', {
      'simulator.switchUrl': () => ({}),
    });
    const table = await screen.findByRole('table', { name: 'URLs de callback deste gateway' });

    expect(within(table).getByText('Desligada')).toBeTruthy();
    await user.click(within(table).getByRole('button', { name: /^Ligar/ }));

    expect(inputsOf('simulator.switchUrl')).toEqual([
      { gateway: 'efi', url: 'http://127.0.0.1:8090/c/segredo', isActive: true },
    ]);
  });

  it.each([
    [{ isOk: true, httpStatus: 200, error: null, elapsedMs: 12 }, /Teste aprovado: HTTP 200/],
    [{ isOk: false, httpStatus: 404, error: null, elapsedMs: 3 }, /respondeu HTTP 404/],
    [{ isOk: false, httpStatus: null, error: 'connection', elapsedMs: 1 }, /conexão recusada/],
    [{ isOk: false, httpStatus: null, error: 'refused', elapsedMs: 0 }, /fora deste computador/],
  ])('are tested: %j', async (result, words) => {
    const { user } = openPanel('/simulador?parte=urls', { 'simulator.testUrl': () => result });

    await user.click(await screen.findByRole('button', { name: /^Testar http/ }));

    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe('a gateway whose site holds the URLs', () => {
  it('is given ours, the same for payments and cancellations', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=urls', {
      'simulator.savePanelUrls': () => ({}),
    });

    await user.click(await screen.findByRole('button', { name: 'Usar a URL de Prática' }));
    await user.clear(screen.getByRole('textbox', { name: 'Cobrança cancelada' }));
    await user.click(screen.getByRole('button', { name: 'Gravar' }));

    expect(await screen.findByText('URLs gravadas no gateway.')).toBeTruthy();
    expect(inputsOf('simulator.savePanelUrls')).toEqual([
      {
        gateway: 'efi',
        urls: { paymentUrl: 'http://127.0.0.1:8090/c/segredo', cancelUrl: null },
      },
    ]);
  });
});

describe('faults', () => {
  it('are listed with how often and what, and taken away', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=faults', {
      'simulator.removeFault': () => [],
    });
    const table = await screen.findByRole('table', { name: 'Falhas ativas' });

    expect(table.textContent).toContain('2 vezes');
    expect(table.textContent).toContain('60 s');
    await user.click(within(table).getByRole('button', { name: 'Tirar: Aviso atrasado' }));

    expect(inputsOf('simulator.removeFault')).toEqual([
      { position: 0, gateway: 'efi', kind: 'late' },
    ]);
  });

  it('are added with the details of their kind alone', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=faults', {
      'simulator.addFault': () => [],
    });
    await user.click(await screen.findByRole('combobox', { name: 'Falha' }));
    await user.click(await screen.findByRole('option', { name: 'Resposta com outro status HTTP' }));

    const status = screen.getByRole('textbox', { name: 'Status HTTP' });
    await user.clear(status);
    await user.type(status, '503');
    await user.type(screen.getByRole('textbox', { name: 'Chance (%)' }), '25');
    await user.click(screen.getByRole('checkbox', { name: 'Processar o pedido mesmo assim' }));
    await user.click(screen.getByRole('button', { name: 'Ativar falha' }));

    await expect
      .poll(() => inputsOf('simulator.addFault'))
      .toEqual([
        { gateway: 'efi', kind: 'status', count: 1, probability: 0.25, status: 503, after: true },
      ]);
  });
});

describe('the clock', () => {
  it('moves by a day and tells what happened on the way', async () => {
    const { user, inputsOf } = openPanel('/simulador?parte=clock', {
      'simulator.advance': () => ({
        now: instant('2026-11-22T12:00:00Z'),
        tries: 11,
        failedTries: 10,
        told: [{ gatewayLabel: 'Efí (Gerencianet)', change: 'unpaid', count: 2 }],
        switchedOff: ['http://127.0.0.1:8090/c/segredo'],
      }),
    });

    await user.click(await screen.findByRole('button', { name: 'Avançar 1 dia' }));

    const lines = await screen.findAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      'Efí (Gerencianet): 2 avisos de “Vencida”',
      '11 tentativas de entrega, 10 sem sucesso',
      'URL desligada pelo gateway: http://127.0.0.1:8090/c/segredo',
    ]);
    expect(inputsOf('simulator.advance')).toEqual([{ by: 'day' }]);
  });

  it('says why it is locked', async () => {
    openPanel('/simulador?parte=clock', {
      'simulator.overview': () => ({
        ...overview,
        clock: { now: NOW, offsetMs: 0, canMove: false },
      }),
    });

    const button = await screen.findByRole('button', { name: 'Avançar 1 hora' });

    expect((button as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText('O relógio está travado')).toBeTruthy();
  });
});

it.each([
  ['/simulador', '44800001'],
  ['/simulador?parte=notices', '44800001'],
  ['/simulador?parte=urls', 'Desligada'],
  ['/simulador?parte=faults', 'Aviso atrasado'],
  ['/simulador?parte=clock', 'Avançar 1 hora'],
  ['/simulador/efi/44800001', 'Dados de entrada'],
])('shows nothing on %s that axe finds fault with', async (address, words) => {
  openPanel(address);
  await screen.findAllByText(words);

  expect(await findingsOfAxe()).toEqual([]);
});
