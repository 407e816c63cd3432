/** Texts of callbacks: the list, one callback. */
import { failureCodes } from '../../domain/failure.ts';
import type { CallbackDetail, CallbackRow } from '../../preload/contract/callbacks.ts';
import { failureTexts } from './failures.ts';
import { countOf, formatCount } from './format.ts';

export const callbacksText = {
  title: 'Callbacks',
  detail: 'Cada aviso que um gateway mandou, o que foi respondido e o que mudou.',
  list: 'Lista de callbacks',
  wayIn: 'Caminho de entrada',
  name: (id: number) => `Callback ${String(id)}`,
  rowLabel: (id: number) => `callback ${String(id)}`,
  columns: {
    receivedAt: 'Recebido em',
    account: 'Conta',
    event: 'Evento',
    titulo: 'Título',
    client: 'Cliente',
    amount: 'Valor',
    result: 'Resultado',
    answered: 'Resposta',
    duration: 'Duração',
    tries: 'Tentativas',
    environment: 'Ambiente',
  },
  moreEffects: (count: number) => `e mais ${formatCount(count)}`,
  test: 'Teste',
  nothingNew: 'nada de novo',
  replayed: 'Reprocessado',
  notAnswered: 'Sem resposta',
  ms: (microseconds: number) => `${formatMs(microseconds)} ms`,
  filters: {
    state: 'Resultado',
    account: 'Conta',
    allAccounts: 'Todas as contas',
    from: 'Recebido a partir de',
    to: 'Recebido até',
    clear: 'Limpar filtros',
  },
  chips: { new: 'A processar', done: 'Processados', parked: 'Parados', ignored: 'Ignorados' },
  empty: {
    title: 'Nenhum callback ainda',
    text: 'O gateway avisa por aqui cada pagamento e cancelamento. Para receber o primeiro:',
    steps: [
      'crie um título na conta de prática e envie ao gateway;',
      'em Títulos, abra o menu do título e escolha “Simular pagamento”;',
      'o callback do simulador aparece aqui em instantes, e o título fica pago.',
    ],
    real: 'Com uma conta de verdade, o gateway precisa alcançar o endereço público que está na linha de baixo da janela: configure-o em Caminho de entrada.',
    go: 'Ir para Títulos',
    filteredTitle: 'Nenhum callback com estes filtros',
    filteredText: 'Mude os filtros para ver outros callbacks.',
  },
  actions: {
    open: 'Ver detalhes',
    replay: 'Processar de novo',
    replayHint: 'Lê de novo o mesmo pedido guardado. O que já foi baixado não é baixado outra vez.',
    replayed: 'Na fila para processar de novo.',
    titulo: 'Ver título',
  },
  page: {
    facts: 'Recebimento',
    receivedAt: 'Recebido em',
    account: 'Conta',
    from: 'Veio de',
    strangeSource: 'Fora das faixas deste gateway',
    request: 'Pedido',
    answered: 'Resposta dada',
    answeredIn: (status: string, duration: string) => `${status} em ${duration}`,
    verification: 'Verificação',
    size: 'Tamanho do corpo',
    bytes: (count: number) => countOf(count, 'byte', 'bytes'),
    hash: 'SHA-256 do corpo',
    tries: 'Tentativas de processar',
    nextTry: 'Próxima tentativa',
    replayOf: 'Reprocessa o',
    effects: 'O que mudou',
    isTest: 'É do teste da recepção: a baixa foi só ensaiada e desfeita.',
    noEffects: {
      new: 'Ainda não foi processado.',
      done: 'Não mudou nenhum título.',
      parked: 'Parado antes de mudar alguma coisa.',
      ignored: 'Foi ignorado: não diz respeito a nenhuma cobrança.',
    } satisfies Readonly<Record<CallbackRow['state'], string>>,
    effectColumns: {
      event: 'Evento',
      status: 'Situação no gateway',
      titulo: 'Título',
      client: 'Cliente',
      amount: 'Valor',
      on: 'Data',
      result: 'Efeito',
    },
    parsed: 'O que foi lido',
    noParsed: 'Nada foi lido deste pedido ainda.',
    raw: 'Pedido como chegou',
    headers: 'Cabeçalhos',
    body: 'Corpo',
    hexBody: 'Corpo em hexadecimal (não é texto)',
    noBody: 'O corpo já foi apagado pelo prazo de guarda.',
    emptyBody: 'O corpo veio vazio.',
    masked: 'Segredos são trocados por ••• antes de guardar.',
    failure: 'Por que parou',
  },
  auth: {
    ok: 'Segredos conferem',
    wrong: 'Segredo errado',
    none: 'Endereço confere',
    unsigned: 'Sem assinatura',
    'no-secret': 'Sem segredo',
  } satisfies Readonly<Record<CallbackDetail['auth'], string>>,
  authHints: {
    ok: 'O endereço da conta e o segredo do pedido estão certos.',
    wrong: 'O pedido foi guardado e não foi processado.',
    none: 'Veio pelo endereço secreto da conta; o gateway é consultado antes da baixa.',
    unsigned: 'Faltou a assinatura esperada: o que vale é a consulta ao gateway.',
    'no-secret':
      'Veio por um endereço do Mk-Auth, que qualquer um pode chamar: só a consulta ao gateway vale, e nenhum valor do aviso é usado. Prefira a URL secreta da conta.',
  } satisfies Readonly<Record<CallbackDetail['auth'], string>>,
  effectStates: {
    new: 'A aplicar',
    applied: 'Aplicado',
    unmatched: 'Sem título correspondente',
    ignored: 'Nada a fazer',
  } satisfies Readonly<Record<CallbackRow['effects'][number]['state'], string>>,
} as const;

const failures: Readonly<Record<string, string>> = {
  'account-unknown': 'A conta deste endereço não existe mais.',
  'body-dropped': 'O corpo do pedido já foi apagado pelo prazo de guarda.',
  'secret-wrong':
    'O segredo na URL não confere: o pedido pode não ter vindo do gateway. Confira a URL cadastrada lá.',
  'unknown-token':
    'O gateway não reconhece o código deste aviso. Ele pode ser de outra conta, de outro ambiente, ou antigo demais.',
  unreadable: 'O pedido não tem a forma que o manual do gateway descreve.',
};

/** Why processing stopped or was put off, in words. */
export function callbackFailureText(code: string): string {
  const own = failures[code];
  if (own !== undefined) return own;
  const general = failureCodes.find((known) => known === code);
  const text = failureTexts[general ?? 'unexpected'];
  return `${text.title}: ${text.why} ${text.next}`;
}

/** One decimal below 100 ms. */
function formatMs(microseconds: number): string {
  const ms = microseconds / 1_000;
  return ms < 100 ? ms.toFixed(1).replace('.', ',') : formatCount(Math.round(ms));
}
