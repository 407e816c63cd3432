import { Button, Group } from '@mantine/core';
import { failureOf } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';

const text = accountsText.card;

/** Writes the callback address into the account at the gateway, and says how that ended. */
export function RegisterCallback({ accountId }: { readonly accountId: number }) {
  const register = useAction('accounts.registerCallback');
  const ended = register.data;
  return (
    <>
      <Group mt="sm">
        <Button
          variant="default"
          size="xs"
          loading={register.isPending}
          onClick={() => register.mutate({ id: accountId })}
        >
          {text.register}
        </Button>
      </Group>
      {ended && (
        <Notice
          role="status"
          tone={ended.isOk ? 'good' : 'bad'}
          title={ended.isOk ? text.registered : text.notRegistered}
        >
          {ended.text}
        </Notice>
      )}
      {register.error && <FailureAlert failure={failureOf(register.error)} />}
    </>
  );
}
