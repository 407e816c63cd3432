/** How a call ends that never reached the bank: certificates are a matter of the account, the rest of the network. */
import type { NotSent } from '../outcomes.ts';
import { isCertificateRefusal, type CallProblem } from '../http.ts';
import { problemText } from '../problem-texts.ts';

/** Node's words for a server whose authority is not known. */
const UNKNOWN_AUTHORITY: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export function notConnected(problem: CallProblem): NotSent {
  const text = problemText(problem);
  if (UNKNOWN_AUTHORITY.has(problem.code))
    return { ending: 'not-sent', reason: 'credentials', text: `${text} ${GIVE_AUTHORITY}` };
  if (isCertificateRefusal(problem.code))
    return { ending: 'not-sent', reason: 'credentials', text: `${text} ${GIVE_CERTIFICATE}` };
  const hint = problem.code === 'ECONNRESET' ? ` ${TURNED_AWAY}` : '';
  return { ending: 'not-sent', reason: 'no-network', text: `${text}${hint}` };
}

const GIVE_AUTHORITY = 'Informe o certificado raiz do banco no campo Autoridade extra da conta.';
const GIVE_CERTIFICATE =
  'Confira se o certificado da conta é o mesmo que foi cadastrado no banco, e o do ambiente certo.';
/** Servers and firewalls turn a stranger away without a word (pix 7.14). */
const TURNED_AWAY =
  'Quando se repete, o banco costuma estar recusando o certificado da conta ou o IP deste computador.';
