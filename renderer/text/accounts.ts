/** Texts of Contas: the cards, the form and its "?". */
import { countOf } from './format.ts';

const listOf = (labels: readonly string[]): string =>
  new Intl.ListFormat('pt-BR', { type: 'conjunction' }).format(labels);

export const accountsText = {
  title: 'Contas',
  detail: 'Uma conta por gateway e ambiente. Os clientes são os mesmos, qualquer que seja a conta.',
  add: 'Nova conta',
  list: 'Contas cadastradas',
  empty: {
    title: 'Nenhuma conta ainda',
    text: 'Comece pela conta de prática do simulador: ela já vem pronta e não movimenta dinheiro. Ou cadastre a conta do seu gateway.',
    practice: 'Criar conta de prática',
  },
  polling: {
    last: 'Última consulta',
    never: 'nenhuma ainda',
    ask: 'Consultar o gateway',
    askOf: (label: string) => `Consultar o gateway da conta ${label}`,
    done: (news: number) =>
      news === 0 ? 'Nada de novo.' : `${countOf(news, 'novidade', 'novidades')}.`,
    unmatched: (count: number) =>
      `${countOf(count, 'aviso', 'avisos')} de cobranças que este Baixa não conhece.`,
    failed: 'A consulta não terminou',
    broken: (why: string) => `A última consulta não terminou: ${why}`,
  },
  card: {
    active: 'Ativa',
    inactive: 'Inativa',
    incomplete: 'Faltam credenciais',
    settling: 'Baixa',
    automatic: 'Automática',
    manual: 'Com aprovação',
    sending: 'Envio',
    online: 'Automático',
    offline: 'Só quando pedido',
    live: 'Cobranças vivas',
    lastCallback: 'Último callback',
    never: 'nenhum ainda',
    callbackUrl: 'URL de callback',
    noCallbackUrl: 'Configure o caminho de entrada em Callbacks',
    copyUrl: 'URL de callback da conta',
    fallback: 'Se não puder emitir',
    fallbackNext: (label: string) => `${label} assume`,
    noFallback: 'Ninguém assume',
    register: 'Gravar URL no gateway',
    registered: 'O gateway passa a avisar neste endereço',
    notRegistered: 'O gateway não aceitou o endereço',
    check: 'Conferir avisos no gateway',
    reactivate: 'Reativar avisos',
    health: {
      running: 'O gateway está avisando neste endereço.',
      paused:
        'O gateway pausou os avisos depois de muitas falhas. Eles esperam lá até serem reativados.',
      'not-registered': 'O gateway não tem este endereço. Grave a URL no gateway.',
      unreachable: 'O gateway não respondeu à consulta.',
    },
    edit: 'Alterar',
  },
  form: {
    newTitle: 'Nova conta',
    fileKept: 'Arquivo guardado: escolha outro para trocar',
    fileMissing: 'Escolher arquivo',
    removeFile: (label: string) => `Remover ${label}`,
    saved: 'Conta gravada.',
    test: 'Testar credenciais',
    saveAndTest: 'Gravar e testar credenciais',
    testOk: 'Credenciais aceitas',
    testFailed: 'Credenciais recusadas',
    fixed: 'Não muda mais: a conta já tem cobranças.',
  },
  standings: {
    current: { group: 'Em uso hoje', badge: null, text: null },
    legacy: {
      group: 'Legado',
      badge: 'Legado',
      text: 'Modo antigo da Gerencianet, para quem já o usa. Para uma conta nova prefira Efí.',
    },
    historical: {
      group: 'Histórico, para praticar no simulador',
      badge: 'Histórico',
      text: 'O serviço foi encerrado em 2022. Fica para consulta de quem o usou e para praticar no simulador.',
    },
  },
  fallback: {
    none: 'Sem ordem de reserva: se esta conta não puder emitir, a cobrança espera.',
    last: 'Hoje nenhuma outra conta assumiria: falta uma conta ativa, do mesmo ambiente, com número maior.',
    next: (label: string) => `Hoje quem assume é ${label}.`,
    unsaved: 'Grave para ver quem assume.',
  },
  sharing: {
    login: (labels: readonly string[]) => `Usa o mesmo acesso que ${listOf(labels)}`,
    loginText: 'As cobranças e o limite do gateway são um só para todas.',
    callback: 'Só uma das contas recebe os avisos',
    callbackText: (labels: readonly string[]) =>
      `Usa o mesmo acesso que ${listOf(labels)}, e o gateway avisa um endereço só por acesso. Nas outras a baixa espera a consulta ao gateway. Para ter os avisos em todas, abra outra conta no gateway.`,
  },
  twin: {
    title: 'Em teste: nada novo é cobrado de verdade',
    text: (twin: string) =>
      `Enquanto o token de testes estiver preenchido, as cobranças novas vão para ${twin}, em homologação. Para voltar à produção: “Substituir” no token de testes, deixe vazio e grave.`,
    resting: (twin: string) =>
      `O token de testes está vazio: as cobranças novas vão para a produção. ${twin} continua só para o que já foi emitido nos testes.`,
    of: (original: string) => `Conta de testes de ${original}`,
    ofText: (original: string) =>
      `Foi criada pelo token de testes de ${original} e acompanha o que for alterado lá.`,
    open: (label: string) => `Abrir ${label}`,
  },
  move: {
    title: 'Trocar de gateway',
    text: 'Os títulos em aberto desta conta podem continuar por outra. Os clientes são os mesmos: nada é cadastrado de novo.',
    button: 'Passar o que está aberto para outra conta…',
  },
  sections: {
    identification: 'Identificação',
    credentials: 'Credenciais',
    behaviour: 'Comportamento',
    terms: 'Multa, juros e desconto',
    message: 'Mensagem na cobrança',
  },
  credentialsDetail: (environment: string) =>
    `Do ambiente ${environment}. Ficam cifradas neste computador e nunca aparecem em registros.`,
  noCredentials: 'Esta conta não pede credenciais neste ambiente.',
  simulatorCredentials:
    'Tudo pode ficar em branco: a conta usa as credenciais fixas do simulador. Troque uma delas só para ver o que o gateway responde a credenciais erradas.',
  locked: 'Antes de informar credenciais, crie a proteção delas em Configurações.',
  fields: {
    label: {
      label: 'Nome da conta',
      help: 'Como a conta aparece nas listas. Só você vê este nome.',
    },
    gateway: {
      label: 'Gateway',
      help: 'O banco ou serviço que registra as cobranças. Não muda depois de gravado.',
    },
    profile: {
      label: 'Banco',
      help: 'Cada banco fala um dialeto da mesma API e pede outras credenciais. Não muda depois de gravado.',
    },
    environment: {
      label: 'Ambiente',
      help: 'Comece sempre pela homologação ou pelo simulador, mesmo que já use o gateway em outro sistema. O ambiente não muda depois da primeira cobrança.',
    },
    instrument: {
      label: 'Cobrar por',
      help: 'Bolix é um boleto que traz também um QR de Pix da mesma cobrança.',
    },
    startNumber: {
      label: 'Título inicial',
      help: 'Opcional. Numeração dos títulos neste sistema: só sobe, nunca volta, e nada muda no gateway.',
    },
    fallbackRank: {
      label: 'Ordem de reserva',
      help: {
        off: 'Desligada enquanto estiver vazia. Com um número de 1 a 99, se esta conta não puder emitir, a cobrança sai pela próxima: a conta ativa do mesmo ambiente com o número seguinte.',
        what: 'A reserva assume quando a conta está bloqueada, as credenciais são recusadas, o limite acabou ou o gateway está fora do ar.',
        never:
          'Nunca assume quando o gateway recusa os dados da cobrança, nem quando o destino de um envio é desconhecido: o cliente poderia ser cobrado duas vezes.',
      },
    },
    isActive: {
      label: 'Situação: conta ativa',
      help: 'Inativa deixa de emitir. Continua recebendo callbacks, conferindo e cancelando o que já existe.',
    },
    autoSettle: {
      label: 'Auto baixar',
      help: 'Ligado: o callback confirmado dá baixa no título sozinho. Desligado: o pagamento fica guardado e a baixa espera a sua aprovação.',
    },
    sendsOnline: {
      label: 'Remessa on-line',
      help: 'Ligado: as cobranças vão ao gateway assim que ficam prontas. Desligado: só vão quando você escolhe “Enviar ao gateway”.',
    },
    forwardsEmail: {
      label: 'Repassar e-mail do cliente',
      help: 'Ligado: o gateway recebe o e-mail e manda a cobrança e os lembretes. Vale só para cobranças enviadas depois da mudança.',
    },
    closesOnGatewayCancel: {
      label: 'Cancelamento no gateway cancela o título',
      help: 'Desligado: o título continua em aberto e só a cobrança é encerrada.',
    },
    sendDaysBeforeDue: {
      label: 'Enviar quantos dias antes do vencimento',
      help: 'Títulos mensais vão ao gateway nesta antecedência. Carnês vão de uma vez.',
    },
    feeEstimateCents: {
      label: 'Tarifa por pagamento',
      help: 'Usada enquanto o gateway não informa a tarifa real. Depois a diferença é ajustada.',
    },
  },
  terms: {
    fine: 'Multa',
    fineHelp: 'Cobrada uma vez quando o pagamento atrasa. No consumo, até 2%.',
    interest: 'Juros',
    interestHelp:
      'Cobrados por dia de atraso. No consumo, até 1% ao mês, que são 0,033% ao dia. Cada gateway arredonda do seu jeito: o exemplo ao lado mostra o que será cobrado.',
    discount: 'Desconto',
    discountHelp: 'Abatido de quem paga até a data limite.',
    value: 'Valor',
    valueHelp:
      'Na unidade do tipo escolhido: percentual ou reais. O exemplo ao lado mostra quanto dá em um título de R$ 100,00.',
    percentUnit: '%',
    daysBefore: 'Até quantos dias antes do vencimento',
    daysBeforeHelp: '0 dá o desconto até o próprio dia do vencimento.',
    payableDays: 'Dias para pagar após o vencimento',
    payableDaysHelp:
      'É o “máximo dias para atualizar” e o “dias para baixar”: depois destes dias o boleto deixa de ser aceito. A dívida continua.',
    payableRange: (minimum: number, maximum: number) =>
      `De ${String(minimum)} a ${String(maximum)} neste gateway; fora disso vale o limite.`,
    countsFrom: 'Contar o atraso a partir de',
    countsFromHelp: 'Vencimento em dia sem banco pode ser pago no próximo dia útil sem acréscimo.',
    rounding: 'Arredondamento',
    roundingHelp: 'Use o do gateway; o exemplo mostra a diferença.',
    isContra: 'Contra-apresentação',
    isContraHelp:
      'Sem vencimento para o cliente: nunca fica vencido, sem multa nem juros. Marque antes de emitir.',
    fineKinds: { none: 'Sem multa', percent: 'Percentual', fixed: 'Valor fixo' },
    interestKinds: {
      none: 'Sem juros',
      'percent-month': 'Percentual ao mês',
      'percent-day': 'Percentual ao dia',
      'amount-day': 'Valor por dia',
    },
    discountKinds: { none: 'Sem desconto', percent: 'Percentual', fixed: 'Valor fixo' },
    countsFromKinds: { due: 'Vencimento', 'business-due': 'Próximo dia útil do vencimento' },
    roundings: {
      'exact-half-up': 'Exato, meio centavo para cima',
      'per-day-cents': 'Juros do dia em centavos inteiros',
      truncate: 'Descarta frações de centavo',
    },
    example: {
      title: 'Exemplo: título de R$ 100,00',
      onTime: 'Pago no vencimento',
      late: (days: number) => `Pago com ${countOf(days, 'dia', 'dias')} de atraso`,
      kinds: { total: 'Valor', fine: 'Multa', interest: 'Juros', discount: 'Desconto' },
      pending: 'Preencha os campos para ver o exemplo.',
    },
    clamps: {
      title: 'O gateway aplica outro valor',
      line: (field: string, asked: string, applied: string) =>
        `${field}: você pediu ${asked}, o gateway aplica ${applied}.`,
      fields: {
        fine: 'Multa',
        interest: 'Juros',
        discount: 'Desconto',
        payableDays: 'Dias para pagar',
      },
    },
  },
  message: {
    label: 'Linhas',
    help: 'Texto que o cliente lê no boleto ou no Pix, por exemplo o telefone do suporte.',
    limit: (count: number, length: number) =>
      `Até ${countOf(count, 'linha', 'linhas')} de ${String(length)} letras.`,
    over: (line: number, length: number) =>
      `A linha ${String(line)} passa de ${String(length)} letras.`,
    tooMany: (count: number) => `São no máximo ${countOf(count, 'linha', 'linhas')}.`,
    none: 'Este gateway não imprime mensagem.',
  },
} as const;
