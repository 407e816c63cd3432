import type { AccountRow } from '../../preload/contract/accounts.ts';
import { deadlineText, deadlineTitle } from '../text/callback-deadline.ts';
import { Notice } from './notice.tsx';

/** That callbacks do not come through, and how long the gateway still tries; nothing while they do. */
export function CallbackDeadline({
  deadline,
}: {
  readonly deadline: AccountRow['callbackDeadline'];
}) {
  if (deadline === null) return null;
  return (
    <Notice tone={deadline.state === 'over' ? 'bad' : 'attention'} title={deadlineTitle(deadline)}>
      {deadlineText(deadline)}
    </Notice>
  );
}
