/** Prints boletos, carnês and receipts into one PDF, in the printing thread, as a job. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../../../domain/failure.ts';
import type { LeftOutTitulo } from '../../../domain/left-out.ts';
import { printInWorker } from '../../documents/print-job.ts';
import type { PrintJob } from '../../documents/job.ts';
import type {
  BoletoPaper,
  CarnePaper,
  PaperSlip,
  ReceiptPaper,
  SheetOrder,
} from '../../documents/paper.ts';
import { yearOf } from '../../../domain/civil-date.ts';
import type { FileShelf } from '../desk/file-shelf.ts';
import type { JobReporter, PrintReporter } from '../desk/jobs.ts';
import { getRow } from '../titulos/list-titulos.ts';
import { nextTurn, todayOf, type Tools } from '../tools.ts';
import { beneficiaryOf, payeeOf, payerOf, printabilityOf, slipOf } from './paper-of-titulo.ts';

export interface PrintTools extends Tools {
  readonly shelf: FileShelf;
  readonly documentsDir: string;
  readonly printWorkerFile: string;
}

/** Rows read from the books before the event loop is let go. */
const READ_AT_ONCE = 50;

export async function printBoletos(
  tools: PrintTools,
  order: { readonly tituloIds: readonly number[]; readonly isSecondCopy: boolean },
  job: PrintReporter,
): Promise<string> {
  const beneficiary = beneficiaryOf(tools);
  const papers: BoletoPaper[] = [];
  const leftOut: LeftOutTitulo[] = [];
  for (const [index, id] of order.tituloIds.entries()) {
    const titulo = tools.books.titulos.getById(id);
    const found = printabilityOf(tools, titulo);
    if (found.printable) {
      papers.push({
        beneficiary: payeeOf(tools, found.charge.accountId, beneficiary),
        payer: payerOf(tools.books.clients.getById(titulo.clientId)),
        slip: slipOf(tools, { titulo, ...found, isSecondCopy: order.isSecondCopy }),
      });
    } else {
      leftOut.push({ tituloNumber: titulo.number, reason: found.reason });
    }
    if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await nextTurn();
  }
  tellLeftOut(job, leftOut);
  refuseEmpty(papers.length);
  const name = nameOf(papers);
  return print(tools, job, { name, build: (file) => ({ kind: 'boleto', file, papers }) });
}

function nameOf(papers: readonly BoletoPaper[]): string {
  const isPix = papers.every(({ slip }) => slip.form === 'pix');
  const [first] = papers;
  if (papers.length !== 1 || first === undefined) return isPix ? 'cobrancas-pix' : 'boletos';
  return `${isPix ? 'cobranca-pix' : 'boleto'}-${first.slip.documentNumber}`;
}

export async function printCarnes(
  tools: PrintTools,
  order: {
    readonly carneIds: readonly number[];
    readonly hasCover: boolean;
    readonly order: SheetOrder;
    readonly isSecondCopy: boolean;
  },
  job: PrintReporter,
): Promise<string> {
  const beneficiary = beneficiaryOf(tools);
  const papers: CarnePaper[] = [];
  const leftOut: LeftOutTitulo[] = [];
  for (const carneId of order.carneIds) {
    const { paper, missing } = carnePaper(tools, { carneId, beneficiary, ...order });
    if (paper.slips.length > 0) papers.push(paper);
    leftOut.push(...missing);
    await nextTurn();
  }
  tellLeftOut(job, leftOut);
  refuseEmpty(papers.length);
  const name = papers.length === 1 ? `carne-${order.carneIds[0] ?? ''}` : 'carnes';
  return print(tools, job, {
    name,
    build: (file) => ({ kind: 'carne', file, papers, order: order.order }),
  });
}

function tellLeftOut(job: PrintReporter, leftOut: readonly LeftOutTitulo[]): void {
  if (leftOut.length > 0) job.leaveOut(leftOut);
}

