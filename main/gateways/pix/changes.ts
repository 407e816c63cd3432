/**
 * Everything that changed in a window: Pix by the moment at which they came, then charges by the moment at which they
 * were made, which is the only filter that they have (pix 7.3).
 */
import { z } from 'zod';
import { Failure } from '../../../domain/failure.ts';
import { addDays, civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { ChangePage, ChangeWindow, GatewayEvent } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import { calls, type PageQuery } from './calls.ts';
import { eventsOfCharge } from './events.ts';
import { referenceIn } from './mapping.ts';
import { eventsOfReceived } from './received.ts';
import { parseCharge, parsePix, UNREADABLE } from './reading.ts';
import { failureText, isNothing, type Session } from './session.ts';
import { chargePage, pixPage, type WirePaging } from './wire.ts';

const STREAMS = ['pix', 'cobv', 'cob'] as const;
type Stream = (typeof STREAMS)[number];

const cursor = z.object({
  stream: z.enum(STREAMS),
  from: z.string().refine(isCivilDate),
  page: z.int().nonnegative(),
});

interface Cursor {
  readonly stream: Stream;
  /** First day of the part of the window that is asked for. */
  readonly from: CivilDate;
  readonly page: number;
}

/** @throws Failure `invalid-input` for a page mark of somebody else */
export async function listChanges(
  session: Session,
  window: ChangeWindow,
  context: CallContext,
): Promise<ChangePage> {
  const at = readCursor(window);
  const { windowDays, pageSize } = session.profile;
  const last = addDays(at.from, windowDays - 1);
  const to = last < window.to ? last : window.to;
  const query = { from: at.from, to, page: at.page, size: pageSize };
  const page = await readPage(session, { stream: at.stream, query }, context);
  if (page.found === 'unreachable') return { found: 'unreachable', text: page.text };
  const next = page.hasMore ? { ...at, page: at.page + 1 } : placeAfter(at, to, window);
  return {
    found: 'page',
    events: page.events,
    ...(next && { next: JSON.stringify(next) }),
  };
}

/** The next part of the window, then the next list. */
function placeAfter({ stream }: Cursor, to: CivilDate, window: ChangeWindow): Cursor | undefined {
  if (to < window.to) return { stream, from: addDays(to, 1), page: 0 };
  const next = STREAMS[STREAMS.indexOf(stream) + 1];
  return next && { stream: next, from: window.from, page: 0 };
}

interface Place {
  readonly stream: Stream;
  readonly query: PageQuery;
}

type PageReading =
  | { readonly found: 'page'; readonly events: readonly GatewayEvent[]; readonly hasMore: boolean }
  | { readonly found: 'unreachable'; readonly text: string };

const EMPTY: PageReading = { found: 'page', events: [], hasMore: false };

async function readPage(
  session: Session,
  { stream, query }: Place,
  context: CallContext,
): Promise<PageReading> {
  const call = stream === 'pix' ? calls.listPix(query) : calls.listCharges(stream, query);
  const answer = await session.call(call, context);
  if (answer.ok)
    return stream === 'pix' ? pixOf(session, answer.body) : chargesOf(session, stream, answer.body);
  // Not every bank lists its charges (pix 3.6), and no money is only there: what is owed is asked for by txid.
  const isRefusedList = stream !== 'pix' && answer.outcome.ending === 'rejected';
  if (isNothing(answer) || isRefusedList) return EMPTY;
  return { found: 'unreachable', text: failureText(answer) };
}

function pixOf(session: Session, body: unknown): PageReading {
  const page = pixPage.safeParse(body);
  const seen = page.success ? parsePix(session, page.data.pix) : undefined;
  if (!page.success || !seen) return { found: 'unreachable', text: UNREADABLE };
  return {
    found: 'page',
    events: seen.flatMap((one) => eventsOfReceived(session, one)),
    hasMore: hasMore(page.data.parametros, seen.length, session.profile.pageSize),
  };
}

/** Charges of other programs at the same bank are none of ours. */
function chargesOf(session: Session, kind: 'cob' | 'cobv', body: unknown): PageReading {
  const page = chargePage.safeParse(body);
  if (!page.success) return { found: 'unreachable', text: UNREADABLE };
  const read = page.data.cobs.map((raw) => parseCharge(session, kind, raw));
  const known = read.filter((one) => one !== undefined);
  if (known.length < read.length) return { found: 'unreachable', text: UNREADABLE };
  const ours = known.filter(({ charge }) => referenceIn(charge.txid) !== undefined);
  return {
    found: 'page',
    events: ours.flatMap(eventsOfCharge),
    hasMore: hasMore(page.data.parametros, read.length, session.profile.pageSize),
  };
}

/** One page is counted even where nothing was found, and an empty page that promises more would be asked for for ever. */
function hasMore(parameters: WirePaging, count: number, size: number): boolean {
  const { paginaAtual = 0, quantidadeDePaginas } = parameters?.paginacao ?? {};
  if (count === 0) return false;
  return quantidadeDePaginas === undefined ? count >= size : paginaAtual + 1 < quantidadeDePaginas;
}

function readCursor({ after, from }: ChangeWindow): Cursor {
  if (after === undefined) return { stream: 'pix', from, page: 0 };
  const parsed = cursor.safeParse(jsonOrUndefined(after));
  if (parsed.success) return { ...parsed.data, from: civilDate(parsed.data.from) };
  throw new Failure('invalid-input', 'The page mark of listChanges is not one of this adapter');
}
