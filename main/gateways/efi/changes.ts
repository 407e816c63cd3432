/** Everything that changed in a window, by list: what was paid first, then what was created (efi 1.9). */
import { z } from 'zod';
import { addDays, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ChangePage, ChangeWindow, GatewayEvent } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import { eventOfSeen, saysWhatWasPaid, type SeenCharge } from './events.ts';
import { kindOf } from './mapping.ts';
import { readDetail, readListPage, type ReadListEntry } from './reading.ts';
import type { Session } from './session.ts';

const STREAMS = [
  { dateOf: 'payment', chargeType: 'billet' },
  { dateOf: 'payment', chargeType: 'carnet' },
  { dateOf: 'creation', chargeType: 'billet' },
  { dateOf: 'creation', chargeType: 'carnet' },
] as const;

/** Widest range in use in the field; the real maximum is not documented (efi 9.5). */
const WIDEST_DAYS = 31;
const MOST_REMEMBERED = 5000;

const cursor = z.object({
  stream: z
    .int()
    .min(0)
    .max(STREAMS.length - 1),
  from: z.string().refine(isCivilDate),
  page: z.int().positive(),
  /** Print of the page before, against a list that repeats itself. */
  print: z.string(),
});
type Cursor = Readonly<z.infer<typeof cursor>>;

/** What was paid never changes, so a charge is asked for its values once while the account is open. */
export type PaidMemory = Map<string, SeenCharge>;

export async function listChanges(
  session: Session,
  window: ChangeWindow,
  { memory, context }: { readonly memory: PaidMemory; readonly context: CallContext },
): Promise<ChangePage> {
  const at = readCursor(window);
  const stream = STREAMS[at.stream] ?? STREAMS[0];
  const reading = await readListPage(
    session,
    { ...stream, ...rangeOf(at, window), page: at.page },
    context,
  );
  if (reading.found === 'unreachable') return reading;
  const events: GatewayEvent[] = [];
  for (const item of reading.entries) {
    const seen = await completed(session, item, { memory, context });
    if ('text' in seen) return { found: 'unreachable', text: seen.text };
    events.push(eventOfSeen(seen));
  }
  const hasMore = reading.isFull && reading.print !== at.print;
  const next = hasMore ? { ...at, page: at.page + 1, print: reading.print } : after(at, window);
  return { found: 'page', events, ...(next && { next: JSON.stringify(next) }) };
}

/** The list often leaves out what was paid and when; the charge itself knows (efi 1.9). */
async function completed(
  session: Session,
  { entry, raw }: ReadListEntry,
  { memory, context }: { readonly memory: PaidMemory; readonly context: CallContext },
): Promise<SeenCharge | { readonly text: string }> {
  const seen = { gatewayId: entry.id, charge: entry, raw, seenAt: session.clock.now() };
  if (kindOf(entry.status) !== 'paid' || saysWhatWasPaid(seen)) return seen;
  const remembered = memory.get(entry.id);
  if (remembered) return remembered;
  const reading = await readDetail(session, entry.id, context);
  if (reading.found === 'unreachable') return { text: reading.text };
  if (reading.found === 'nothing') return seen;
  const detailed = { ...seen, charge: reading.detail, raw: reading.raw };
  if (saysWhatWasPaid(detailed)) remember(memory, detailed);
  return detailed;
}

function remember(memory: PaidMemory, seen: SeenCharge): void {
  const oldest = memory.keys().next();
  if (memory.size >= MOST_REMEMBERED && !oldest.done) memory.delete(oldest.value);
  memory.set(seen.gatewayId, seen);
}

function readCursor(window: ChangeWindow): Cursor {
  if (window.after === undefined) return { stream: 0, from: window.from, page: 1, print: '' };
  const parsed = cursor.safeParse(jsonOrUndefined(window.after));
  if (parsed.success) return parsed.data;
  throw new Failure('invalid-input', 'The page mark of listChanges is not one of this adapter');
}

function rangeOf(at: Cursor, window: ChangeWindow): { from: CivilDate; to: CivilDate } {
  const from = at.from;
  const to = addDays(from, WIDEST_DAYS - 1);
  return { from, to: to < window.to ? to : window.to };
}

/** The same stream in the next 31 days, then the next stream from the start; undefined at the end. */
function after(at: Cursor, window: ChangeWindow): Cursor | undefined {
  const start = { page: 1, print: '' };
  const nextFrom = addDays(at.from, WIDEST_DAYS);
  if (nextFrom <= window.to) return { ...start, stream: at.stream, from: nextFrom };
  if (at.stream + 1 >= STREAMS.length) return undefined;
  return { ...start, stream: at.stream + 1, from: window.from };
}
