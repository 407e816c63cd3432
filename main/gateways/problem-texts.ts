/** What the operator reads when a call had no clear answer. */
import { isCertificateRefusal, type CallProblem } from './http.ts';

const UNKNOWN_AUTHORITY =
  'o certificado do servidor vem de uma autoridade que este computador não conhece';

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
  CERT_HAS_EXPIRED: 'o certificado do servidor está vencido',
  ERR_TLS_CERT_ALTNAME_INVALID: 'o certificado do servidor é de outro endereço',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
};

/** One sentence in Portuguese: what happened, at which call, with the technical code. */
export function problemText(problem: CallProblem): string {
  const what = TEXTS[problem.code] ?? textOfOther(problem.code);
  const status = problem.status === undefined ? '' : `, HTTP ${problem.status}`;
  const capital = what.charAt(0).toUpperCase() + what.slice(1);
  return `${capital} (${problem.method} ${problem.template}, ${problem.code}${status}).`;
}

function textOfOther(code: string): string {
  return isCertificateRefusal(code)
    ? 'o servidor recusou o certificado deste computador'
    : 'a conexão com o gateway falhou';
}
