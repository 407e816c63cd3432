/** Refusals in the two shapes of the token mode: the emission's with a code, the webservice's with a sentence. */
import { html, type Answer } from '../http.ts';
import { nextProcess, type TokenContext } from './context.ts';
import { escapeHtml } from './page-text.ts';
import { element, leaf } from './xml.ts';

/**
 * Codes that public clients know (efi.md 5.2). All the others are made up, from 9001 on, and can be changed by the
 * setting `codes`, because the full list was not found.
 */
const known = {
  'already-issued': { code: 1012, message: 'Cobrança já emitida anteriormente.' },
  'retorno-used': { code: 195, message: 'O retorno informado já foi utilizado.' },
  email: { code: 124, message: 'E-mail inválido.' },
  'no-card': { code: 1106, message: 'A conta não tem permissão para cartão.' },
  xml: { code: 9001, message: 'O XML de entrada é inválido.' },
  'token-format': { code: 9002, message: 'O token deve ter 32 caracteres hexadecimais.' },
  token: { code: 9003, message: 'Token inválido ou inativo.' },
  element: { code: 9004, message: 'Elemento ausente, desconhecido ou fora de ordem.' },
  name: { code: 9005, message: 'Nome ou razão social inválido.' },
  document: { code: 9006, message: 'CPF ou CNPJ inválido.' },
  phone: { code: 9007, message: 'Telefone inválido.' },
  address: { code: 9008, message: 'Endereço inválido.' },
  item: { code: 9009, message: 'Item inválido.' },
  amount: { code: 9010, message: 'Valor inválido.' },
  'due-date': { code: 9011, message: 'Data de vencimento inválida.' },
  flag: { code: 9012, message: 'Opção inválida, informe s ou n.' },
  minimum: { code: 9013, message: 'Valor abaixo do mínimo permitido.' },
  maximum: { code: 9014, message: 'Valor acima do limite da conta.' },
  chave: { code: 9015, message: 'Cobrança não encontrada.' },
  'not-open': { code: 9016, message: 'A cobrança não pode ser cancelada.' },
  quota: { code: 9017, message: 'Limite de requisições atingido.' },
} as const;

export type RefusalName = keyof typeof known;

/** Thrown by whatever finds it and answered at one place, `answerToken`. `entrada` is the XML that the error shows. */
export class Refusal extends Error {
  readonly refused: RefusalName;
  readonly entrada: string;

  constructor(refused: RefusalName, entrada = '') {
    super(known[refused].message);
    this.name = 'Refusal';
    this.refused = refused;
    this.entrada = entrada;
  }
}

const codeOf = (context: TokenContext, { refused }: Refusal): number =>
  context.settings().codes[refused] ?? known[refused].code;

const XML_TYPE = 'text/xml; charset=utf-8';

const xmlAnswer = (status: number, body: string): Answer => ({
  status,
  contentType: XML_TYPE,
  body,
});

/** Emission: `statusCod` 2 with what was made, 1 with the error (efi.md 5.2). */
export function emissionAnswer(context: TokenContext, metodo: string, resposta: string): Answer {
  return xmlAnswer(200, envelope(context, { statusCod: 2, metodo, resposta }));
}

/** The texts of `status` and `metodo` are guesses. */
function envelope(
  context: TokenContext,
  told: { readonly statusCod: 1 | 2; readonly metodo: string; readonly resposta: string },
): string {
  return element(
    context.settings().answerRoot,
    leaf('statusCod', told.statusCod),
    leaf('status', told.statusCod === 2 ? 'sucesso' : 'erro'),
    leaf('processo', nextProcess(context)),
    leaf('metodo', told.metodo),
    element('resposta', told.resposta),
  );
}

export function emissionRefusal(context: TokenContext, metodo: string, refusal: Refusal): Answer {
  return errorWith(context, metodo, {
    code: codeOf(context, refusal),
    message: refusal.message,
    entrada: refusal.entrada,
  });
}

interface ErrorTold {
  readonly code: number;
  readonly message: string;
  readonly entrada: string;
}

function errorWith(context: TokenContext, metodo: string, told: ErrorTold): Answer {
  const resposta = element(
    'erro',
    leaf('status', told.code),
    leaf('statusMsg', told.message),
    told.entrada === '' ? leaf('entrada', null) : element('entrada', told.entrada),
  );
  const { errorStatus } = context.settings();
  return xmlAnswer(errorStatus, envelope(context, { statusCod: 1, metodo, resposta }));
}

/** The same refusal where the answer was asked for as a page. */
export function pageRefusal(context: TokenContext, refusal: Refusal): Answer {
  const text = escapeHtml(`${String(codeOf(context, refusal))}: ${refusal.message}`);
  return html(
    context.settings().errorStatus,
    `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Erro</title></head><body><p>${text}</p></body></html>`,
  );
}

/** Webservice: `StatusCod` 2 with what was asked, 1 with `Mensagem` (efi.md 5.3). */
export function webserviceAnswer(
  context: TokenContext,
  root: string,
  inner: readonly string[],
): Answer {
  const name = context.settings().webserviceRoot ?? root;
  return xmlAnswer(200, element(name, leaf('StatusCod', 2), ...inner));
}

export function webserviceRefusal(context: TokenContext, root: string, refusal: Refusal): Answer {
  const { webserviceRoot, errorStatus } = context.settings();
  const inner = [leaf('StatusCod', 1), leaf('Mensagem', refusal.message)];
  return xmlAnswer(errorStatus, element(webserviceRoot ?? root, ...inner));
}

/** The error of that code, whatever was asked: what a fault wants to see. */
export function answerWithCode(context: TokenContext, code: number): Answer {
  const name = refusalNames.find((one) => codeOf(context, new Refusal(one)) === code);
  const message = name === undefined ? 'Erro não catalogado.' : known[name].message;
  return errorWith(context, 'emitirCobranca', { code, message, entrada: '' });
}

const refusalNames = Object.keys(known) as readonly RefusalName[];
