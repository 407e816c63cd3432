/** The addresses of the screens, so that features link to each other without knowing each other. */
import type { tituloChips } from '../../preload/contract/titulos.ts';

export type TituloChip = (typeof tituloChips)[number];

export const paths = {
  home: '/',
  firstRun: '/comecar',
  clients: '/clientes',
  newClient: '/clientes/novo',
  client: (id: number) => `/clientes/${String(id)}`,
  editClient: (id: number) => `/clientes/${String(id)}/alterar`,
  importClients: '/clientes/importar',
  clientsOfPlan: (planId: number) => `/clientes?plano=${String(planId)}`,
  plans: '/clientes/planos',
  titulos: '/titulos',
  /** The list with one chip on. */
  titulosWith: (chip: TituloChip) => `/titulos?filtro=${chip}`,
  newTitulo: '/titulos/novo',
  newTituloOf: (clientId: number) => `/titulos/novo?cliente=${String(clientId)}`,
  titulo: (id: number) => `/titulos/${String(id)}`,
  carnes: '/carnes',
  newCarne: '/carnes/novo',
  newCarneOf: (clientId: number) => `/carnes/novo?cliente=${String(clientId)}`,
  carne: (id: number) => `/carnes/${String(id)}`,
  callbacks: '/callbacks',
  exposure: '/callbacks/entrada',
  callback: (id: number) => `/callbacks/${String(id)}`,
  simulator: '/simulador',
  /** The simulator's list of charges of one gateway. */
  simulatorOf: (gateway: string) => `/simulador?gateway=${encodeURIComponent(gateway)}`,
  /** The simulator's log, of one charge or of all. */
  simulatedNotices: (gateway: string, charge?: string) =>
    `/simulador?gateway=${encodeURIComponent(gateway)}&parte=notices${
      charge === undefined ? '' : `&cobranca=${encodeURIComponent(charge)}`
    }`,
  simulatedCharge: (gateway: string, id: string) =>
    `/simulador/${encodeURIComponent(gateway)}/${encodeURIComponent(id)}`,
  accounts: '/contas',
  newAccount: '/contas/nova',
  account: (id: number) => `/contas/${String(id)}`,
  settings: '/configuracoes',
} as const;
