import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cleanup, render, screen } from '@testing-library/react';
import { expect, it, onTestFinished } from 'vitest';
import { QrCode } from '../../../renderer/ui/qr-code.tsx';

const run = promisify(execFile);
/** Pixels a module. */
const SCALE = 6;

interface Drawn {
  readonly side: number;
  readonly isDark: (x: number, y: number) => boolean;
}

/** The dark modules that the picture's path fills: runs of `Mx yhNv1h-Nz`. */
function drawnOf(svg: Element): Drawn {
  const side = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
  const d = svg.querySelector('path')?.getAttribute('d') ?? '';
  const dark = new Set<string>();
  for (const [, x, y, length] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let step = 0; step < Number(length); step += 1)
      dark.add(`${String(Number(x) + step)} ${String(Number(y))}`);
  return { side, isDark: (x, y) => dark.has(`${String(x)} ${String(y)}`) };
}

/** A portable greymap of the picture. */
function greymapOf({ side, isDark }: Drawn): Buffer {
  const pixels = side * SCALE;
  const bytes = Buffer.alloc(pixels * pixels);
  for (let y = 0; y < pixels; y += 1)
    for (let x = 0; x < pixels; x += 1)
      bytes[y * pixels + x] = isDark(Math.floor(x / SCALE), Math.floor(y / SCALE)) ? 0 : 255;
  return Buffer.concat([Buffer.from(`P5\n${String(pixels)} ${String(pixels)}\n255\n`), bytes]);
}

it.each([
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d3-a456-42665544000052040000530398654058990.5802BR5909Norte Net6010Rio Branco62070503***6304ABCD',
  `00020101021226${'9'.repeat(380)}6304BEEF`,
])('draws a QR code that another program reads back: %s', async (payload) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'baixa-qr-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  onTestFinished(cleanup);
  const file = path.join(folder, 'qr.pgm');

  render(<QrCode payload={payload} label="QR Code do Pix" size={168} />);
  await writeFile(file, greymapOf(drawnOf(screen.getByRole('img', { name: 'QR Code do Pix' }))));
  const { stdout } = await run('zbarimg', ['-q', '--nodbus', '--raw', file]);

  expect(stdout.trim()).toBe(payload);
});
