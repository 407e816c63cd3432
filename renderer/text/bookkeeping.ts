/** Texts of what an account keeps for the books, and of what its paper shows. */

export const bookkeepingText = {
  title: 'Lançamentos',
  detail:
    'Cada pagamento gera três lançamentos: o recebimento, a entrada na conta corrente e a tarifa.',
  convenio: {
    label: 'Convênio',
    help: 'O convênio diz em qual conta corrente o dinheiro desta conta entra. Aparecem só os do banco 0-Carteira, que são os da integração; crie um se quiser uma conta corrente separada.',
  },
  receipt: {
    label: 'Histórico de recebimento',
    help: 'Lançamento com que o título recebe a baixa.',
  },
  credit: {
    label: 'Histórico de entradas',
    help: 'Lançamento com que o valor, já sem a tarifa, entra na conta corrente do convênio.',
  },
  fee: {
    label: 'Histórico de tarifas',
    help: 'Lançamento da tarifa que o gateway cobra por documento pago.',
  },
  historico: (code: string, name: string) => `${code} - ${name}`,
  convenioOf: (bank: string, name: string) => `${bank}: ${name}`,
  addConvenio: 'Novo convênio…',
  addHistorico: 'Novo histórico…',
  newConvenio: {
    title: 'Novo convênio',
    name: 'Nome do convênio',
    hint: 'Fica no banco 0-Carteira e ganha uma conta corrente com o mesmo nome.',
    create: 'Criar convênio',
    created: 'Convênio criado.',
  },
  newHistorico: {
    title: 'Novo histórico',
    code: 'Código',
    name: 'Texto do lançamento',
    side: 'Usado para',
    sides: {
      receipt: 'Recebimentos',
      credit: 'Entradas',
      fee: 'Tarifas',
      other: 'Outros lançamentos',
    },
    create: 'Criar histórico',
    created: 'Histórico criado.',
  },
} as const;

export const accountPaperText = {
  title: 'No boleto impresso',
  showsReferenceMonth: {
    label: 'Mostrar mês de referência',
    help: 'Ligado: o boleto e o carnê dizem a que mês a cobrança se refere.',
  },
  updatesOverdue: {
    label: 'Calcular vencimento/valor',
    help: 'Ligado: a 2ª via de um boleto vencido mostra a data e o valor de hoje, com multa e juros. O boleto registrado continua o mesmo.',
  },
  updateDays: {
    label: 'Dias para calcular',
    help: 'Até quantos dias depois do vencimento a 2ª via mostra o valor de hoje. Passados estes dias ela traz só o valor original.',
  },
} as const;
