import { assertNever } from '../../domain/assert-never.ts';
import type { WebTrouble } from './http.ts';

/** Why no answer came, and what to look at, for the operator. */
export function troubleText(trouble: WebTrouble): string {
  switch (trouble) {
    case 'bad-request':
      return 'O endereço do serviço não pôde ser usado: confira as configurações.';
    case 'timeout':
      return 'O serviço não respondeu a tempo.';
    case 'name-not-found':
      return 'O nome do serviço não foi encontrado: verifique a internet e o DNS deste computador.';
    case 'refused':
      return 'O serviço recusou a conexão.';
    case 'unreachable':
      return 'Não há caminho até o serviço: verifique a internet deste computador.';
    case 'tls':
      return 'O certificado do serviço não foi aceito: verifique a data e a hora deste computador.';
    case 'too-large':
      return 'O serviço respondeu mais do que o esperado: pode ser uma página de login da rede.';
    case 'broken':
      return 'A conexão com o serviço foi interrompida.';
    case 'aborted':
      return 'A consulta foi cancelada.';
    default:
      return assertNever(trouble);
  }
}
