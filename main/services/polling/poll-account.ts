/** Asks a gateway for what happened in a window of days, and brings it into the books like a callback would. */
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { addMs } from '../../../domain/instant.ts';
import type { ChangePage } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import { applyEvents, type AppliedCounts } from '../events/apply-events.ts';
import { askForCharge } from '../events/ask-for-charge.ts';
import { todayOf, type Tools } from '../tools.ts';
import { pollingOf } from './polling-plan.ts';

/** Days that are read again: a payment of a weekend shows up on Monday, and clocks differ. */
const OVERLAP_DAYS = 2;
/** How far back the wide look goes. */
const SWEEP_DAYS = 35;
/** However long the computer was off: what is older is asked for título by título. */
const LONGEST_DAYS = 180;
/** Part of the quota that polling may use; the rest is for callbacks and operators. */
const OWN_SHARE = 0.8;
/** A gateway that never ends its list is not followed for ever. */
const MOST_PAGES = 2_000;

/** Of a gateway without a list: how long a late charge is asked for, and how early one that is not due yet. */
const LATE_DAYS = 35;
const SOON_DAYS = 5;
const ASKED_AT_ONCE = 100;
const NOTHING: AppliedCounts = { applied: 0, unmatched: 0, repeated: 0 };

export interface PollOrder {
  readonly kind: 'poll' | 'sweep';
  readonly origin: 'routine' | 'operator';
  readonly signal?: AbortSignal;
}

export interface PollResult extends AppliedCounts {
  /** Why the look did not come to its end; undefined when it did. */
  readonly failure: string | undefined;
}

export const QUOTA_SPENT =
  'A cota de consultas do gateway está quase gasta: o resto fica para os avisos.';

const BROKE = 'A consulta parou em um erro interno, e começa de novo em alguns minutos.';

/**
 * @returns what was new; a look that breaks off is taken up at the same day next time
 * @throws whatever broke an event on its way into the books: the others are in, and the look is tried again like any
 *   other that did not end
 */
export async function pollAccount(
  tools: Tools,
  account: Account,
  order: PollOrder,
): Promise<PollResult> {
  const to = todayOf(tools);
  const window = { from: firstDay(account, { to, isSweep: order.kind === 'sweep' }), to };
  const read = tools.gateways.definitionOf(account.gateway).hasNoList === true ? askAll : readAll;
  try {
    const result = await read(tools, account, { ...order, window });
    noteEnd(tools, account, { ...order, to, failure: result.failure });
    return result;
  } catch (error) {
    noteEnd(tools, account, { ...order, to, failure: BROKE });
    throw error;
  }
}

function noteEnd(
  tools: Tools,
  { id }: Account,
  end: PollOrder & { readonly to: CivilDate; readonly failure: string | undefined },
): void {
  const { kind, signal, to, failure } = end;
  const isDone = failure === undefined && signal?.aborted !== true;
  tools.books.accounts.notePoll({
    id,
    at: tools.clock.now(),
    isSweep: kind === 'sweep',
    ...(isDone ? { throughOn: to } : {}),
    ...(failure === undefined ? {} : { failure }),
  });
  tools.notify('accounts', [id]);
}

/** What happened before the account was here is nobody's business of ours. */
function firstDay(
  account: Account,
  about: { readonly to: CivilDate; readonly isSweep: boolean },
): CivilDate {
  const { to, isSweep } = about;
  const lately = addDays(account.polledThroughOn ?? to, -OVERLAP_DAYS);
  const wanted = isSweep ? earlier(lately, addDays(to, -SWEEP_DAYS)) : lately;
  return later(later(wanted, addDays(to, -LONGEST_DAYS)), civilDateOf(account.createdAt));
}

const earlier = (one: CivilDate, other: CivilDate): CivilDate => (one < other ? one : other);
const later = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);

interface Look extends PollOrder {
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
}

async function readAll(tools: Tools, account: Account, look: Look): Promise<PollResult> {
  const gateway = tools.gateways.of(account);
  const context = {
    ...tools.gateways.context(account, { origin: look.origin }),
    ...(look.signal === undefined ? {} : { signal: look.signal }),
  };
  let sum = NOTHING;
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES && look.signal?.aborted !== true; pages += 1) {
    if (isQuotaSpent(tools, account)) return { ...sum, failure: QUOTA_SPENT };
    const page: ChangePage = await gateway.listChanges(
      { ...look.window, ...(after === undefined ? {} : { after }) },
      context,
    );
    if (page.found === 'unreachable') return { ...sum, failure: page.text };
    sum = add(sum, applyEvents(tools, { account, events: page.events, source: look.kind }));
    after = page.next;
    if (after === undefined) return { ...sum, failure: undefined };
  }
  return { ...sum, failure: 'A lista do gateway não chegou ao fim.' };
}

/** A gateway without a list is asked for charge by charge: those that are late, or fall due within days. */
async function askAll(tools: Tools, account: Account, look: Look): Promise<PollResult> {
  const from = addDays(look.window.to, -LATE_DAYS);
  const to = addDays(look.window.to, look.kind === 'sweep' ? LATE_DAYS : SOON_DAYS);
  let sum = NOTHING;
  let afterId = 0;
  for (;;) {
    const ids = tools.books.charges.registeredDue({
      accountId: account.id,
      from,
      to,
      afterId,
      limit: ASKED_AT_ONCE,
    });
    for (const id of ids) {
      if (look.signal?.aborted === true) break;
      const asked = await askOne(tools, id, look.origin);
      if (typeof asked === 'string') return { ...sum, failure: asked };
      sum = add(sum, asked);
    }
    const last = ids.at(-1);
    if (last === undefined || look.signal?.aborted === true) break;
    afterId = last;
  }
  return { ...sum, failure: undefined };
}

/** @returns what was new, or why the gateway could not be asked; a charge that it does not know stays as it is */
async function askOne(
  tools: Tools,
  chargeId: number,
  origin: PollOrder['origin'],
): Promise<AppliedCounts | string> {
  try {
    return await askForCharge(tools, chargeId, origin);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code !== 'gateway-unavailable') return NOTHING;
    const { text } = error.detail;
    return typeof text === 'string' ? text : 'O gateway não respondeu.';
  }
}

function isQuotaSpent(tools: Tools, account: Account): boolean {
  const { quota } = pollingOf(tools.gateways.definitionOf(account.gateway));
  if (quota === undefined) return false;
  const since = addMs(tools.clock.now(), -quota.perMs);
  const spent = tools.books.attempts.countSince(account.id, since);
  return spent >= quota.requests * OWN_SHARE;
}

function add(one: AppliedCounts, other: AppliedCounts): AppliedCounts {
  return {
    applied: one.applied + other.applied,
    unmatched: one.unmatched + other.unmatched,
    repeated: one.repeated + other.repeated,
  };
}
