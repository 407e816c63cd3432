import { inflateSync } from 'node:zlib';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { qrPicture } from '../../../main/simulator/asaas/qr-picture.ts';
import { dynamicPix } from '../../../main/simulator/br-code.ts';

const payload = dynamicPix({
  location: 'qr.simulador.test/asaas/cobv/abcdefghijklmnop',
  name: 'PROVEDOR SIMULADO LTDA',
  city: 'JOINVILLE',
});

/** Offset of the data of the second chunk: signature, IHDR of 25 bytes, length and type. */
const IDAT = 8 + 25 + 8;

describe('the picture of a Pix code', () => {
  it('is a PNG whose dark modules are those of the code, with a margin of four', () => {
    const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M', maskPattern: 3 });
    const side = modules.size + 8;

    const png = Buffer.from(qrPicture(payload), 'base64');
    const rows = inflateSync(png.subarray(IDAT, IDAT + png.readUInt32BE(IDAT - 8)));

    const isDark = (x: number, y: number) => rows[y * 8 * (side + 1) + 1 + x] === 0;
    const drawn = Array.from({ length: modules.size ** 2 }, (_, index) =>
      isDark(4 + (index % modules.size), 4 + Math.floor(index / modules.size)) ? 1 : 0,
    );
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([side * 8, side * 8]);
    expect(drawn).toEqual([...modules.data]);
    expect(isDark(0, 0)).toBe(false);
  });

  it('is drawn once for the same code', () => {
    expect(qrPicture(payload)).toBe(qrPicture(payload));
  });
});
