import { assertNever } from '../../domain/assert-never.ts';
import type { WebTrouble } from './http.ts';
import type { ProbeResult } from './probe.ts';

/** What a visit of the public address showed, and what to look at, for the operator. */
export function probeText({ answer, hasArrived }: ProbeResult): string {
  if ('trouble' in answer) return troubleOf(answer.trouble, hasArrived);
  if (hasArrived)
    return `A visita chegou, mas a resposta se perdeu no caminho (HTTP ${answer.status}).`;
  return answerOf(answer.status);
}

/** Somebody else answered in our place. */
function answerOf(status: number): string {
  if (status === 404)
    return 'Outro serviço respondeu neste endereço (HTTP 404): o nome ou a porta leva a outro lugar.';
  if (status === 511 || status === 401)
    return `O túnel mostrou uma página própria antes de entregar a visita (HTTP ${status}).`;
  if (status >= 500)
    return `O caminho respondeu HTTP ${status}: o túnel ou o proxy não achou este programa.`;
  return `Outro serviço respondeu neste endereço (HTTP ${status}): pode ser a página do roteador.`;
}

function troubleOf(trouble: WebTrouble, hasArrived: boolean): string {
  if (hasArrived) return 'A visita chegou, mas a resposta não encontrou o caminho de volta.';
  switch (trouble) {
    case 'bad-request':
      return 'O endereço público não pode ser usado: confira como foi escrito.';
    case 'timeout':
      return 'Ninguém respondeu a tempo no endereço público.';
    case 'name-not-found':
      return 'O nome do endereço público não existe no DNS: confira o nome, ou espere a atualização.';
    case 'refused':
      return 'A conexão foi recusada no endereço público: a porta não está redirecionada para cá.';
    case 'unreachable':
      return 'Não há caminho até o endereço público: verifique a internet deste computador.';
    case 'tls':
      return 'O certificado do endereço público não foi aceito.';
    case 'too-large':
    case 'broken':
      return 'A conexão com o endereço público foi interrompida.';
    case 'aborted':
      return 'A visita foi cancelada.';
    default:
      return assertNever(trouble);
  }
}
