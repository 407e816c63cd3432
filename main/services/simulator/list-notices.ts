import type { NoticeFilter, SimulatorControl } from '../ports.ts';
import { nextOffset, offsetOf } from './paging.ts';
import type { ToldNotice } from './told.ts';

export interface NoticeListQuery {
  readonly gateway: string;
  readonly filter: NoticeFilter;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The gateway's notification log, try by try, newest first. */
export async function listNotices(
  simulator: SimulatorControl,
  { gateway, filter, after, limit }: NoticeListQuery,
) {
  const offset = offsetOf(after);
  const charge = filter.charge === '' ? undefined : filter.charge;
  const told = await simulator.panel.notices(gateway, { ...filter, charge, limit, offset });
  return { rows: told.map(noticeRow), ...nextOffset(offset, told.length, limit) };
}

/** More tries than any gateway makes of one notice. */
const MOST_TRIES = 1_000;

/** A try as a row; `line` is its own number. */
export function noticeRow({ id, ...notice }: ToldNotice) {
  return { ...notice, noticeId: id, line: id * MOST_TRIES + (notice.attempt ?? 0) };
}
