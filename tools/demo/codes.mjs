/** Reads back what was printed, with readers that know nothing of the app: poppler and zbar. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Enough for the narrow bars of a carnê's parcel. */
const DPI = 200;

/**
 * @typedef {object} PrintedCodes
 * @property {number} pages
 * @property {readonly string[]} barcodes 44 digits each, in the order of the pages
 * @property {readonly string[]} qrCodes
 */

/**
 * @param {string} pdfFile
 * @returns {Promise<PrintedCodes>}
 */
export async function readPrintedCodes(pdfFile) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-demo-codes-'));
  try {
    await execute('pdftoppm', ['-r', String(DPI), '-gray', pdfFile, path.join(dir, 'page')]);
    const pages = fs.readdirSync(dir).sort();
    const found = await Promise.all(pages.map((page) => readPage(path.join(dir, page))));
    return {
      pages: pages.length,
      barcodes: found.flatMap((lines) => ofKind(lines, 'I2/5:')),
      qrCodes: found.flatMap((lines) => ofKind(lines, 'QR-Code:')),
    };
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

/**
 * The QR codes on a picture of the screen.
 *
 * @param {string} image
 * @returns {Promise<readonly string[]>}
 */
export async function readShownQrCodes(image) {
  return ofKind(await readPage(image), 'QR-Code:');
}

/** @param {string} image */
async function readPage(image) {
  const { stdout } = await execute('zbarimg', [
    '--quiet',
    '-Sdisable',
    '-Si25.enable',
    '-Sqrcode.enable',
    image,
  ]);
  return stdout.split('\n').map((text) => text.trimEnd());
}

/**
 * @param {readonly string[]} lines
 * @param {string} prefix
 */
function ofKind(lines, prefix) {
  return lines.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
}

/**
 * The 44 digits behind the 47 of a boleto's linha digitável (the three fields each lose their check digit).
 *
 * @param {string} linha digits, or digits with points and spaces
 * @returns {string}
 */
export function barcodeOfLinha(linha) {
  const digits = linha.replace(/\D/g, '');
  const free = digits.slice(4, 9) + digits.slice(10, 20) + digits.slice(21, 31);
  return digits.slice(0, 4) + digits.slice(32, 47) + free;
}
