/** Texts of plans: the list, a new one, one that changes. */
import { countOf } from './format.ts';

export const plansText = {
  title: 'Planos',
  detail: 'O que cada plano custa e por qual conta os clientes dele são cobrados.',
  list: 'Lista de planos',
  add: 'Novo plano',
  rowLabel: (name: string) => `plano ${name}`,
  columns: {
    name: 'Plano',
    price: 'Mensalidade',
    account: 'Conta padrão',
    clients: 'Clientes',
    status: 'Situação',
  },
  active: 'Ativo',
  inactive: 'Inativo',
  count: (count: number) => countOf(count, 'plano', 'planos'),
  edit: 'Alterar',
  clients: 'Ver clientes',
  empty: {
    title: 'Nenhum plano ainda',
    text: 'Um plano dá a mensalidade e a conta de quem o contrata. Crie um aqui ou no cadastro do cliente; a importação cria os que faltam.',
  },
  form: {
    newTitle: 'Novo plano',
    editTitle: 'Alterar plano',
    name: 'Nome do plano',
    namePlaceholder: 'Por exemplo: Fibra 300 Mb',
    price: 'Mensalidade',
    account: 'Conta padrão',
    accountHint: 'Por onde são cobrados os clientes do plano, a menos que o contrato diga outra.',
    inactiveAccount: (label: string) => `${label} (inativa)`,
    isActive: 'Plano ativo',
    isActiveHint: 'Inativo não é oferecido a novos clientes. Quem já o tem continua com ele.',
    effect: (count: number) =>
      `${countOf(count, 'cliente tem', 'clientes têm')} este plano. O que já foi emitido não muda.`,
    create: 'Criar plano',
    save: 'Gravar',
    created: 'Plano criado.',
    saved: 'Plano gravado.',
  },
} as const;
