/** Where a window opens: where it was closed, unless that screen is gone. */

/** In device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  /** Undefined lets the system choose where. */
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

export const MIN_WIDTH = 960;
export const MIN_HEIGHT = 600;
const USUAL_WIDTH = 1366;
const USUAL_HEIGHT = 820;
/** How much of a window must lie on a screen, so that it can be seen and moved. */
const MIN_SEEN = 100;

/**
 * @param stored what the settings file holds; anything but bounds counts as nothing
 * @param screens the free areas of the screens that are there now
 */
export function placeWindow(stored: unknown, screens: readonly Bounds[]): WindowPlace {
  if (isBounds(stored) && screens.some((screen) => isSeen(stored, screen))) {
    return {
      x: stored.x,
      y: stored.y,
      width: Math.max(stored.width, MIN_WIDTH),
      height: Math.max(stored.height, MIN_HEIGHT),
    };
  }
  return { width: USUAL_WIDTH, height: USUAL_HEIGHT };
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Partial<Record<keyof Bounds, unknown>>;
  return [x, y, width, height].every((side) => Number.isSafeInteger(side));
}

function isSeen(window: Bounds, screen: Bounds): boolean {
  const across = overlap([window.x, window.width], [screen.x, screen.width]);
  const down = overlap([window.y, window.height], [screen.y, screen.height]);
  return across >= MIN_SEEN && down >= MIN_SEEN;
}

type Stretch = readonly [start: number, length: number];

function overlap([a, aLength]: Stretch, [b, bLength]: Stretch): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}
