import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { uiText } from '../text/ui.ts';
import styles from './help-tip.module.css';

interface HelpTipProps {
  /** The field that is explained. */
  readonly field: string;
  readonly children: ReactNode;
}

/** The "?" beside a field: opens by click, Enter or Space, closes with Escape. */
export function HelpTip({ field, children }: HelpTipProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover width={340} position="top" withArrow shadow="md" opened={isOpen} onChange={setIsOpen}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          aria-label={uiText.help(field)}
          onClick={() => setIsOpen(!isOpen)}
          // The focus stays on the "?", outside of what the popover listens to.
          onKeyDown={(event) => event.key === 'Escape' && setIsOpen(false)}
        >
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
