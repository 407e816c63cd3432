import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { uiText } from '../../text/ui.ts';
import styles from './data-table.module.css';

interface RowMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** The actions of one row, where the mouse or the keyboard asked for them. */
export function RowMenu({ at, children, onClose }: RowMenuProps) {
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      shadow="md"
      width={240}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={uiText.table.rowActions}
          className={styles['menuAnchor']}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={uiText.table.rowActions}>{children}</Menu.Dropdown>
    </Menu>
  );
}
