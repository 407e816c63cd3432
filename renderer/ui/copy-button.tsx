import { ActionIcon, CopyButton as Copy, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { uiText } from '../text/ui.ts';

/** Copies `value`; `what` names it: `endereço de callback`. */
export function CopyButton({ value, what }: { readonly value: string; readonly what: string }) {
  return (
    <Copy value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? uiText.copied : `${uiText.copy} ${what}`}>
          <ActionIcon
            variant="subtle"
            color={copied ? 'green.8' : 'gray'}
            size={22}
            aria-label={copied ? uiText.copied : `${uiText.copy} ${what}`}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copy>
  );
}
