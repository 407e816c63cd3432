import type { Instant } from '../../../domain/instant.ts';
import type { NoticeOutcome } from '../../../domain/simulator-panel.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';

export interface ResendOrder {
  readonly gateway: string;
  readonly noticeIds?: readonly number[] | undefined;
  readonly outcome?: NoticeOutcome | undefined;
  readonly charge?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  readonly url?: string | undefined;
}

/** "Reenviar callback". @returns how many notices wait to leave */
export async function resendNotices(
  { notify }: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  { gateway, noticeIds, charge, ...order }: ResendOrder,
) {
  const ids = charge === undefined || charge === '' ? undefined : [charge];
  const selection = { ...order, ids, deliveries: noticeIds };
  const queued = await simulator.panel.resend(gateway, selection);
  notify('simulator', 'all');
  return { queued };
}
