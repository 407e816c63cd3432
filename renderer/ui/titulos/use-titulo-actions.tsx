/** What can be done with títulos: the menu of a row, the buttons for ticked rows, and their dialogs. */
import { useState, type ReactNode } from 'react';
import { assertNever } from '../../../domain/assert-never.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { nameJobFile } from '../../api/job-files.ts';
import { useAction } from '../../api/queries.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { sayDone, sayFailed } from '../toasts.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { ChangeDueDialog } from './change-due-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';

export type TituloAsk = 'receive' | 'change-due' | 'send' | 'print' | 'move' | 'cancel';

interface Asked {
  readonly kind: TituloAsk;
  readonly rows: readonly TituloRow[];
}

export interface TituloActions {
  /** Opens the dialog of an act. */
  readonly ask: (kind: TituloAsk, rows: readonly TituloRow[]) => void;
  readonly pay: (row: TituloRow) => void;
  readonly refresh: (row: TituloRow) => void;
  readonly printReceipt: (row: TituloRow) => void;
  /** To be rendered once by the screen. */
  readonly dialog: ReactNode;
}

/** @param onDone after an act on ticked rows: clears the selection */
export function useTituloActions(onDone?: () => void): TituloActions {
  const [asked, setAsked] = useState<Asked>();
  const pay = useAction('practice.pay');
  const refresh = useAction('titulos.refresh');
  const receipt = useAction('documents.receipt');
  return {
    ask: (kind, rows) => setAsked({ kind, rows }),
    pay: (row) =>
      pay.mutate(
        { tituloId: row.id },
        { onSuccess: () => sayDone(titulosText.done.paid), onError: sayFailed },
      ),
    refresh: (row) =>
      refresh.mutate(
        { id: row.id },
        { onSuccess: () => sayDone(titulosText.done.refreshed), onError: sayFailed },
      ),
    printReceipt: (row) =>
      receipt.mutate(
        { tituloId: row.id },
        {
          onSuccess: ({ jobId }) =>
            nameJobFile(jobId, `recibo-${formatTituloNumber(row.number)}.pdf`),
          onError: sayFailed,
        },
      ),
    dialog: asked && (
      <Dialog asked={asked} onClose={() => setAsked(undefined)} {...(onDone ? { onDone } : {})} />
    ),
  };
}

interface DialogProps {
  readonly asked: Asked;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

function Dialog({ asked, ...ends }: DialogProps): ReactNode {
  const { kind, rows } = asked;
  const [first] = rows;
  if (!first) return null;
  switch (kind) {
    case 'receive':
      return <ReceiveDialog row={first} onClose={ends.onClose} />;
    case 'change-due':
      return <ChangeDueDialog row={first} onClose={ends.onClose} />;
    case 'send':
      return <SendDialog rows={rows} {...ends} />;
    case 'print':
      return <PrintDialog rows={rows} {...ends} />;
    case 'move':
      return <MoveDialog source={{ kind: 'rows', rows }} {...ends} />;
    case 'cancel':
      return <CancelDialog rows={rows} {...ends} />;
    default:
      return assertNever(kind);
  }
}
