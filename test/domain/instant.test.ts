import { describe, expect, it } from 'vitest';
import { addMs, fromMs, instant, instantInSaoPaulo, toMs } from '../../domain/instant.ts';

describe('an instant', () => {
  it.each([
    ['2026-11-21T12:00:00Z', '2026-11-21T12:00:00.000Z'],
    ['2026-11-21T09:00:00-03:00', '2026-11-21T12:00:00.000Z'],
    ['2026-11-21T12:00:00.123456Z', '2026-11-21T12:00:00.123Z'],
  ])('%s is stored as %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each(['2026-11-21', '2026-11-21T12:00:00', 'agora', ''])('is not %j', (text) => {
    expect(() => instant(text)).toThrow(RangeError);
  });

  it.each([
    ['2026-11-21 09:21:36', '2026-11-21T12:21:36.000Z'],
    ['2026-11-21T09:21:36', '2026-11-21T12:21:36.000Z'],
    // Daylight saving of 2018/2019.
    ['2018-12-01 10:00:00', '2018-12-01T12:00:00.000Z'],
  ])('written by a gateway as %s is %s', (naive, expected) => {
    expect(instantInSaoPaulo(naive)).toBe(expected);
  });

  it('is counted in milliseconds', () => {
    const noon = instant('2026-11-21T12:00:00Z');

    expect(fromMs(toMs(noon))).toBe(noon);
    expect(addMs(noon, 1500)).toBe('2026-11-21T12:00:01.500Z');
    expect(addMs(noon, -1) < noon).toBe(true);
  });
});
