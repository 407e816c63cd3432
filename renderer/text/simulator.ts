/** Texts of the simulator's panel. What a gateway writes itself is shown as it is, beside our words. */
import type { FaultKind, NoticeOutcome, SimulatedAction } from '../../domain/simulator-panel.ts';
import { countOf, formatCount } from './format.ts';

const actions: Readonly<Record<SimulatedAction, string>> = {
  pay: 'Pagar',
  identify: 'Identificar pagamento',
  credit: 'Creditar',
  settle: 'Marcar como paga',
  overdue: 'Marcar como vencida',
  expire: 'Expirar',
  cancel: 'Cancelar',
  refund: 'Estornar',
  contest: 'Contestar',
  restore: 'Restaurar',
};

/** What each act stands for in the life of a charge. */
const actionHints: Readonly<Record<SimulatedAction, string>> = {
  pay: 'O pagador paga, e o gateway segue o caminho natural até avisar o Baixa.',
  identify: 'O banco avisa que houve pagamento, mas o dinheiro ainda não foi confirmado.',
  credit: 'O dinheiro que estava a caminho é creditado na conta do gateway.',
  settle: 'Alguém marca a cobrança como paga no site do gateway. Nenhum dinheiro entra.',
  overdue: 'O gateway passa a tratar a cobrança como vencida e não paga.',
  expire: 'O prazo de pagamento acaba: o banco deixa de aceitar a cobrança.',
  cancel: 'Alguém cancela a cobrança no site do gateway.',
  refund: 'O dinheiro é devolvido ao pagador.',
  contest: 'O pagador contesta o pagamento no banco.',
  restore: 'Desfaz o cancelamento ou a baixa, onde o gateway permite.',
};

const outcomes: Readonly<Record<NoticeOutcome, string>> = {
  delivered: 'Entregue',
  failed: 'Não entregue',
  waiting: 'A entregar',
};

const faultKinds: Readonly<Record<FaultKind, string>> = {
  delay: 'Resposta demorada',
  status: 'Resposta com outro status HTTP',
  error: 'Erro do próprio gateway',
  'drop-before': 'Conexão cai antes de processar',
  'drop-after': 'Conexão cai depois de processar',
  truncate: 'Resposta cortada no meio',
  html: 'Página HTML no lugar da resposta',
  'rate-limit': 'Limite de chamadas esgotado',
  late: 'Aviso atrasado',
  lose: 'Aviso perdido',
  duplicate: 'Aviso repetido',
  reorder: 'Aviso fora de ordem',
  'switch-off': 'Desligamento clássico: 10 tentativas em 1 hora',
};

const tryErrors: Readonly<Record<string, string>> = {
  timeout: 'sem resposta a tempo',
  connection: 'conexão recusada ou interrompida',
  refused: 'endereço fora deste computador, não foi chamado',
};

/** The same for a narrow column. */
const shortErrors: Readonly<Record<string, string>> = {
  timeout: 'sem resposta',
  connection: 'sem conexão',
  refused: 'não chamada',
};

/** A notice that did not arrive, but whose charge was asked for all the same: some gateways are content with that. */
const read = {
  label: 'Lida',
  note: 'O aviso não chegou, mas o Baixa consultou a cobrança: para o gateway está entregue.',
};

const stateNotes: Readonly<Record<string, string>> = {
  suspended: 'Retida: a URL está desligada.',
  'given-up': 'O gateway desistiu.',
  lost: 'Perdida por uma falha simulada.',
};

const shortStates: Readonly<Record<string, string>> = {
  suspended: 'retida',
  'given-up': 'desistiu',
  lost: 'perdida',
};

