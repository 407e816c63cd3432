/** Texts of Início. */
import type { Review } from '../../preload/contract/titulos.ts';
import { countOf, formatCount } from './format.ts';

export const homeText = {
  title: 'Início',
  figures: {
    label: 'Resumo',
    today: 'Recebido hoje',
    month: 'Recebido neste mês',
    expected: (amount: string) => `de ${amount} esperados`,
    open: 'Em aberto',
    openDetail: 'vencidos e a vencer',
    overdue: 'Vencido',
    overdueDetail: (count: number) => countOf(count, 'título', 'títulos'),
  },
  charges: {
    title: 'Cobranças que pedem atenção',
    rejected: 'Rejeitadas pelo gateway',
    unknown: 'Desconhecidas',
    unregistered: 'Sem registro',
    hint: {
      rejected: 'Corrija os dados e envie de novo.',
      unknown: 'O Baixa está conferindo no gateway antes de reenviar.',
      unregistered: 'Ainda não foram enviadas ao gateway.',
    },
    quiet: 'Nenhuma cobrança rejeitada, desconhecida ou sem registro.',
  },
  reviews: {
    title: 'Precisa de você',
    detail: 'Dinheiro que chegou e espera uma decisão. Nada aqui é perdido enquanto espera.',
    empty: 'Nada espera por você.',
    emptyDetail: 'Pagamentos repetidos, a menor, de título cancelado ou sem título aparecem aqui.',
    more: 'Mostrar mais',
    paid: (method: string) => `pago por ${method.toLowerCase()} em`,
    noClient: 'Cliente não identificado',
    titulo: (number: string) => `título ${number}`,
    unallocated: (amount: string) => `${amount} sem destino`,
    why: {
      none: '',
      approval: 'A conta está com “auto baixar” desligado: a baixa depende da sua aprovação.',
      duplicate: 'O título já estava pago quando este dinheiro chegou.',
      amount:
        'O valor recebido é menor que o devido: o que veio foi lançado e o resto continua em aberto.',
      'cancelled-titulo': 'O cliente pagou um título que estava cancelado.',
      'same-payment': 'Parece o mesmo pagamento, contado por outro caminho.',
      unmatched: 'Nenhum título desta conta corresponde a este pagamento.',
    } satisfies Readonly<Record<Review['reason'], string>>,
    approve: {
      none: 'Aprovar',
      approval: 'Dar baixa',
      duplicate: 'Aprovar',
      amount: 'Está certo',
      'cancelled-titulo': 'Reabrir e dar baixa',
      'same-payment': 'São dois pagamentos',
      unmatched: 'Aprovar',
    } satisfies Readonly<Record<Review['reason'], string>>,
    allocate: 'Usar em outro título…',
    choose: 'Escolher o título…',
    credit: 'Guardar como crédito',
    dismiss: 'É o mesmo: descartar',
    approveAll: (count: number) => `Dar baixa em ${formatCount(count)}`,
    decided: 'Decisão gravada.',
    approveAllTitle: 'Dar baixa em pagamentos',
    approveAllText: (count: number, amount: string) =>
      `Serão baixados ${countOf(count, 'pagamento', 'pagamentos')}, ${amount} ao todo, cada um no seu título.`,
  },
  allocate: {
    title: 'Usar o pagamento em um título',
    text: (amount: string) =>
      `${amount} serão lançados no título escolhido, até o que falta nele. O que sobrar fica como crédito do cliente.`,
    search: 'Procurar título',
    placeholder: 'Número do título ou nome do cliente',
    confirm: 'Usar neste título',
    results: 'Títulos encontrados',
    nothing: 'Nenhum título encontrado.',
  },
  firstRun: {
    title: 'Primeiros passos',
    text: (done: number, total: number) =>
      `${formatCount(done)} de ${formatCount(total)} passos prontos. Em poucos minutos o primeiro título de prática é pago e baixado.`,
    go: 'Continuar',
  },
} as const;
