/** The tray's picture, drawn: a disc in the light's colour with a sign in it, so that the colour is not all that tells. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { TrayLight } from './picture.ts';

type Colour = readonly [red: number, green: number, blue: number];
/** From -1 to 1 in both directions, y downwards. */
type Point = readonly [x: number, y: number];
/** Distance to the edge of a shape: negative inside. */
type Shape = (point: Point) => number;

const GREEN: Colour = [43, 138, 62];
const AMBER: Colour = [230, 119, 0];
const RED: Colour = [201, 42, 42];
const GREY: Colour = [110, 118, 129];
const WHITE: Colour = [255, 255, 255];

const disc: Shape = ([x, y]) => Math.hypot(x, y) - 0.92;
const badge: Shape = ([x, y]) => Math.hypot(x - 0.6, y + 0.6) - 0.38;
const badgeRing: Shape = ([x, y]) => Math.hypot(x - 0.6, y + 0.6) - 0.5;

function stroke(from: Point, to: Point): Shape {
  const across = to[0] - from[0];
  const down = to[1] - from[1];
  const squared = across ** 2 + down ** 2;
  return ([x, y]) => {
    const along = ((x - from[0]) * across + (y - from[1]) * down) / squared;
    const at = Math.min(1, Math.max(0, along));
    return Math.hypot(x - from[0] - at * across, y - from[1] - at * down) - 0.15;
  };
}

const anyOf =
  (...shapes: readonly Shape[]): Shape =>
  (point) =>
    Math.min(...shapes.map((shape) => shape(point)));

const check = anyOf(stroke([-0.45, 0.05], [-0.12, 0.38]), stroke([-0.12, 0.38], [0.45, -0.3]));
const cross = anyOf(stroke([-0.35, -0.35], [0.35, 0.35]), stroke([-0.35, 0.35], [0.35, -0.35]));
const dash = stroke([-0.4, 0], [0.4, 0]);
const bars = anyOf(stroke([-0.2, -0.35], [-0.2, 0.35]), stroke([0.2, -0.35], [0.2, 0.35]));

/**
 * @param waits a dot in the corner: the operator has something to do
 * @param side in pixels
 * @returns BGRA rows from the top, as Electron's bitmaps are, with premultiplied colours
 */
export function lightBitmap(light: TrayLight, waits: boolean, side: number): Uint8Array {
  const { colour, sign } = lookOf(light);
  const layers: readonly (readonly [Shape, Colour | undefined])[] = [
    [disc, colour],
    [sign, WHITE],
    ...(waits
      ? ([
          [badgeRing, undefined],
          [badge, AMBER],
        ] as const)
      : []),
  ];
  const bytes = new Uint8Array(side * side * 4);
  for (let index = 0; index < side * side; index += 1) {
    const x = ((index % side) + 0.5) * (2 / side) - 1;
    const y = (Math.floor(index / side) + 0.5) * (2 / side) - 1;
    bytes.set(pixel(layers, [x, y], side), index * 4);
  }
  return bytes;
}

function lookOf(light: TrayLight): { readonly colour: Colour; readonly sign: Shape } {
  switch (light) {
    case 'confirmed':
      return { colour: GREEN, sign: check };
    case 'failed':
      return { colour: RED, sign: cross };
    case 'unknown':
      return { colour: AMBER, sign: dash };
    case 'none':
      return { colour: GREY, sign: dash };
    case 'locked':
      return { colour: GREY, sign: bars };
    default:
      return assertNever(light);
  }
}

/** Lays one layer over the other; one without colour takes away what lies below. */
function pixel(
  layers: readonly (readonly [Shape, Colour | undefined])[],
  point: Point,
  side: number,
): readonly number[] {
  let [blue, green, red, alpha] = [0, 0, 0, 0];
  for (const [shape, colour] of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - (shape(point) * side) / 2));
    const [r, g, b] = colour ?? [0, 0, 0];
    const rest = 1 - cover;
    [blue, green, red] = [
      blue * rest + b * cover,
      green * rest + g * cover,
      red * rest + r * cover,
    ];
    alpha = alpha * rest + (colour === undefined ? 0 : 255 * cover);
  }
  return [blue, green, red, alpha].map(Math.round);
}