export const simulatorText = {
  title: 'Simulador',
  detail: 'O que o site de cada gateway mostraria. Nada aqui é dinheiro de verdade.',
  gateway: 'Gateway',
  now: 'Relógio do simulador',
  tabs: {
    charges: 'Cobranças',
    notices: 'Notificações',
    urls: 'URLs de callback',
    faults: 'Falhas',
    clock: 'Relógio e acesso',
  },
  tabList: 'Partes do simulador',
  faultsOn: (count: number) => countOf(count, 'falha ativa', 'falhas ativas'),
  off: {
    title: 'O simulador está desligado',
    text: 'Crie a conta de prática: o simulador liga junto e funciona como um gateway de verdade, neste computador.',
    start: 'Criar conta de prática',
  },
  charges: {
    list: 'Cobranças do gateway simulado',
    rowLabel: (id: string) => `cobrança ${id}`,
    search: 'Número ou referência',
    status: 'Situação',
    allStatuses: 'Todas as situações',
    columns: {
      id: 'Número',
      payer: 'Pagador',
      total: 'Valor',
      createdAt: 'Emissão',
      dueOn: 'Vencimento',
      status: 'Situação',
      reference: 'Referência',
      titulo: 'Título',
      parcel: 'Parcela',
      dueToday: 'A pagar hoje',
    },
    empty: {
      title: 'Nenhuma cobrança neste gateway',
      text: 'Envie um título por uma conta do simulador deste gateway e ele aparece aqui.',
      go: 'Ir para Títulos',
      filteredTitle: 'Nenhuma cobrança assim',
      filteredText: 'Digite o número ou a referência por inteiro, ou limpe os filtros.',
    },
    open: 'Abrir cobrança',
    openTitulo: 'Abrir título',
    noAction: 'Nada pode ser feito agora',
  },
  charge: {
    title: (id: string) => `Cobrança ${id}`,
    facts: 'Como o gateway vê',
    number: 'Número no gateway',
    reference: 'Referência (custom_id)',
    group: 'Carnê',
    parcelOf: (parcel: number, group: string) => `parcela ${String(parcel)} do carnê ${group}`,
    linha: 'Linha digitável',
    pix: 'Pix copia e cola',
    callbackUrl: 'URL de callback',
    titulo: 'Título no Baixa',
    foreign: 'Esta cobrança não foi enviada por este Baixa.',
    actions: 'O que pode ser feito',
    impossible: 'Agora não é possível',
    payments: 'Pagamentos no livro do gateway',
    noPayments: 'Nenhum pagamento.',
    paymentColumns: {
      paid: 'Pago',
      on: 'Pago em',
      fee: 'Tarifa',
      credited: 'Creditado em',
      refunded: 'Devolvido',
    },
    requests: 'Dados de entrada',
    requestsDetail: 'O que este Baixa enviou sobre a cobrança; segredos e dados pessoais ocultos.',
    request: 'Pedido',
    response: 'Resposta',
    noRequests: 'Nenhum pedido deste Baixa sobre esta cobrança.',
    noAnswer: 'sem resposta',
    notices: 'Notificações desta cobrança',
    noNotices: 'Nenhuma notificação.',
    resend: 'Reenviar notificações',
    mail: 'Enviar por e-mail',
    page: 'Ver página',
    pdf: 'Ver PDF',
    more: 'Todas as notificações',
  },
  letter: {
    title: 'O e-mail que o gateway enviaria',
    nothingSent: 'Nada é enviado: este é o texto que o pagador receberia.',
    to: 'Para',
    nobody: 'A cobrança não tem e-mail do pagador: o gateway não teria para quem enviar.',
    subject: 'Assunto',
    text: 'Texto',
  },
  actions,
  actionHints,
  act: {
    title: (action: SimulatedAction, id: string) => `${actions[action]}: cobrança ${id}`,
    amount: 'Valor',
    amountHint: 'Em branco: o que é devido no dia.',
    wholeHint: 'Em branco: o valor pago.',
    on: 'Data',
    onHint: 'Em branco: hoje no simulador.',
    confirm: (action: SimulatedAction) => actions[action],
    done: (action: SimulatedAction, status: string) =>
      `${actions[action]}: feito. A cobrança está como “${status}”.`,
  },
  notices: {
    list: 'Notificações enviadas pelo gateway simulado',
    rowLabel: (charge: string, attempt: number | null) =>
      attempt === null
        ? `notificação da cobrança ${charge}`
        : `tentativa ${String(attempt)} da cobrança ${charge}`,
    charge: 'Número da cobrança',
    outcome: 'Entrega',
    from: 'Notificadas a partir de',
    to: 'Notificadas até',
    columns: {
      at: 'Tentativa em',
      charge: 'Cobrança',
      change: 'Aviso',
      outcome: 'Entrega',
      answer: 'Resposta',
      attempt: 'Tentativa',
      nextTry: 'Próxima tentativa',
      url: 'URL',
      createdAt: 'Criada em',
    },
    notTried: 'ainda não enviada',
    empty: {
      title: 'Nenhuma notificação',
      text: 'Quando uma cobrança muda de situação, o gateway avisa a URL de callback e cada tentativa aparece aqui.',
      filteredTitle: 'Nenhuma notificação assim',
      filteredText: 'Mude ou limpe os filtros.',
    },
    resendOne: 'Reenviar esta notificação',
    resendChosen: 'Reenviar callback',
    resendSome: 'Reenviar…',
  },
  outcomes,
  read,
  stateNotes,
  shortStates,
  answer: (status: number | null, error: string | null) =>
    status === null ? (tryErrors[error ?? ''] ?? error ?? '') : String(status),
  shortAnswer: (status: number | null, error: string | null) =>
    status === null ? (shortErrors[error ?? ''] ?? error ?? '') : String(status),
  resend: {
    title: 'Reenviar notificações',
    what: 'Quais',
    scopes: {
      chosen: (count: number) => `As ${formatCount(count)} selecionadas`,
      one: 'Só esta notificação',
      charge: (charge: string) => `Todas da cobrança ${charge}`,
      failed: 'As não entregues',
      delivered: 'As já entregues',
      all: 'Todas',
    },
    from: 'A partir de',
    to: 'Até',
    periodHint: 'Em branco: qualquer data.',
    url: 'Outra URL',
    urlHint: 'Em branco: a mesma de antes. Use quando a URL antiga estava errada.',
    wrongUrl: 'Digite um endereço que comece com http:// ou https://.',
    queue:
      'Elas entram na fila do gateway e chegam de novo ao Baixa, que não baixa nada duas vezes.',
    confirm: 'Sim, reenviar',
    done: (count: number) =>
      count === 0
        ? 'Nenhuma notificação para reenviar.'
        : `${countOf(count, 'notificação', 'notificações')} na fila de reenvio.`,
  },
  urls: {
    list: 'URLs de callback deste gateway',
    detail: 'Cada endereço que o gateway simulado avisa, e como ele está.',
    columns: {
      url: 'URL',
      state: 'Situação',
      failedTries: 'Falhas seguidas',
      pending: 'Na fila',
      suspended: 'Retidas',
      notices: 'Notificações',
      actions: 'Ações',
    },
    on: 'Ativa',
    off: 'Desligada',
    switchOn: 'Ligar',
    switchOff: 'Desligar',
    switchedOn:
      'URL ligada. O que ficou retido só sai depois de “Reenviar”, salvo onde o gateway retoma sozinho.',
    switchedOff: 'URL desligada: os próximos avisos ficam retidos.',
    panel: {
      title: 'URLs cadastradas no site do gateway',
      detail:
        'Os endereços que a conta tem no site do gateway. Quando a cobrança traz o seu, vale o dela.',
      names: {
        paymentUrl: 'Pagamento confirmado',
        cancelUrl: 'Cobrança cancelada',
        notificationUrl: 'Notificação de pagamentos',
      } as Readonly<Record<string, string>>,
      ours: (account: string) => `Usar a URL de ${account}`,
      saved: 'URLs gravadas no gateway.',
    },
    test: 'Testar',
    testOf: (url: string) => `Testar ${url}`,
    other: 'Testar outra URL',
    otherLabel: 'URL a testar',
    result: {
      ok: (ms: number) => `Teste aprovado: HTTP 200 em ${formatCount(ms)} ms.`,
      status: (status: number, ms: number) =>
        `Teste reprovado: a URL respondeu HTTP ${String(status)} em ${formatCount(ms)} ms. Só 200 é sucesso.`,
      error: (error: string, ms: number) =>
        `Teste reprovado: ${tryErrors[error] ?? error} (${formatCount(ms)} ms).`,
      meaning: 'Um teste aprovado prova o caminho até o Baixa, não a baixa: confira em Callbacks.',
    },
    none: 'Nenhuma URL ainda: ela chega com a primeira cobrança, ou com o cadastro do webhook.',
  },
  faults: {
    title: 'Falhas ativas',
    detail: 'O que o gateway simulado ainda vai fazer de errado, e quantas vezes.',
    none: 'Nenhuma falha: os gateways simulados se comportam bem.',
    columns: {
      gateway: 'Gateway',
      kind: 'Falha',
      when: 'Quando',
      detail: 'Detalhe',
      actions: 'Ações',
    },
    remove: 'Tirar',
    removeOf: (kind: FaultKind) => `Tirar: ${faultKinds[kind]}`,
    clear: 'Tirar todas',
    cleared: 'Nenhuma falha ativa.',
    added: 'Falha ativa.',
    always: 'sempre',
    times: (count: number) => countOf(count, 'vez', 'vezes'),
    chance: (percent: number) => `com ${formatCount(percent)}% de chance`,
    add: 'Nova falha',
    addDetail: 'Vale para as próximas chamadas ou avisos do gateway escolhido.',
    kind: 'Falha',
    groups: {
      api: 'Nas respostas da API',
      callbacks: 'Nos avisos (callbacks)',
      policy: 'Política',
    },
    kinds: faultKinds,
    count: 'Quantas vezes',
    countHint: 'Em branco: sempre.',
    probability: 'Chance (%)',
    probabilityHint: 'Em branco: toda vez.',
    delay: 'Demora (segundos)',
    status: 'Status HTTP',
    code: 'Código de erro do gateway',
    after: 'Processar o pedido mesmo assim',
    confirm: 'Ativar falha',
    details: {
      delay: (seconds: string) => `${seconds} s`,
      status: (status: number) => `HTTP ${String(status)}`,
      code: (code: string) => `código ${code}`,
      after: 'processa mesmo assim',
      path: (method: string, path: string) => `${method} ${path}`.trim(),
    },
  },
  clock: {
    title: 'Relógio',
    detail:
      'O tempo do simulador: avançar faz vencer, creditar e repetir avisos na ordem em que aconteceriam.',
    now: 'Agora no simulador',
    ahead: 'Adiantado',
    notAhead: 'Igual ao deste computador',
    aheadDays: (days: number, hours: number) =>
      [countOf(days, 'dia', 'dias'), hours === 0 ? '' : countOf(hours, 'hora', 'horas')]
        .filter((part) => part !== '')
        .join(' e '),
    hour: 'Avançar 1 hora',
    day: 'Avançar 1 dia',
    to: 'Avançar até',
    toHint: 'Às 9 h do dia escolhido.',
    go: 'Avançar até a data',
    moving: 'Avançando o relógio…',
    locked: 'O relógio está travado',
    lockedText:
      'Há uma conta de homologação ou de produção. Com ela o relógio não anda, para que cobranças de verdade não vençam de mentira.',
    happened: 'O que aconteceu no caminho',
    nothing: 'Nada venceu nem foi avisado.',
    told: (gateway: string, change: string, count: number) =>
      `${gateway}: ${countOf(count, 'aviso', 'avisos')} de “${change}”`,
    tries: (tries: number, failed: number) =>
      failed === 0
        ? `${countOf(tries, 'tentativa de entrega', 'tentativas de entrega')}, todas respondidas`
        : `${countOf(tries, 'tentativa de entrega', 'tentativas de entrega')}, ${formatCount(failed)} sem sucesso`,
    switchedOff: (url: string) => `URL desligada pelo gateway: ${url}`,
  },
  access: {
    title: 'Acesso à API simulada',
    detail:
      'Para usar este gateway com outro programa, trocando só o endereço. Os valores são fixos.',
    baseUrl: 'Endereço',
  },
} as const;

