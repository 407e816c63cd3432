/** A Pix code as the base64 PNG that the API gives, without `data:` before it. */
import { crc32, deflateSync } from 'node:zlib';
import QRCode from 'qrcode';

/** Light modules around the code. */
const MARGIN = 4;

/** Pixels of a module's side: with one bit a pixel a module is one byte of a row. */
const SCALE = 8;

const MAX_PICTURES = 1_000;

const pictures = new Map<string, string>();

/** The last ones are kept, since they are asked for again and again. */
export function qrPicture(payload: string): string {
  const known = pictures.get(payload);
  if (known !== undefined) return known;
  const made = drawPng(payload).toString('base64');
  const [oldest] = pictures.keys();
  if (pictures.size >= MAX_PICTURES && oldest !== undefined) pictures.delete(oldest);
  pictures.set(payload, made);
  return made;
}

function drawPng(payload: string): Buffer {
  // A fixed mask spares the search for the best one, which takes most of the time and no reader needs.
  const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M', maskPattern: 3 });
  const side = modules.size + 2 * MARGIN;
  const rows = Array.from({ length: side }, (_, y) => {
    const row = Buffer.alloc(1 + side, 0xff);
    row[0] = 0;
    for (let x = 0; x < modules.size; x += 1)
      if (isDark(modules, x, y - MARGIN)) row[1 + MARGIN + x] = 0;
    return Array.from({ length: SCALE }, () => row);
  });
  return png(side * SCALE, Buffer.concat(rows.flat()));
}

interface Modules {
  readonly size: number;
  readonly data: Uint8Array;
}

const isDark = ({ size, data }: Modules, x: number, y: number): boolean =>
  y >= 0 && y < size && data[y * size + x] === 1;

/** A square greyscale PNG of one bit a pixel; each row of `pixels` begins with its filter byte. */
function png(side: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}
