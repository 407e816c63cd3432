/** Pauses that grow, so that a server in trouble is not beaten by everybody at once. */
export interface BackOff {
  /** The next pause in milliseconds. */
  next(): number;
  /** It worked: the next pause is the first again. */
  reset(): void;
}

/**
 * Doubles from `firstMs` to `maxMs`; each pause is drawn from the upper half of its size, never below `firstMs`.
 * @param random draws from 0 (included) to 1 (excluded)
 */
export function createBackOff(
  { firstMs, maxMs }: { readonly firstMs: number; readonly maxMs: number },
  random: () => number,
): BackOff {
  let ceiling = firstMs;
  return {
    next() {
      const pause = Math.max(firstMs, ceiling * (0.5 + random() / 2));
      ceiling = Math.min(maxMs, ceiling * 2);
      return Math.min(maxMs, Math.round(pause));
    },
    reset() {
      ceiling = firstMs;
    },
  };
}
