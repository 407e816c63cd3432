import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { drawCarne } from '../../main/documents/carne.ts';
import type { DrawProgress } from '../../main/documents/paper.ts';
import { carneOf } from './samples.ts';
import { scratchFolder } from './scratch.ts';

const order = 'by-client' as const;

describe('writing sheets', () => {
  it('tells its progress after each page', async () => {
    const seen: DrawProgress[] = [];
    const out = createWriteStream(path.join(await scratchFolder(), 'a.pdf'));

    await drawCarne([carneOf(5)], out, { order, onProgress: (progress) => seen.push(progress) });

    expect(seen).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  it('stops after the page at hand when it is cancelled', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const out = new PassThrough().resume();

    const drawing = drawCarne([carneOf(36)], out, {
      order,
      signal: stop.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done === 2) stop.abort();
      },
    });

    await expect(drawing).rejects.toMatchObject({ code: 'job-cancelled', detail: { pages: 2 } });
    expect(seen).toEqual([1, 2]);
    expect(out.destroyed).toBe(true);
  });

  it('draws no page ahead of a reader that does not read', async () => {
    const stop = new AbortController();
    let drawn = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const out = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => void held.then(() => done()),
    });
    const drawing = drawCarne([carneOf(36)], out, {
      order,
      signal: stop.signal,
      onProgress: ({ done }) => {
        drawn = done;
      },
    });

    // A page takes one turn of the event loop: unheld, all 13 would be there after 50.
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    const whileHeld = drawn;
    release();
    await drawing;

    expect(whileHeld).toBeLessThan(3);
    expect(drawn).toBe(13);
  });

  it('fails when the file cannot be written', async () => {
    const out = createWriteStream(path.join(await scratchFolder(), 'missing', 'a.pdf'));

    await expect(drawCarne([carneOf(36)], out, { order })).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
