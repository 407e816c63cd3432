/** What the printing thread is asked and what it answers. Loads no drawing code: the core reads it too. */
import type { FailureCode, FailureDetail } from '../../domain/failure.ts';
import type {
  BoletoPaper,
  CarnePaper,
  DrawnDocument,
  DrawProgress,
  ReceiptPaper,
  SheetOrder,
} from './paper.ts';

interface PrintTarget {
  /** Absolute path of the PDF; a file of that name is replaced. */
  readonly file: string;
  /** The file opens with this password. */
  readonly password?: string;
}

export type PrintJob =
  | (PrintTarget & {
      readonly kind: 'carne';
      readonly papers: readonly CarnePaper[];
      readonly order: SheetOrder;
    })
  | (PrintTarget & { readonly kind: 'boleto'; readonly papers: readonly BoletoPaper[] })
  | (PrintTarget & { readonly kind: 'receipt'; readonly papers: readonly ReceiptPaper[] });

/** To the thread: stop after the page at hand. */
export const CANCEL = 'cancel';

/** From the thread. `done` or `failed` is the last one. */
export type PrintMessage =
  | { readonly type: 'progress'; readonly progress: DrawProgress }
  | { readonly type: 'done'; readonly drawn: DrawnDocument }
  | {
      readonly type: 'failed';
      readonly code: FailureCode;
      readonly message: string;
      readonly detail: FailureDetail;
    };
