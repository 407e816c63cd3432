/** Texts of títulos: the list, one título, and what can be done with it. */
import type { CivilDate } from '../../domain/civil-date.ts';
import { formatCivilDate } from '../../domain/civil-date.ts';
import { countOf, formatCount, formatDaysToDue } from './format.ts';

const titulos = (count: number): string => countOf(count, 'título', 'títulos');
const charges = (count: number): string => countOf(count, 'cobrança', 'cobranças');

export const titulosText = {
  title: 'Títulos',
  detail: 'Tudo o que os clientes devem, pagaram ou deixaram de dever.',
  list: 'Lista de títulos',
  add: 'Novo título',
  rowLabel: (number: string) => `título ${number}`,
  columns: {
    number: 'Título',
    client: 'Cliente',
    face: 'Valor',
    due: 'Vencimento',
    total: 'Valor total',
    kind: 'Tipo',
    charge: 'Nosso número',
    issued: 'Processamento',
    status: 'Situação',
    account: 'Conta',
    competence: 'Competência',
    balance: 'Falta receber',
    paidOn: 'Pagamento',
    paid: 'Valor Pago',
    paidBy: 'Forma',
    currentTotal: 'Total atual',
    returns: 'Retornos',
  },
  kinds: { avulso: 'Avulso', mensalidade: 'Mensalidade', parcela: 'Parcela' } as Readonly<
    Record<string, string>
  >,
  parcel: (number: number, parcels: number) => `${String(number)}/${String(parcels)}`,
  due: (days: number) => `(${formatDaysToDue(days)})`,
  unregistered: 'Sem registro',
  stillPayableShort: 'Ainda pagável',
  stillPayable: 'Ainda pode ser pago no gateway',
  byHand: 'À mão',
  totals: titulos,
  chips: {
    open: 'Em aberto',
    due: 'A vencer',
    overdue: 'Vencidos',
    unregistered: 'Sem registro',
    rejected: 'Rejeitados',
    unknown: 'Desconhecidos',
    paid: 'Pagos',
    cancelled: 'Cancelados',
  },
  filters: {
    search: 'Buscar título, cliente ou nosso número',
    account: 'Conta',
    allAccounts: 'Todas as contas',
    from: 'Vencimento a partir de',
    to: 'Vencimento até',
    more: 'Mais filtros',
    moreOn: (count: number) => `Mais filtros (${formatCount(count)})`,
    clear: 'Limpar filtros',
  },
  empty: {
    title: 'Nenhum título ainda',
    text: 'Crie um título avulso para um cliente, ou um carnê com várias parcelas. A cobrança é preparada e validada aqui, mesmo sem internet, e depois enviada ao gateway.',
    practice: 'Para experimentar, use a conta de prática: nada do que acontece nela é dinheiro.',
    filteredTitle: 'Nenhum título com estes filtros',
    filteredText: 'Mude a busca ou os filtros para ver outros títulos.',
  },
  actions: {
    open: 'Informações',
    papers: { boleto: 'Boleto', pix: 'Cobrança Pix' },
    receive: 'Receber',
    changeDue: 'Alterar vencimento',
    send: 'Enviar ao gateway',
    refresh: 'Conferir no gateway',
    receipt: 'Recibo',
    pay: 'Simular pagamento',
    move: 'Trocar de conta…',
    cancel: 'Cancelar título',
    client: 'Ver cliente',
    bulk: {
      send: 'Enviar ao gateway',
      move: 'Trocar de conta…',
      print: 'Imprimir boletos',
      cancel: 'Cancelar',
    },
  },
  done: {
    printing: (count: number) => `Imprimindo ${countOf(count, 'boleto', 'boletos')}.`,
    receipt: 'O recibo está sendo gerado.',
    refreshed: 'Conferido no gateway.',
    paid: 'O cliente simulado pagou. O callback chega em instantes.',
    received: 'Recebimento gravado.',
    dueChanged: 'Vencimento alterado.',
    dueAsked: 'Alteração pedida ao gateway.',
    sent: (count: number) => `${titulos(count)} na fila de envio.`,
    cancelled: (count: number) =>
      count === 1 ? 'Título cancelado.' : `${formatCount(count)} títulos cancelados.`,
    created: (number: string) => `Título ${number} criado.`,
    moving: (count: number, account: string) => `Passando ${titulos(count)} para ${account}.`,
  },
  nothingToPrint:
    'Nenhum dos títulos escolhidos pode ser impresso: envie ao gateway o que ainda não foi registrado.',
  print: {
    title: 'Imprimir boletos',
    boletos: (count: number) =>
      `${count === 1 ? 'Será impresso' : 'Serão impressos'} ${countOf(count, 'boleto', 'boletos')}.`,
    pix: (count: number) =>
      `${count === 1 ? 'Será impressa' : 'Serão impressas'} ${countOf(count, 'cobrança Pix, com o QR', 'cobranças Pix, com o QR')}.`,
    leftOut: (count: number) =>
      `${titulos(count)} ${count === 1 ? 'fica' : 'ficam'} de fora: sem registro, já pago ou com boleto só na página do gateway. A tarefa diz quais são.`,
    secondCopy: 'Marcar como 2ª via',
    secondCopyHint:
      'Imprime a mesma cobrança, sem mudá-la, com o valor de hoje ao lado para informação.',
    confirm: (boletos: number, pix: number) => {
      if (pix === 0) return `Imprimir ${countOf(boletos, 'boleto', 'boletos')}`;
      return `Imprimir ${countOf(boletos + pix, 'cobrança', 'cobranças')}`;
    },
  },
  receive: {
    title: (number: string) => `Receber o título ${number}`,
    amount: 'Valor recebido',
    discount: 'Desconto concedido',
    paidOn: 'Data do recebimento',
    method: 'Forma',
    confirm: 'Receber',
    future: 'O recebimento não pode ser em data futura.',
    effects: 'O que vai acontecer',
    settles: 'O título fica pago.',
    settlesWithLate: (late: string) =>
      `O título fica pago; ${late} a mais contam como multa e juros.`,
    partly: (rest: string) => `O título fica pago em parte: faltam ${rest}.`,
    tooMuchDiscount: 'O desconto é maior do que o que falta receber.',
    chargeCloses: (gateway: string) =>
      `A cobrança registrada em ${gateway} é encerrada no gateway, para que não seja paga de novo.`,
    chargeStays: (gateway: string) =>
      `A cobrança em ${gateway} continua como está e ainda pode ser paga pelo valor cheio.`,
    chargeOnTheWay: (gateway: string) =>
      `A cobrança está a caminho de ${gateway}: é encerrada assim que o destino dela for conhecido.`,
    chargeDiscarded: 'A cobrança que ainda não foi enviada é descartada.',
    noCharge: 'Não há cobrança no gateway para encerrar.',
  },
  changeDue: {
    title: (number: string) => `Alterar o vencimento do título ${number}`,
    current: (on: CivilDate) => `Vencimento atual: ${formatCivilDate(on)}`,
    dueOn: 'Novo vencimento',
    confirm: 'Alterar',
    past: 'O vencimento precisa ser hoje ou depois.',
    same: 'Este já é o vencimento.',
    atOnce: 'A mudança vale na hora e a cobrança é preparada de novo, com a nova data.',
    atGateway: (gateway: string) =>
      `A mudança é pedida a ${gateway}. Até a resposta chegar, vale o vencimento atual.`,
    onTheWay:
      'A cobrança está a caminho do gateway. Espere a resposta antes de mudar o vencimento.',
  },
  send: {
    title: (count: number) =>
      count === 1 ? 'Enviar ao gateway' : `Enviar ${titulos(count)} ao gateway`,
    checking: 'Conferindo os dados de cada título…',
    willSend: (count: number) => `${titulos(count)} vão para a fila de envio.`,
    willSendOne: 'O título vai para a fila de envio.',
    registered: (count: number) =>
      `${titulos(count)} já ${count === 1 ? 'tem cobrança registrada e fica' : 'têm cobrança registrada e ficam'} de fora.`,
    onTheWay: (count: number) =>
      `${titulos(count)} com envio em andamento ou destino desconhecido ${count === 1 ? 'fica' : 'ficam'} de fora, para nunca cobrar duas vezes.`,
    waiting: (count: number) =>
      `${titulos(count)} com pagamento anunciado ou à espera de decisão ${count === 1 ? 'fica' : 'ficam'} de fora.`,
    closed: (count: number) =>
      `${titulos(count)} já ${count === 1 ? 'pago ou cancelado fica' : 'pagos ou cancelados ficam'} de fora.`,
    problems: (count: number) =>
      `${titulos(count)} com problema ${count === 1 ? 'fica' : 'ficam'} de fora:`,
    more: (count: number) => `e mais ${titulos(count)}`,
    explicit: 'O envio é feito agora, mesmo que a conta esteja com a remessa on-line desligada.',
    confirm: (count: number) => (count === 1 ? 'Enviar' : `Enviar ${titulos(count)}`),
    nothing: 'Nenhum dos títulos escolhidos pode ser enviado.',
  },
  cancel: {
    title: (count: number) => (count === 1 ? 'Cancelar título' : `Cancelar ${titulos(count)}`),
    reason: 'Motivo',
    reasonPlaceholder: 'Por exemplo: cliente desistiu',
    confirm: (count: number) => (count === 1 ? 'Cancelar título' : `Cancelar ${titulos(count)}`),
    here: (count: number, amount: string) =>
      `${titulos(count)} ${count === 1 ? 'fica cancelado' : 'ficam cancelados'} aqui: ${amount} deixam de ser cobrados.`,
    atGateway: (count: number) =>
      `${charges(count)} registrada${count === 1 ? '' : 's'}: o cancelamento é pedido ao gateway e confirmado por consulta.`,
    discarded: (count: number) =>
      `${charges(count)} ainda não enviada${count === 1 ? '' : 's'}: ${count === 1 ? 'é descartada' : 'são descartadas'} sem chegar ao gateway.`,
    onTheWay: (count: number) =>
      `${charges(count)} a caminho ou de destino desconhecido: ${count === 1 ? 'é cancelada' : 'são canceladas'} assim que o destino for conhecido.`,
    refused: (count: number) =>
      `${titulos(count)} não ${count === 1 ? 'pode' : 'podem'} ser cancelado${count === 1 ? '' : 's'}: pago, pago em parte, com pagamento anunciado ou já cancelado.`,
    nothing: 'Nenhum dos títulos escolhidos pode ser cancelado.',
    late: 'Se o cliente pagar mesmo assim, o dinheiro não se perde: aparece em “Precisa de você”.',
    partial: (done: number, refused: number) =>
      `${titulos(done)} cancelado${done === 1 ? '' : 's'}, ${formatCount(refused)} não:`,
    refusedTitle: 'Alguns títulos não foram cancelados',
  },
  move: {
    title: (count: number) =>
      count === 1 ? 'Trocar a conta do título' : `Trocar a conta de ${titulos(count)}`,
    titleOfAccount: (account: string) => `Passar o que está aberto em ${account}`,
    to: 'Conta de destino',
    toHelp: 'Só contas ativas do mesmo ambiente: dinheiro de verdade e prática não se misturam.',
    nobody:
      'Não há outra conta ativa no mesmo ambiente. Cadastre ou ative a conta de destino primeiro.',
    choose:
      'Escolha a conta de destino para ver o que vai acontecer. Nada muda antes de confirmar.',
    looking: 'Conferindo cada título…',
    empty: 'Não há nada em aberto nesta conta.',
    nothing: 'Nenhum destes títulos pode passar para esta conta.',
    preparedAnew: (count: number, account: string) =>
      `${titulos(count)} sem registro: a cobrança é preparada de novo em ${account}.`,
    issuedAgain: (count: number, account: string) =>
      `${titulos(count)} com cobrança registrada: ${count === 1 ? 'ela é cancelada' : 'elas são canceladas'} no gateway de agora e ${count === 1 ? 'emitida' : 'emitidas'} de novo em ${account}.`,
    paper:
      'O boleto impresso antes deixa de valer. Continua vigiado: se o cliente pagar por ele, o dinheiro não se perde.',
    carne:
      'Parcelas de um carnê do gateway passam a ser cobranças separadas. O carnê impresso antes deixa de valer e precisa ser impresso de novo.',
    defaults:
      'O que for criado depois não muda com isto: troque também a conta padrão nos planos e nos contratos.',
    refused: (count: number) =>
      `${titulos(count)} ${count === 1 ? 'fica' : 'ficam'} onde ${count === 1 ? 'está' : 'estão'}:`,
    more: (count: number) => `e mais ${titulos(count)}`,
    confirm: (count: number) => (count === 0 ? 'Passar' : `Passar ${titulos(count)}`),
    refusals: {
      'not-open': 'não está em aberto',
      'same-account': 'já está nesta conta',
      'other-environment': 'é de outro ambiente',
      'account-inactive': 'a conta de destino está inativa',
      'fate-unknown': 'há um envio ou encerramento em andamento; confira no gateway primeiro',
      problems:
        'o gateway de destino recusaria os dados; confira valor, vencimento e cadastro do cliente',
      'payment-announced': 'há um pagamento anunciado',
      'payment-waiting': 'há um pagamento à espera de decisão',
    } as Readonly<Record<string, string>>,
  },
  refusals: {
    paid: 'já está pago',
    'partly-paid': 'já foi pago em parte',
    'already-cancelled': 'já estava cancelado',
    'payment-announced': 'há um pagamento anunciado',
    'payment-waiting': 'há um pagamento à espera de decisão',
  } as Readonly<Record<string, string>>,
  refusalOther: 'a situação não permite',
  form: {
    title: 'Novo título avulso',
    detail: 'Uma cobrança só, fora do carnê.',
    client: 'Cliente',
    clientPlaceholder: 'Nome, CPF/CNPJ ou código',
    clientNothing: 'Nenhum cliente encontrado',
    clientType: 'Digite ao menos duas letras',
    account: 'Conta',
    accountHelp: 'A conta do gateway em que a cobrança é registrada.',
    accountOf: {
      client: 'É a conta do contrato do cliente.',
      plan: 'É a conta padrão do plano do cliente.',
    },
    accountUnusable: {
      client: (label: string) => `A conta do contrato do cliente, ${label}, está inativa.`,
      plan: (label: string) => `A conta padrão do plano do cliente, ${label}, está inativa.`,
    },
    accountTwin: (label: string, twin: string) =>
      `${label} está em teste: a cobrança vai para ${twin}, em homologação.`,
    accountFallback: (label: string, reserve: string) =>
      `Se ${label} não puder emitir, ${reserve} assume.`,
    accountOther: {
      client: (label: string) => `A conta do contrato do cliente é ${label}.`,
      plan: (label: string) => `A conta padrão do plano do cliente é ${label}.`,
    },
    description: 'Descrição',
    descriptionHelp: 'Aparece no boleto e no histórico do cliente.',
    descriptionPlaceholder: 'Por exemplo: Instalação',
    face: 'Valor',
    dueOn: 'Vencimento',
    competence: 'Mês de referência',
    competenceHelp: 'O mês a que a cobrança se refere. Deixe vazio quando não há.',
    create: 'Criar título',
    dueShift: (on: CivilDate) =>
      `Não é dia útil: o cliente pode pagar sem acréscimo até ${formatCivilDate(on)}.`,
    minimum: (amount: string) => `Esta conta aceita cobranças a partir de ${amount}.`,
    data: 'Dados da cobrança',
    noAccount: 'Ainda não há conta. Crie a conta de prática ou cadastre a do seu gateway.',
    goToAccounts: 'Ir para Contas',
  },
} as const;
