/** Step: the request is in the inbox, on the disk, as it was sent. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { CallbackAuth, InboxRow } from '../inbox/inbox.ts';
import type { Ended } from './board.ts';
import type { Posted } from './http-step.ts';
import type { TestPorts } from './ports.ts';

export async function arrive({ inbox }: TestPorts, { arrival }: Posted): Promise<Ended<InboxRow>> {
  const row = arrival === undefined ? undefined : await inbox.byId(arrival.id);
  if (row === undefined)
    return {
      state: 'failed',
      text: 'Alguém respondeu HTTP 200, mas o aviso não chegou a este programa.',
      advice:
        'Outro servidor responde neste endereço no lugar do Baixa, e o gateway acreditaria nele: confira para onde o nome e a porta levam.',
    };
  const evidence = [
    { label: 'Na caixa de entrada', value: `Callback ${row.id}` },
    { label: 'Veio de', value: row.sourceIp },
    { label: 'Verificação', value: authText(row.auth) },
    { label: 'Corpo', value: `${row.bodyBytes} bytes, SHA-256 ${row.hash.slice(0, 16)}…` },
  ];
  if (row.auth === 'wrong')
    return {
      state: 'failed',
      text: 'O aviso chegou, mas o segredo que vai com ele se perdeu ou mudou no caminho.',
      advice:
        'Um proxy tira cabeçalhos ou partes da URL. Deixe passar os cabeçalhos do gateway e a URL inteira.',
      evidence,
    };
  return {
    state: 'passed',
    text: `Guardado em disco antes da resposta, como Callback ${row.id}, marcado como teste.`,
    evidence,
    value: row,
  };
}

function authText(auth: CallbackAuth): string {
  switch (auth) {
    case 'ok':
      return 'segredos conferem';
    case 'wrong':
      return 'segredo errado';
    case 'none':
      return 'endereço secreto da conta confere';
    case 'unsigned':
      return 'sem assinatura';
    default:
      return assertNever(auth);
  }
}
