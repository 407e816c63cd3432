import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBackOff } from '../../../main/exposure/tunnel/back-off.ts';

const sizes = { firstMs: 1_000, maxMs: 300_000 };

describe('the pauses between tries', () => {
  it('double from one second to five minutes and stay there', () => {
    const backOff = createBackOff(sizes, () => 1);

    const pauses = Array.from({ length: 11 }, () => backOff.next());

    expect(pauses).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('begin anew once it worked', () => {
    const backOff = createBackOff(sizes, () => 1);
    backOff.next();
    backOff.next();

    backOff.reset();

    expect(backOff.next()).toBe(1_000);
  });

  it('are drawn from the upper half of their size, never below the first, never above the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 30 }),
        (draws) => {
          const left = [...draws];
          const backOff = createBackOff(sizes, () => left.shift() ?? 0);
          draws.forEach((_, index) => {
            const pause = backOff.next();
            const size = Math.min(sizes.maxMs, sizes.firstMs * 2 ** index);
            expect(pause).toBeGreaterThanOrEqual(Math.max(sizes.firstMs, Math.floor(size / 2)));
            expect(pause).toBeLessThanOrEqual(size);
          });
        },
      ),
    );
  });
});