export function printReceipt(
  tools: PrintTools,
  tituloId: number,
  job: JobReporter,
): Promise<string> {
  const papers = [receiptPaper(tools, tituloId)];
  const name = `recibo-${String(papers[0]?.tituloNumber ?? '').padStart(8, '0')}`;
  return print(tools, job, { name, build: (file) => ({ kind: 'receipt', file, papers }) });
}

interface PrintedCarne {
  readonly paper: CarnePaper;
  readonly missing: readonly LeftOutTitulo[];
}

/** Parcels that are paid or cancelled are not missing on the paper of the others. */
function carnePaper(
  tools: PrintTools,
  about: {
    readonly carneId: number;
    readonly beneficiary: CarnePaper['beneficiary'];
    readonly hasCover: boolean;
    readonly isSecondCopy: boolean;
  },
): PrintedCarne {
  const { books } = tools;
  const carne = books.carnes.getById(about.carneId);
  const { parcels } = carne;
  const slips: PaperSlip[] = [];
  const missing: LeftOutTitulo[] = [];
  for (const titulo of books.titulos.ofCarne(carne.id)) {
    const found = printabilityOf(tools, titulo);
    if (found.printable) {
      slips.push(slipOf(tools, { titulo, ...found, parcels, isSecondCopy: about.isSecondCopy }));
    } else if (found.reason !== 'closed') {
      missing.push({ tituloNumber: titulo.number, reason: found.reason });
    }
  }
  const paper = {
    beneficiary: payeeOf(tools, carne.accountId, about.beneficiary),
    payer: payerOf(books.clients.getById(carne.clientId)),
    title: `Carnê ${yearOf(carne.firstDueOn)}`,
    planLine: carne.description,
    slips,
    cover: about.hasCover,
  };
  return { paper, missing };
}

const METHODS: Readonly<Record<string, string>> = {
  boleto: 'boleto',
  pix: 'Pix',
  cash: 'dinheiro',
  transfer: 'transferência',
  card: 'cartão',
  other: 'outra forma',
};

function receiptPaper(tools: PrintTools, tituloId: number): ReceiptPaper {
  const { books } = tools;
  const row = getRow(tools, tituloId);
  const payment = books.payments
    .ofTitulo(tituloId)
    .findLast(({ id }) => books.allocations.ofPayment(id).principalCents > 0);
  if (payment === undefined) {
    throw new Failure('state-not-allowed', 'Nothing was received of this título', {
      state: row.state,
    });
  }
  const allocated = books.allocations.ofPayment(payment.id);
  return {
    beneficiary: beneficiaryOf(tools),
    payer: payerOf(books.clients.getById(row.clientId)),
    receiptNumber: `${String(row.number).padStart(8, '0')}-${payment.id}`,
    tituloNumber: row.number,
    description: row.description,
    ...(row.competence === null ? {} : { competence: row.competence }),
    dueOn: row.dueOn,
    paidOn: payment.paidOn,
    issuedOn: todayOf(tools),
    amountCents: row.totalCents,
    lateCents: allocated.lateCents,
    discountCents: allocated.discountCents,
    paidCents: payment.amountCents,
    method: METHODS[payment.method] ?? payment.method,
    isPractice: row.environment !== 'production',
  };
}

function refuseEmpty(count: number): void {
  if (count === 0) {
    throw new Failure('state-not-allowed', 'Nothing of the selection is registered', {
      reason: 'nothing-registered',
    });
  }
}

async function print(
  tools: PrintTools,
  job: JobReporter,
  order: { readonly name: string; readonly build: (file: string) => PrintJob },
): Promise<string> {
  const stamp = tools.clock.now().replace(/[-:]|\.\d+Z$/g, '');
  // Two jobs of one second must not write into one file.
  const file = join(tools.documentsDir, `${order.name}-${stamp}-${randomUUID().slice(0, 8)}.pdf`);
  await printInWorker(order.build(file), {
    workerFile: tools.printWorkerFile,
    signal: job.signal,
    onProgress: ({ done, total }) => job.progress(done, total),
  });
  return tools.shelf.put({ path: file, name: `${order.name}.pdf` });
}
