/**
 * Everything that changed in a window, by list: settled, paid but not settled yet, created (asaas 3.4, 5.4). No charge is
 * asked for on its own: who polls unpaid charges gets no higher quota (asaas 1.5).
 */
import { z } from 'zod';
import { Failure } from '../../../domain/failure.ts';
import type { ChangePage, ChangeWindow } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import type { PaymentFilter } from './calls.ts';
import { eventsOfSeen } from './events.ts';
import { readPage } from './reading.ts';
import type { Session } from './session.ts';

/** There is no filter by time of change; between payment and settlement `paymentDate` is null. */
const STREAMS: readonly ((window: ChangeWindow) => PaymentFilter)[] = [
  ({ from, to }) => ({ 'paymentDate[ge]': from, 'paymentDate[le]': to }),
  () => ({ status: 'CONFIRMED' }),
  ({ from, to }) => ({ 'dateCreated[ge]': from, 'dateCreated[le]': to }),
];

const cursor = z.object({
  stream: z
    .int()
    .min(0)
    .max(STREAMS.length - 1),
  offset: z.int().nonnegative(),
});
type Cursor = Readonly<z.infer<typeof cursor>>;

/** @throws Failure `invalid-input` for a page mark of somebody else */
export async function listChanges(
  session: Session,
  window: ChangeWindow,
  context: CallContext,
): Promise<ChangePage> {
  const at = readCursor(window);
  const filter = STREAMS[at.stream]?.(window) ?? {};
  const page = await readPage(session, { filter, offset: at.offset }, context);
  if (page.found === 'unreachable') return { found: 'unreachable', text: page.text };
  const seenAt = session.clock.now();
  const next = page.hasMore ? { ...at, offset: at.offset + page.entries.length } : streamAfter(at);
  return {
    found: 'page',
    events: page.entries.flatMap((entry) => eventsOfSeen({ ...entry, seenAt })),
    ...(next && { next: JSON.stringify(next) }),
  };
}

function streamAfter({ stream }: Cursor): Cursor | undefined {
  return stream + 1 < STREAMS.length ? { stream: stream + 1, offset: 0 } : undefined;
}

function readCursor({ after }: ChangeWindow): Cursor {
  if (after === undefined) return { stream: 0, offset: 0 };
  const parsed = cursor.safeParse(jsonOrUndefined(after));
  if (parsed.success) return parsed.data;
  throw new Failure('invalid-input', 'The page mark of listChanges is not one of this adapter');
}
