/** How long an end waits for calls to a gateway; what is still out then is looked up at the next start. */
const LONGEST_END_MS = 5_000;

/** Resolves when all of these have ended, well or badly, or when they have had their time. */
export async function endWithin(
  running: Iterable<Promise<unknown>>,
  limitMs = LONGEST_END_MS,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([Promise.allSettled(running), limit]);
  clearTimeout(timer);
}
