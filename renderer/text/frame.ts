/** Texts of the frame round every screen. */
import { countOf, formatCount } from './format.ts';

export const frameText = {
  product: 'Baixa',
  screens: {
    home: 'Início',
    firstRun: 'Primeiros passos',
    clients: 'Clientes',
    titulos: 'Títulos',
    carnes: 'Carnês',
    callbacks: 'Callbacks',
    accounts: 'Contas',
    settings: 'Configurações',
  },
  commands: {
    newAccount: 'Nova conta',
  },
  skip: 'Ir para o conteúdo',
  rail: 'Telas',
  collapse: 'Recolher menu',
  expand: 'Expandir menu',
  main: 'Conteúdo',
  top: 'Busca e pendências',
  search: 'Buscar cliente, CPF, título ou código de barras',
  waiting: {
    label: 'O que espera',
    outbox: (count: number) => `${formatCount(count)} na fila`,
    unknown: (count: number) => countOf(count, 'desconhecida', 'desconhecidas'),
    failed: (count: number) => countOf(count, 'falha de envio', 'falhas de envio'),
    reviews: (count: number) => `${formatCount(count)} para decidir`,
  },
  practice: {
    switch: 'Prática',
    hint: 'Mostra o que está no simulador e em homologação, separado do dinheiro de verdade.',
    band: 'Prática',
    text: 'simulador e homologação. Nada nesta tela é dinheiro de verdade.',
    leave: 'Ver dinheiro de verdade',
  },
  status: {
    label: 'Situação do sistema',
    listening: (where: string) => `Recebendo callbacks em ${where}`,
    failed: 'Callbacks parados',
    off: 'Callbacks desligados',
    url: 'URL pública',
    noUrl: 'Sem URL pública: só o simulador alcança este computador',
    copyUrl: 'URL pública de callback',
    lastCallback: (ago: string) => `Último callback ${ago}`,
    noCallback: 'Nenhum callback ainda',
    simulator: (port: number) => `Simulador (porta ${String(port)})`,
    version: (version: string) => `Versão ${version}`,
    unsandboxed: 'Sandbox desligado',
    unsandboxedHint:
      'O Baixa foi aberto como administrador (root) e a janela roda sem o isolamento do sistema. Abra com um usuário comum.',
  },
  crash: {
    title: 'Esta tela parou de funcionar',
    text: 'Os dados gravados não foram afetados.',
    reload: 'Recarregar a tela',
  },
  missing: {
    title: 'Tela não encontrada',
    text: 'O endereço não existe nesta versão.',
    home: 'Ir para o Início',
  },
} as const;
