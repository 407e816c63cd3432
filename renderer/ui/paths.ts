/** The addresses of the screens, so that features link to each other without knowing each other. */
import type { tituloChips } from '../../preload/contract/titulos.ts';

export type TituloChip = (typeof tituloChips)[number];

export const paths = {
  home: '/',
  firstRun: '/comecar',
  clients: '/clientes',
  newClient: '/clientes/novo',
  client: (id: number) => `/clientes/${String(id)}`,
  importClients: '/clientes/importar',
  titulos: '/titulos',
  /** The list with one chip on. */
  titulosWith: (chip: TituloChip) => `/titulos?filtro=${chip}`,
  titulo: (id: number) => `/titulos/${String(id)}`,
  carnes: '/carnes',
  newCarne: '/carnes/novo',
  carne: (id: number) => `/carnes/${String(id)}`,
  callbacks: '/callbacks',
  callback: (id: number) => `/callbacks/${String(id)}`,
  accounts: '/contas',
  newAccount: '/contas/nova',
  account: (id: number) => `/contas/${String(id)}`,
  settings: '/configuracoes',
} as const;
