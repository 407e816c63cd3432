/** Writes a PDF page by page: memory stays flat however many there are. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { Failure } from '../../domain/failure.ts';
import type { PlacedCode } from './codes.ts';
import { BOLD_FONT, REGULAR_FONT } from './fonts.ts';
import type { DrawnCode, DrawnDocument, DrawOptions } from './paper.ts';
import { createPen, FONT_NAMES, type Pen } from './pen.ts';

/** A4 in millimetres. */
export const SHEET = { width: 210, height: 297 } as const;

/** Nothing of ours stands nearer to the edge of the sheet, in millimetres: common printers reach no further. */
export const MARGIN = 5;

/** Draws one page and tells what codes it put there. */
type DrawPage = (pen: Pen) => readonly PlacedCode[];

export interface SheetsJob extends DrawOptions {
  /** The file's title in a viewer's window. */
  readonly title: string;
  readonly pages: readonly DrawPage[];
}

type Doc = InstanceType<typeof PDFDocument>;

/**
 * Draws `pages` in order into `out` and ends it. When drawing stops early `out` is destroyed:
 * what it holds by then is no PDF.
 * @throws Failure `job-cancelled` when the signal aborts, `invalid-input` when there is no page
 */
export async function writeSheets(job: SheetsJob, out: Writable): Promise<DrawnDocument> {
  if (job.pages.length === 0) throw new Failure('invalid-input', 'There is nothing to print');
  const doc = openDocument(job);
  const written = pipeline(doc, out);
  const drawn = drawPages(doc, job, { out, written }).catch((error: unknown) => {
    doc.destroy(error instanceof Error ? error : new TypeError(String(error)));
    throw error;
  });
  // Both are awaited even when one fails, so that `out` is closed by the time the caller hears of it.
  const [codes, end] = await Promise.allSettled([drawn, written]);
  if (codes.status === 'rejected') throw codes.reason;
  if (end.status === 'rejected') throw end.reason;
  return { pages: job.pages.length, codes: codes.value };
}

function openDocument({ title, password }: SheetsJob): Doc {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    // An empty name keeps pdfkit from loading its default font, which we never use.
    font: '',
    lang: 'pt-BR',
    displayTitle: true,
    pdfVersion: '1.7ext3',
    info: { Title: title, Creator: 'Baixa', Producer: 'Baixa' },
    ...(password === undefined ? {} : { userPassword: password }),
  });
  doc.registerFont(FONT_NAMES.regular, REGULAR_FONT);
  doc.registerFont(FONT_NAMES.bold, BOLD_FONT);
  return doc;
}

interface Sink {
  readonly out: Writable;
  readonly written: Promise<void>;
}

async function drawPages(doc: Doc, job: SheetsJob, sink: Sink): Promise<readonly DrawnCode[]> {
  const pen = createPen(doc);
  const codes: DrawnCode[] = [];
  for (const [index, draw] of job.pages.entries()) {
    if (job.signal?.aborted === true)
      throw new Failure('job-cancelled', 'Printing was cancelled', { pages: index });
    doc.addPage();
    codes.push(...draw(pen).map((code) => ({ ...code, page: index + 1 })));
    job.onProgress?.({ done: index + 1, total: job.pages.length });
    await makeRoom(sink);
  }
  doc.end();
  return codes;
}

/** pdfkit keeps in memory whatever its reader does not take, so we wait for the reader. */
async function makeRoom({ out, written }: Sink): Promise<void> {
  await nextTurn();
  if (out.destroyed) await written;
  while (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
}
