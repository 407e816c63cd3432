import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { Section } from '../../ui/section.tsx';
import { MoveDialog } from '../../ui/titulos/move-dialog.tsx';

const text = accountsText.move;

/** Changing the gateway of all that is open at an account. */
export function MoveOpen({ account }: { readonly account: AccountDetail }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section title={text.title} detail={text.text}>
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {text.button}
      </Button>
      {isAsking && (
        <MoveDialog source={{ kind: 'account', account }} onClose={() => setIsAsking(false)} />
      )}
    </Section>
  );
}
