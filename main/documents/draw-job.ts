import type { Writable } from 'node:stream';
import { assertNever } from '../../domain/assert-never.ts';
import { drawBoleto } from './boleto.ts';
import { drawCarne } from './carne.ts';
import type { PrintJob } from './job.ts';
import type { DrawnDocument, DrawOptions } from './paper.ts';
import { drawReceipt } from './receipt.ts';

/** Draws any job into `out`. Throws what its drawing throws. */
export function drawJob(
  job: PrintJob,
  out: Writable,
  options: Omit<DrawOptions, 'password'>,
): Promise<DrawnDocument> {
  const all = { ...options, password: job.password };
  switch (job.kind) {
    case 'carne':
      return drawCarne(job.papers, out, { ...all, order: job.order });
    case 'boleto':
      return drawBoleto(job.papers, out, all);
    case 'receipt':
      return drawReceipt(job.papers, out, all);
    default:
      return assertNever(job);
  }
}
