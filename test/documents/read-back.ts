/** Reads a PDF back with programs that know nothing of ours: poppler for page and text, zbar for the codes. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';

const run = promisify(execFile);
const LARGE = { maxBuffer: 64 * 1024 * 1024 };

/** Points of a millimetre. */
const MM = 72 / 25.4;

export interface ReadCodes {
  /** Bar codes in the order of the pages, each page sorted. */
  readonly barcodes: readonly string[];
  readonly qrs: readonly string[];
}

/** Rasterises pages at 200 dpi, as an office printer's scan, and reads every bar code and QR. */
export async function readCodes(
  file: string,
  pages: { readonly first?: number; readonly last?: number; readonly dpi?: number } = {},
): Promise<readonly ReadCodes[]> {
  const prefix = `${file}.page`;
  const range = [
    ...(pages.first === undefined ? [] : ['-f', String(pages.first)]),
    ...(pages.last === undefined ? [] : ['-l', String(pages.last)]),
  ];
  await run('pdftoppm', ['-r', String(pages.dpi ?? 200), '-gray', ...range, file, prefix], LARGE);
  const names = await readdir(path.dirname(file));
  const images = names.filter((name) => name.startsWith(`${path.basename(prefix)}-`)).sort();
  const read: ReadCodes[] = [];
  for (const image of images) read.push(await readImage(path.join(path.dirname(file), image)));
  return read;
}

async function readImage(image: string): Promise<ReadCodes> {
  const symbols = ['-S', 'disable', '-S', 'i25.enable=1', '-S', 'qrcode.enable=1'];
  const { stdout } = await run('zbarimg', ['-q', '--nodbus', ...symbols, image], LARGE);
  const lines = stdout.split('\n');
  return { barcodes: startingWith(lines, 'I2/5:'), qrs: startingWith(lines, 'QR-Code:') };
}

function startingWith(lines: readonly string[], prefix: string): readonly string[] {
  const found = lines.filter((line) => line.startsWith(prefix));
  return found.map((line) => line.slice(prefix.length)).sort();
}

/** The text of a file in reading order, blanks as one. */
export async function readText(file: string, password?: string): Promise<string> {
  const unlock = password === undefined ? [] : ['-upw', password];
  const { stdout } = await run('pdftotext', ['-layout', ...unlock, file, '-'], LARGE);
  return stdout.replace(/[^\S\n]+/g, ' ');
}

export interface Word {
  readonly text: string;
  /** Millimetres from the top left corner of the page. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Every word of the first page with its place. */
export async function readWords(file: string): Promise<readonly Word[]> {
  const { stdout } = await run('pdftotext', ['-bbox', '-l', '1', file, '-'], LARGE);
  const form =
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  return [...stdout.matchAll(form)].map(([, left, top, right, bottom, text]) => ({
    text: text ?? '',
    left: Number(left) / MM,
    top: Number(top) / MM,
    right: Number(right) / MM,
    bottom: Number(bottom) / MM,
  }));
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every rectangle of every page as the PDF itself states it, in millimetres from the top left corner. */
export function rectanglesOf(pdf: Buffer): readonly Box[] {
  const contents = streamsOf(pdf).filter((text) => text.startsWith('1 0 0 -1 0 841.89 cm'));
  return contents.flatMap((text) =>
    [...text.matchAll(/^([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re$/gm)].map(
      ([, x, y, width, height]) => ({
        x: Number(x) / MM,
        y: Number(y) / MM,
        width: Number(width) / MM,
        height: Number(height) / MM,
      }),
    ),
  );
}

function streamsOf(pdf: Buffer): readonly string[] {
  const streams: string[] = [];
  for (
    let from = pdf.indexOf('\nstream\n');
    from >= 0;
    from = pdf.indexOf('\nstream\n', from + 1)
  ) {
    const to = pdf.indexOf('\nendstream', from);
    streams.push(inflated(pdf.subarray(from + 8, to)));
  }
  return streams;
}

function inflated(bytes: Buffer): string {
  // 0x78 opens zlib data; other streams (metadata) are not compressed.
  return bytes[0] === 0x78 ? inflateSync(bytes).toString('latin1') : '';
}

/** How many pages poppler finds. */
export async function countPages(file: string): Promise<number> {
  const { stdout } = await run('pdfinfo', [file]);
  return Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1]);
}

/** Names of the fonts and whether each is embedded. */
export async function fontsOf(file: string): Promise<string> {
  const { stdout } = await run('pdffonts', [file]);
  return stdout;
}
