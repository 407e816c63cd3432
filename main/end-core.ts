import type { Core } from './app.ts';
import type { Log } from './log.ts';

/** How long a core may take to write what it holds. Later nothing is lost: SQLite finishes an open journal at the next start. */
const END_LIMIT_MS = 10_000;

/** Closes the core and resolves in any case, at the latest at the limit; what went wrong stands in the log. */
export async function endCore(
  core: Pick<Core, 'close'>,
  log: Log,
  limitMs = END_LIMIT_MS,
): Promise<void> {
  const late = AbortSignal.timeout(limitMs);
  const passed = new Promise<'late'>((resolve) => {
    late.addEventListener('abort', () => resolve('late'), { once: true });
  });
  try {
    const end = await Promise.race([core.close(), passed]);
    if (end === 'late') log.warn('core.close-late', { waitMs: limitMs });
  } catch (error) {
    log.error('core.close-failed', error);
  }
}
