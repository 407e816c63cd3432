import { getPixPayloadInfo, isValidPixPayload } from '@brazilian-utils/brazilian-utils';
import { describe, expect, it } from 'vitest';
import { dynamicPix, pixPicture } from '../../main/simulator/br-code.ts';

describe('the simulated Pix code', () => {
  /** Source: generated case GEN-D1 of the sheet on Pix, 5, with field 01 = 12 put in as this gateway gives it. */
  it('is valid for another reader, which finds the address in it', () => {
    const location = 'qrcodespix.simulador.test/bolix/v2/cobv/0f8fad5bd9cb469fa16570867728950e';

    const payload = dynamicPix({ location, name: 'PROVEDOR SIMULADO LTDA', city: 'OURO PRETO' });

    expect(isValidPixPayload(payload)).toBe(true);
    expect(payload.startsWith('00020101021226')).toBe(true);
    expect(JSON.stringify(getPixPayloadInfo(payload))).toContain(location);
  });

  it('pads a checksum that begins with zero', () => {
    const ends = Array.from({ length: 200 }, (_, index) =>
      dynamicPix({ location: `pix.test/${index}`, name: 'A', city: 'B' }).slice(-8),
    );

    expect(ends.every((end) => /^6304[0-9A-F]{4}$/.test(end))).toBe(true);
    expect(ends.some((end) => end.startsWith('63040'))).toBe(true);
  });

  it('has a picture as SVG data', () => {
    const uri = pixPicture(dynamicPix({ location: 'pix.test/1', name: 'A', city: 'B' }));

    const svg = Buffer.from(uri.replace('data:image/svg+xml;base64,', ''), 'base64').toString();
    expect(svg).toMatch(/^<svg .*<\/svg>$/);
  });
});
