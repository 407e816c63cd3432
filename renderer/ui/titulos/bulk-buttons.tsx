import { Button, Group } from '@mantine/core';
import { IconArrowsExchange, IconBan, IconPrinter, IconSend } from '@tabler/icons-react';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { titulosText } from '../../text/titulos.ts';
import type { Selection } from '../data-table/selection.ts';
import type { TituloActions } from './use-titulo-actions.tsx';

const text = titulosText.actions.bulk;

interface BulkButtonsProps {
  readonly rows: readonly TituloRow[];
  readonly selection: Selection;
  readonly actions: TituloActions;
}

/** What can be done with the ticked títulos. */
export function BulkButtons({ rows, selection, actions }: BulkButtonsProps) {
  const ticked = (): readonly TituloRow[] => rows.filter(({ id }) => selection.ids.has(id));
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        leftSection={<IconSend size={15} aria-hidden />}
        onClick={() => actions.ask('send', ticked())}
      >
        {text.send}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        onClick={() => actions.ask('print', ticked())}
      >
        {text.print}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowsExchange size={15} aria-hidden />}
        onClick={() => actions.ask('move', ticked())}
      >
        {text.move}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        c="var(--bad)"
        leftSection={<IconBan size={15} aria-hidden />}
        onClick={() => actions.ask('cancel', ticked())}
      >
        {text.cancel}
      </Button>
    </Group>
  );
}
