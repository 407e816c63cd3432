import { json, type Answer } from '../http.ts';

/** One thing that is wrong with a request (pix.md 1.11). */
export interface Violation {
  readonly razao: string;
  readonly propriedade: string;
  readonly valor?: string | undefined;
}

interface Known {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const invalid = (what: string): Known => ({
  status: 400,
  title: `${what} inválida`,
  detail: `A requisição foi recusada: ${what.toLowerCase()} fora do formato ou sem sentido.`,
});

const missing = (what: string): Known => ({
  status: 404,
  title: 'Não encontrado',
  detail: `Não há ${what} com o identificador informado.`,
});

/** Types of errors and their HTTP status (pix.md 1.11); the texts are ours. */
const known = {
  RequisicaoInvalida: invalid('Requisição'),
  AcessoNegado: {
    status: 403,
    title: 'Acesso negado',
    detail: 'O contrato ou o escopo do token não permite esta operação.',
  },
  NaoEncontrado: missing('recurso'),
  LimiteDeRequisicoes: {
    status: 429,
    title: 'Limite de requisições',
    detail: 'Requisições demais em pouco tempo; tente mais tarde.',
  },
  ErroInternoDoServidor: { status: 500, title: 'Erro interno', detail: 'Falha inesperada.' },
  ServicoIndisponivel: {
    status: 503,
    title: 'Serviço indisponível',
    detail: 'O serviço está em manutenção ou fora do horário de funcionamento.',
  },
  CobNaoEncontrado: missing('cobrança'),
  CobOperacaoInvalida: invalid('Cobrança'),
  CobConsultaInvalida: invalid('Consulta'),
  CobVNaoEncontrada: missing('cobrança com vencimento'),
  CobVOperacaoInvalida: invalid('Cobrança com vencimento'),
  CobVConsultaInvalida: invalid('Consulta'),
  PayloadLocationNaoEncontrado: missing('location'),
  PayloadLocationOperacaoInvalida: invalid('Location'),
  PayloadLocationConsultaInvalida: invalid('Consulta'),
  PixNaoEncontrado: missing('Pix'),
  PixConsultaInvalida: invalid('Consulta'),
  PixDevolucaoNaoEncontrada: missing('devolução'),
  PixDevolucaoInvalida: invalid('Devolução'),
  WebhookNaoEncontrado: missing('webhook'),
  WebhookOperacaoInvalida: invalid('Operação'),
  WebhookConsultaInvalida: invalid('Consulta'),
} as const satisfies Record<string, Known>;

export type ProblemType = keyof typeof known;

/** What a bank with names of its own for errors needs to know beside the type. */
export type RefusalReason = 'txid-taken' | 'broken-json' | 'webhook-unreachable';

/** A refusal in the words of the central bank. Thrown by whatever finds it, put into the bank's shape at one place. */
export class Refusal extends Error {
  readonly type: ProblemType;
  readonly status: number;
  readonly title: string;
  readonly violations: readonly Violation[];
  readonly reason: RefusalReason | undefined;

  constructor(type: ProblemType, violations: readonly Violation[] = [], reason?: RefusalReason) {
    super(known[type].detail);
    this.name = 'Refusal';
    this.type = type;
    this.status = known[type].status;
    this.title = known[type].title;
    this.violations = violations;
    this.reason = reason;
  }
}

export const isProblemType = (text: string): text is ProblemType => text in known;

/** The standard shape, RFC 7807. */
export function problemAnswer(
  refusal: Refusal,
  extras: Readonly<Record<string, unknown>> = {},
): Answer {
  const { type, title, status, message, violations } = refusal;
  const body = {
    type: `https://pix.bcb.gov.br/api/v2/error/${type}`,
    title,
    status,
    detail: message,
    ...(violations.length === 0 ? {} : { violacoes: violations }),
    ...extras,
  };
  return { ...json(status, body), contentType: 'application/problem+json' };
}
