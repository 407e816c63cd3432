import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { uiText } from '../text/ui.ts';
import styles from './help-tip.module.css';

interface HelpTipProps {
  /** The field that is explained. */
  readonly field: string;
  readonly children: ReactNode;
}

/** The "?" beside a field: opens by click, Enter or Space, closes with Escape. */
export function HelpTip({ field, children }: HelpTipProps) {
  return (
    <Popover width={340} position="top" withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={20} aria-label={uiText.help(field)}>
          <IconHelp size={15} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={uiText.help(field)}>
        <Text size="sm" component="div" className={styles['words'] ?? ''}>
          {children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
