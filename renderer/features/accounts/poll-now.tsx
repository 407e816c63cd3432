import { Button } from '@mantine/core';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import { failureOf } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';

const text = accountsText.polling;

/** Asks the gateway for what no callback told, and says what was new. */
export function PollNow({ account }: { readonly account: AccountRow }) {
  const poll = useAction('accounts.poll');
  const ended = poll.data;
  return (
    <>
      <Button
        mt="sm"
        variant="default"
        size="xs"
        loading={poll.isPending}
        aria-label={text.askOf(account.label)}
        onClick={() => poll.mutate({ id: account.id })}
      >
        {text.ask}
      </Button>
      {ended && (
        <Notice
          role="status"
          tone={ended.failure === null ? 'good' : 'bad'}
          title={ended.failure === null ? text.done(ended.news) : text.failed}
        >
          {ended.failure ?? (ended.unmatched > 0 ? text.unmatched(ended.unmatched) : '')}
        </Notice>
      )}
      {poll.error && <FailureAlert failure={failureOf(poll.error)} />}
    </>
  );
}
