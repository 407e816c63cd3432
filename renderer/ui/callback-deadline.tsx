import type { AccountRow } from '../../preload/contract/accounts.ts';
import { deadlineText, deadlineTitle } from '../text/callback-deadline.ts';
import { Notice } from './notice.tsx';

/** That callbacks do not come through, and how long the gateway still tries; nothing while they do. */
export function CallbackDeadline({
  deadline,
  account,
}: {
  readonly deadline: AccountRow['callbackDeadline'];
  /** Where the notice does not stand on the account's own card. */
  readonly account?: string;
}) {
  if (deadline === null) return null;
  const title = deadlineTitle(deadline);
  return (
    <Notice
      tone={deadline.state === 'over' ? 'bad' : 'attention'}
      title={account === undefined ? title : `${account}: ${title}`}
    >
      {deadlineText(deadline)}
    </Notice>
  );
}
