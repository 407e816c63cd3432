import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { lightBitmap } from '../../../main/shell/background/light-bitmap.ts';
import type { Picture, TrayLight } from '../../../main/shell/background/picture.ts';
import { needsOperator, tipText } from '../../../main/shell/background/status-text.ts';

const picture: Picture = {
  now: instant('2026-11-23T15:00:00.000Z'),
  light: 'confirmed',
  lightSince: null,
  isListening: true,
  hasRealAccount: true,
  sending: 0,
  unknown: 0,
  failed: 0,
  reviews: 0,
  refused: [],
  givingUp: [],
};
const lights: readonly TrayLight[] = ['none', 'locked', 'confirmed', 'unknown', 'failed'];

describe('the tip of the tray', () => {
  it('says the light, and nothing more while nothing waits', () => {
    expect(tipText(picture)).toBe('Baixa\nCaminho de entrada confirmado');
  });

  it('counts what waits, the operator’s part first', () => {
    const busy = { ...picture, light: 'failed', reviews: 1, sending: 1_250 } as const;

    expect(tipText(busy)).toBe(
      'Baixa\nCaminho de entrada fora do ar\n1 pagamento espera decisão\n1.250 envios na fila',
    );
  });

  it('says that the port did not open before anything else', () => {
    expect(tipText({ ...picture, isListening: false })).toContain('A porta dos retornos não abriu');
  });
});

describe('the picture of the tray', () => {
  const pixelAt = (bitmap: Uint8Array, side: number, [x, y]: readonly [number, number]) => [
    ...bitmap.subarray((y * side + x) * 4, (y * side + x) * 4 + 4),
  ];

  it('differs for every light, in its sign too', () => {
    const drawn = lights.map((light) => Buffer.from(lightBitmap(light, false, 16)).toString('hex'));

    expect(new Set(drawn).size).toBe(lights.length);
    expect(pixelAt(lightBitmap('confirmed', false, 32), 32, [4, 16])).toEqual([62, 138, 43, 255]);
    expect(pixelAt(lightBitmap('failed', false, 32), 32, [16, 16])).toEqual([255, 255, 255, 255]);
    expect(pixelAt(lightBitmap('failed', false, 32), 32, [0, 0])).toEqual([0, 0, 0, 0]);
  });

  it('has a dot in its corner when the operator has something to do', () => {
    const side = 32;
    const corner = [25, 6] as const;
    const waits = needsOperator({ ...picture, reviews: 1 });

    expect(needsOperator(picture)).toBe(false);
    expect(pixelAt(lightBitmap('confirmed', waits, side), side, corner)).toEqual([
      0, 119, 230, 255,
    ]);
  });
});
