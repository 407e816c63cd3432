/** Texts of the one-click test of the reception. */
import type { ReceptionTest, TestStep } from '../../preload/contract/callbacks.ts';

export const receptionTestText = {
  button: 'Testar recepção',
  buttonOf: (account: string) => `Testar recepção de ${account}`,
  title: (account: string) => `Teste da recepção: ${account}`,
  detail:
    'Um aviso na forma do gateway sai pelo endereço público, volta por ele, é consultado no gateway e baixa um título de exemplo. A baixa é desfeita no mesmo instante: nada fica nos livros.',
  again: 'Testar de novo',
  close: 'Fechar',
  running: 'Testando…',
  steps: 'Etapas do teste',
  names: {
    charge: 'Cobrança',
    address: 'Endereço',
    port: 'Porta',
    tls: 'Certificado',
    http: 'Aviso enviado',
    inbox: 'Aviso guardado',
    query: 'Consulta ao gateway',
    settlement: 'Baixa e lançamentos',
  } satisfies Readonly<Record<TestStep['key'], string>>,
  states: {
    waiting: 'Na fila',
    running: 'Em andamento',
    passed: 'Passou',
    failed: 'Falhou',
    untried: 'Não tentado',
    'not-needed': 'Não se aplica',
  } satisfies Readonly<Record<TestStep['state'], string>>,
  verdicts: {
    passed: 'A recepção funciona até a baixa',
    incomplete: 'O que pôde ser testado passou',
    failed: 'A recepção não funciona ainda',
  } satisfies Readonly<Record<NonNullable<ReceptionTest['verdict']>, string>>,
  verdictDetails: {
    passed: 'Um pagamento avisado agora seria baixado.',
    incomplete: 'Veja abaixo o que não pôde ser tentado, e por quê.',
    failed: 'Veja abaixo onde o caminho para e o que fazer.',
  } satisfies Readonly<Record<NonNullable<ReceptionTest['verdict']>, string>>,
  advice: 'O que fazer: ',
  took: (ms: number) => `${String(ms)} ms`,
  openCallback: (id: number) => `Ver Callback ${String(id)}`,
  postings: 'Lançamentos que seriam gravados',
  columns: {
    historico: 'Histórico',
    cashAccount: 'Conta',
    on: 'Data',
    amount: 'Valor',
  },
  expected: '(previsto)',
} as const;
