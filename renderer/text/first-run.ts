/** Texts of the first steps. */
import type { FirstStep } from '../api/first-steps.ts';
import { countOf } from './format.ts';

interface StepText {
  readonly title: string;
  readonly text: string;
}

export const firstRunText = {
  title: 'Primeiros passos',
  detail:
    'Do cadastro ao primeiro título de prática pago, em poucos minutos. Pode sair e voltar quando quiser.',
  steps: 'Passos',
  done: 'Pronto',
  current: 'Agora',
  skip: 'Continuar depois',
  step: {
    company: {
      title: 'Sua empresa',
      text: 'Sai nos boletos, carnês e recibos. Dá para completar depois em Configurações.',
    },
    secrets: {
      title: 'Proteção das credenciais',
      text: 'Antes de guardar qualquer credencial, escolha como ela fica protegida.',
    },
    practice: {
      title: 'Conta de prática',
      text: 'Uma conta do simulador: registra boletos, recebe pagamentos e manda callbacks como um gateway de verdade, sem sair deste computador.',
    },
    clients: {
      title: 'Clientes',
      text: 'Carregue uma lista de exemplo para praticar, ou traga a sua agora.',
    },
    settled: {
      title: 'Primeiro título pago',
      text: 'Emita um título de prática, faça o cliente simulado pagar e veja a baixa acontecer sozinha.',
    },
  } satisfies Readonly<Record<FirstStep, StepText>>,
  company: { save: 'Gravar e continuar' },
  practice: {
    start: 'Criar conta de prática',
    ready: 'A conta de prática está pronta.',
  },
  clients: {
    sample: 'Carregar clientes de exemplo',
    own: 'Importar a minha lista',
    one: 'Cadastrar um cliente',
    loading: 'Lendo e conferindo a lista…',
    refused: (count: number) =>
      `${countOf(count, 'linha foi recusada', 'linhas foram recusadas')}.`,
    ready: 'Já há clientes cadastrados.',
  },
  titulo: {
    client: 'Cliente',
    amount: 'Valor',
    due: 'Vencimento',
    description: 'Mensalidade de prática',
    needClients: 'Falta um cliente: volte ao passo Clientes.',
    needAccount: 'Falta a conta de prática: volte ao passo Conta de prática.',
    issue: 'Emitir título de prática',
    pay: 'Simular o pagamento',
    another: 'Emitir outro',
    stages: {
      issued: (number: string) => `Título ${number} emitido`,
      registering: 'Registrando no simulador…',
      registered: 'Registrado no simulador',
      waiting: 'Esperando o pagamento',
      paying: 'Pagamento feito; esperando o callback…',
      settled: 'Pago e baixado automaticamente',
      rejected: 'O simulador recusou o título',
    },
  },
  finished: {
    title: 'Tudo pronto',
    text: 'O caminho inteiro funcionou: emissão, registro, pagamento, callback e baixa. O próximo passo é cadastrar a conta do seu gateway, começando pela homologação.',
    account: 'Cadastrar conta do gateway',
    home: 'Ir para o Início',
    titulo: 'Ver o título',
  },
} as const;
