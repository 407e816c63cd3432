/** Everything that changed in a window, by list: paid in it, then created in it (juno 3.3). */
import { z } from 'zod';
import { Failure } from '../../../domain/failure.ts';
import type { ChangePage, ChangeWindow } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import type { ChargeFilter, PageMarks } from './calls.ts';
import { eventsOfSeen } from './events.ts';
import { kindOf } from './mapping.ts';
import { readCharge, readPage, type ReadCharge } from './reading.ts';
import type { Session } from './session.ts';

/** There is no filter by time of change: a cancel of an older charge is seen when the charge is asked for. */
const STREAMS: readonly ((window: ChangeWindow) => ChargeFilter)[] = [
  ({ from, to }) => ({ paymentDateStart: from, paymentDateEnd: to }),
  ({ from, to }) => ({ createdOnStart: from, createdOnEnd: to }),
];

const cursor = z.object({
  stream: z
    .int()
    .min(0)
    .max(STREAMS.length - 1),
  after: z.record(z.string(), z.string()),
});

interface Cursor {
  readonly stream: number;
  readonly after: PageMarks;
}

/** @throws Failure `invalid-input` for a page mark of somebody else */
export async function listChanges(
  session: Session,
  window: ChangeWindow,
  context: CallContext,
): Promise<ChangePage> {
  const at = readCursor(window);
  const filter = STREAMS[at.stream]?.(window) ?? {};
  const page = await readPage(session, { filter, after: at.after }, context);
  if (page.found === 'unreachable') return { found: 'unreachable', text: page.text };
  const entries: ReadCharge[] = [];
  for (const entry of page.entries) entries.push(await withPayments(session, entry, context));
  const seenAt = session.clock.now();
  const next = page.next ? { ...at, after: page.next } : streamAfter(at);
  return {
    found: 'page',
    events: entries.flatMap((entry) => eventsOfSeen({ ...entry, seenAt })),
    ...(next && { next: JSON.stringify(next) }),
  };
}

/** A list that says PAID without the payment is asked about; what cannot be read now comes again with the next poll. */
async function withPayments(
  session: Session,
  entry: ReadCharge,
  context: CallContext,
): Promise<ReadCharge> {
  const { status, payments, id } = entry.charge;
  if (status !== 'PAID' || (payments ?? []).length > 0) return entry;
  const reading = await readCharge(session, id, context);
  return reading.found === 'charge' && kindOf(reading.read.charge) !== 'other'
    ? reading.read
    : entry;
}

function streamAfter({ stream }: Cursor): Cursor | undefined {
  return stream + 1 < STREAMS.length ? { stream: stream + 1, after: {} } : undefined;
}

function readCursor({ after }: ChangeWindow): Cursor {
  if (after === undefined) return { stream: 0, after: {} };
  const parsed = cursor.safeParse(jsonOrUndefined(after));
  if (parsed.success) return parsed.data;
  throw new Failure('invalid-input', 'The page mark of listChanges is not one of this adapter');
}
