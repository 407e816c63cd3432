import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../main/shell/window-place.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };
const second = { x: 1366, y: 0, width: 1920, height: 1040 };
const usual = { width: 1366, height: 820 };

describe('where a window opens', () => {
  it('is where it was closed', () => {
    const bounds = { x: 1500, y: 50, width: 1200, height: 800 };

    expect(placeWindow(bounds, [laptop, second])).toEqual(bounds);
  });

  it('is chosen by the system when that screen is gone', () => {
    const bounds = { x: 1500, y: 50, width: 1200, height: 800 };

    expect(placeWindow(bounds, [laptop])).toEqual(usual);
  });

  it('is chosen by the system when only a sliver would be seen', () => {
    const bounds = { x: 1300, y: 0, width: 1200, height: 800 };

    expect(placeWindow(bounds, [laptop])).toEqual(usual);
  });

  it('is never smaller than the interface can be used', () => {
    const bounds = { x: 10, y: 10, width: 300, height: 200 };

    expect(placeWindow(bounds, [laptop])).toEqual({ x: 10, y: 10, width: 960, height: 600 });
  });

  it.each([
    [null],
    [undefined],
    ['x'],
    [{}],
    [{ x: 0, y: 0, width: '1', height: 1 }],
    [{ x: NaN }],
  ])('is chosen by the system when the settings hold %j', (stored) => {
    expect(placeWindow(stored, [laptop])).toEqual(usual);
  });
});
