import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconFlask,
  IconHelpCircle,
  IconInfoCircle,
  type Icon,
} from '@tabler/icons-react';

/** What a state means to the operator; each has one colour (tone.css) and one icon. */
export type Tone =
  'good' | 'waiting' | 'attention' | 'bad' | 'doubt' | 'practice' | 'ended' | 'plain';

export const toneIcons: Readonly<Record<Tone, Icon>> = {
  good: IconCircleCheck,
  waiting: IconClock,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  doubt: IconHelpCircle,
  practice: IconFlask,
  ended: IconBan,
  plain: IconInfoCircle,
};
