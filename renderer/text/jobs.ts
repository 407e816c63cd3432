/** Texts of the panel of long work. */
import type { LeftOut, LeftOutReason } from '../../domain/left-out.ts';
import { countOf, formatCount, formatDuration, formatTituloNumber } from './format.ts';

interface JobText {
  readonly label: string;
  /** Name proposed where the job makes a file. */
  readonly fileName: string;
  /** What the rows are called that it could not do; with a problem unless told. */
  readonly failed?: (count: number) => string;
}

const byKind: Readonly<Record<string, JobText>> = {
  send: { label: 'Envio ao gateway', fileName: 'envio.csv' },
  move: {
    label: 'Troca de conta',
    fileName: 'troca.csv',
    failed: (count) =>
      `${countOf(count, 'título ficou', 'títulos ficaram')} onde ${count === 1 ? 'estava' : 'estavam'}`,
  },
  print: { label: 'Impressão', fileName: 'baixa.pdf' },
  'imports.check': { label: 'Conferência da importação', fileName: 'importacao.csv' },
};

/** Why títulos of a selection are not on the paper, and where else they are printed. */
const leftOutReasons: Readonly<Record<LeftOutReason, string>> = {
  'page-only': 'só o gateway imprime, na página dele, que se abre pela página do título',
  'no-code': 'o gateway não deu código de barras nem Pix',
  'not-registered': 'sem cobrança registrada no gateway',
  closed: 'já pago ou cancelado',
};

/** `Ficou de fora: 00000012 (já pago ou cancelado).` */
export function leftOutText({ reason, count, tituloNumbers }: LeftOut): string {
  const rest = count - tituloNumbers.length;
  const numbers = tituloNumbers.map(formatTituloNumber).join(', ');
  const shown = rest === 0 ? numbers : `${numbers} e mais ${formatCount(rest)}`;
  return `${count === 1 ? 'Ficou' : 'Ficaram'} de fora: ${shown} (${leftOutReasons[reason]}).`;
}

/** Words for a kind of job; new kinds get a general name. */
export function jobText(kind: string): JobText {
  return byKind[kind] ?? { label: 'Tarefa', fileName: 'arquivo' };
}

export const jobsText = {
  panel: 'Tarefas',
  progress: (done: number, total: number) => `${formatCount(done)} de ${formatCount(total)}`,
  rate: (perSecond: number) => `${formatCount(Math.round(perSecond))} por segundo`,
  left: (seconds: number) => `faltam ${formatDuration(seconds)}`,
  failed: (count: number) => `${countOf(count, 'linha', 'linhas')} com problema`,
  ended: {
    done: 'Concluído',
    failed: 'Não terminou',
    cancelled: 'Cancelado',
  },
  cancel: 'Cancelar',
  dismiss: 'Dispensar',
  open: 'Abrir arquivo',
  saveAs: 'Salvar como…',
} as const;
