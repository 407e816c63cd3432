import {
  IconArrowBackUp,
  IconBan,
  IconCalendarX,
  IconCash,
  IconChecks,
  IconEye,
  IconHourglassEmpty,
  IconMessageReport,
  IconPigMoney,
  IconRestore,
  type Icon,
} from '@tabler/icons-react';
import type { SimulatedAction } from '../../../domain/simulator-panel.ts';

export const actionIcons: Readonly<Record<SimulatedAction, Icon>> = {
  pay: IconCash,
  identify: IconEye,
  credit: IconPigMoney,
  settle: IconChecks,
  overdue: IconCalendarX,
  expire: IconHourglassEmpty,
  cancel: IconBan,
  refund: IconArrowBackUp,
  contest: IconMessageReport,
  restore: IconRestore,
};

/** Acts that end a charge or take money back. */
export function isHarsh(action: SimulatedAction): boolean {
  return ['cancel', 'expire', 'refund', 'contest'].includes(action);
}

/** Acts that take an amount and a day. */
export function takesMoney(action: SimulatedAction): boolean {
  return ['pay', 'identify', 'refund'].includes(action);
}
