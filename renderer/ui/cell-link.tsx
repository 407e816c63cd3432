import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A link inside a table: by mouse alone, since the keyboard has Enter and the row's actions. */
export function CellLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} tabIndex={-1} inherit>
      {children}
    </Anchor>
  );
}
