/** Texts of the panel of long work. */
import { countOf, formatCount, formatDuration } from './format.ts';

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
