/**
 * Everything that changed in a window: what was paid, what was confirmed, and what falls due soon, which shows new charges.
 * Lists have no pages, so long windows are asked in slices (juno 1.6).
 */
import { addDays, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ChangePage, ChangeWindow } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import type { ListedBy, Span } from './calls.ts';
import { eventsOfCharge } from './events.ts';
import { readList } from './reading.ts';
import type { Session } from './session.ts';

/** A list goes by no day of creation: a charge is sent at most so long before it is due, carnês apart. */
const DUE_AHEAD_DAYS = 31;
const SLICE_DAYS = 31;

interface Stream {
  readonly by: ListedBy;
  readonly aheadDays: number;
}

const STREAMS: readonly [Stream, ...Stream[]] = [
  { by: 'PaymentDate', aheadDays: 0 },
  { by: 'PaymentConfirmation', aheadDays: 0 },
  { by: 'DueDate', aheadDays: DUE_AHEAD_DAYS },
];

interface Cursor {
  readonly stream: number;
  readonly from: CivilDate;
}

const CURSOR = /^([0-2]):(\S+)$/;

/** @throws Failure `invalid-input` for a page mark of somebody else */
export async function listChanges(
  session: Session,
  window: ChangeWindow,
  context: CallContext,
): Promise<ChangePage> {
  const at = readCursor(window);
  const { by, aheadDays } = STREAMS[at.stream] ?? STREAMS[0];
  const end = addDays(window.to, aheadDays);
  const span = sliceOf(at.from, end);
  const list = await readList(session, { by, span }, context);
  if (list.found === 'unreachable') return { found: 'unreachable', text: list.text };
  const seenAt = session.clock.now();
  const next = nextOf(at, { window, end, span });
  return {
    found: 'page',
    events: list.entries.flatMap((entry) => eventsOfCharge({ ...entry, seenAt })),
    ...(next && { next: `${next.stream}:${next.from}` }),
  };
}

function sliceOf(from: CivilDate, end: CivilDate): Span {
  const last = addDays(from, SLICE_DAYS - 1);
  return { from, to: last < end ? last : end };
}

/** The same list in its next slice, then the next list from the start; undefined at the end. */
function nextOf(
  at: Cursor,
  {
    window,
    end,
    span,
  }: { readonly window: ChangeWindow; readonly end: CivilDate; readonly span: Span },
): Cursor | undefined {
  if (span.to < end) return { ...at, from: addDays(span.to, 1) };
  const stream = at.stream + 1;
  return stream < STREAMS.length ? { stream, from: window.from } : undefined;
}

function readCursor({ after, from }: ChangeWindow): Cursor {
  if (after === undefined) return { stream: 0, from };
  const [, stream = '', day = ''] = CURSOR.exec(after) ?? [];
  if (isCivilDate(day)) return { stream: Number(stream), from: day };
  throw new Failure('invalid-input', 'The page mark of listChanges is not one of this adapter');
}