/** Our word for a status of a gateway; undefined for one that only the gateway has a word for. */
export function simulatedStatusText(status: string): string | undefined {
  return statuses[status] ?? statuses[status.toUpperCase()];
}

/** A gateway's reason with its words for a status put into ours: `A cobrança está “Paga”.` */
export function simulatedReasonText(reason: string): string {
  return reason.replace(/[A-Za-z_]{3,}/g, (word) => {
    const isOfGateway = word === word.toUpperCase() || word === word.toLowerCase();
    const text = isOfGateway ? statuses[word.toUpperCase()] : undefined;
    return text === undefined ? word : `“${text}”`;
  });
}

/** By the gateways' own words, in capital letters. */
const statuses: Readonly<Record<string, string>> = {
  NEW: 'Nova',
  WAITING: 'Aguardando',
  PENDING: 'Aguardando',
  OPEN: 'Aguardando',
  ACTIVE: 'Ativa',
  ATIVA: 'Ativa',
  LINK: 'Link',
  IDENTIFIED: 'Identificada',
  APPROVED: 'Aprovada',
  AUTHORIZED: 'Autorizada',
  AWAITING_PROCESSING: 'Em processamento',
  CONFIRMED: 'Confirmada',
  PAID: 'Paga',
  RECEIVED: 'Recebida',
  FINALIZED: 'Finalizada',
  CONCLUIDA: 'Concluída',
  SETTLED: 'Marcada como paga',
  MARKED_PAID: 'Marcada como paga',
  MANUAL_RECONCILIATION: 'Marcada como paga',
  RECEIVED_IN_CASH: 'Recebida em dinheiro',
  UNPAID: 'Vencida',
  OVERDUE: 'Vencida',
  EXPIRED: 'Expirada',
  CANCELED: 'Cancelada',
  CANCELLED: 'Cancelada',
  DELETED: 'Removida',
  REMOVIDA_PELO_USUARIO_RECEBEDOR: 'Removida',
  REMOVIDA_PELO_PSP: 'Removida pelo banco',
  REFUND_REQUESTED: 'Devolução pedida',
  REFUNDED: 'Devolvida',
  CUSTOMER_PAID_BACK: 'Devolvida ao pagador',
  PARTIALLY_REFUNDED: 'Devolvida em parte',
  BANK_PAID_BACK: 'Devolvida pelo banco',
  CONTESTED: 'Contestada',
  FAILED: 'Falhou',
};
