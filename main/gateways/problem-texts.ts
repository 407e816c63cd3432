/** What the operator reads when a call had no clear answer. */
import type { CallProblem } from './http.ts';

const TEXTS: Readonly<Record<string, string>> = {
  TIMEOUT: 'o gateway não respondeu a tempo',
  ENOTFOUND: 'o endereço do gateway não foi encontrado (DNS)',
  EAI_AGAIN: 'o endereço do gateway não pôde ser consultado (DNS)',
  ECONNREFUSED: 'o gateway recusou a conexão',
  ECONNRESET: 'a conexão caiu no meio da conversa',
  EHOSTUNREACH: 'não há caminho até o gateway',
  ENETUNREACH: 'o computador está sem rede',
  ERR_CANCELED: 'a chamada foi interrompida',
  ERR_BAD_RESPONSE: 'a resposta veio cortada ou grande demais',
  NOT_JSON: 'veio uma página no lugar da resposta',
  REDIRECTED: 'o endereço respondeu com um desvio, que não é seguido',
  SERVER_ERROR: 'o gateway respondeu com um erro interno',
};

/** One sentence in Portuguese: what happened, at which call, with the technical code. */
export function problemText(problem: CallProblem): string {
  const what = TEXTS[problem.code] ?? 'a conexão com o gateway falhou';
  const status = problem.status === undefined ? '' : `, HTTP ${problem.status}`;
  const capital = what.charAt(0).toUpperCase() + what.slice(1);
  return `${capital} (${problem.method} ${problem.template}, ${problem.code}${status}).`;
}
