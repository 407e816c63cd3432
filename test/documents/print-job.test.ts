import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { PrintJob } from '../../main/documents/job.ts';
import type { DrawProgress } from '../../main/documents/paper.ts';
import { printInWorker } from '../../main/documents/print-job.ts';
import { countPages, readCodes } from './read-back.ts';
import { boletoOf, carneOf, receiptOf, slipOf } from './samples.ts';
import { scratchFolder } from './scratch.ts';

const workerFile = path.join(inject('workersDir'), 'documents-worker.js');

function carneJob(file: string, clients: number): PrintJob {
  const papers = Array.from({ length: clients }, () => carneOf(12));
  return { kind: 'carne', papers, order: 'by-client', file };
}

describe('printing in a thread', () => {
  it('writes a carnê that reads back', async () => {
    const file = path.join(await scratchFolder(), 'new folder', 'carnê.pdf');

    const drawn = await printInWorker(carneJob(file, 1), { workerFile });

    expect(drawn.codes).toHaveLength(12);
    const read = await readCodes(file, { last: 1 });
    expect(read[0]?.barcodes).toEqual([slipOf(0).barcode, slipOf(1).barcode].sort());
    expect(await readdir(path.dirname(file))).toContain('carnê.pdf');
  });

  it.each<[string, (file: string) => PrintJob]>([
    ['boletos', (file) => ({ kind: 'boleto', papers: [boletoOf(), boletoOf()], file })],
    ['receipts', (file) => ({ kind: 'receipt', papers: [receiptOf(), receiptOf()], file })],
  ])('writes %s', async (_, jobOf) => {
    const file = path.join(await scratchFolder(), 'a.pdf');

    const { pages } = await printInWorker(jobOf(file), { workerFile });

    expect(pages).toBe(2);
    expect(await countPages(file)).toBe(2);
  });

  it('tells its progress up to the last page', async () => {
    const file = path.join(await scratchFolder(), 'a.pdf');
    const seen: DrawProgress[] = [];

    await printInWorker(carneJob(file, 5), {
      workerFile,
      onProgress: (progress) => seen.push(progress),
    });

    expect(seen).toEqual([
      { done: 10, total: 25 },
      { done: 20, total: 25 },
      { done: 25, total: 25 },
    ]);
  });

  it('replaces an older file of the same name', async () => {
    const file = path.join(await scratchFolder(), 'a.pdf');
    await writeFile(file, 'old');

    await printInWorker(carneJob(file, 1), { workerFile });

    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('leaves nothing behind when it is cancelled on the way', async () => {
    const folder = await scratchFolder();
    const stop = new AbortController();

    const printing = printInWorker(carneJob(path.join(folder, 'a.pdf'), 100), {
      workerFile,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });

    await expect(printing).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps the older file when it is cancelled before it begins', async () => {
    const file = path.join(await scratchFolder(), 'a.pdf');
    await writeFile(file, 'old');

    const printing = printInWorker(carneJob(file, 1), { workerFile, signal: AbortSignal.abort() });

    await expect(printing).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it('hands over why a job cannot be drawn, without naming the client', async () => {
    const folder = await scratchFolder();
    const slips = [slipOf(0, { barcode: slipOf(1).barcode })];
    const papers = [carneOf(0, { slips })];

    const printing = printInWorker(
      { kind: 'carne', papers, order: 'stacked', file: path.join(folder, 'a.pdf') },
      { workerFile },
    );

    await expect(printing).rejects.toMatchObject({
      code: 'invalid-input',
      detail: { tituloNumber: 1024, documentNumber: '0000102401' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('fails in words when a folder stands in its place, and cleans up', async () => {
    const folder = await scratchFolder();
    const file = path.join(folder, 'a.pdf');
    await mkdir(path.join(file, 'inside'), { recursive: true });

    const printing = printInWorker(carneJob(file, 1), { workerFile });

    await expect(printing).rejects.toMatchObject({ name: 'Failure', code: 'unexpected' });
    expect(await readdir(folder)).toEqual(['a.pdf']);
  });

  it('fails in words when the thread itself cannot start', async () => {
    const file = path.join(await scratchFolder(), 'a.pdf');

    const printing = printInWorker(carneJob(file, 1), { workerFile: `${workerFile}.missing.js` });

    await expect(printing).rejects.toMatchObject({ name: 'Failure', code: 'unexpected' });
  });
});
