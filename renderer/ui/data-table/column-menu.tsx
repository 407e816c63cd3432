import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { uiText } from '../../text/ui.ts';
import type { Column } from './columns.ts';

interface ColumnMenuProps<Row, Sort extends string> {
  readonly columns: readonly Column<Row, Sort>[];
  readonly isShown: (column: Column<Row, Sort>) => boolean;
  readonly onToggle: (column: Column<Row, Sort>) => void;
  readonly onReset: () => void;
}

/** Which columns to see. The last one stays. */
export function ColumnMenu<Row, Sort extends string>(props: ColumnMenuProps<Row, Sort>) {
  const shownCount = props.columns.filter(props.isShown).length;
  return (
    <Popover position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconColumns3 size={16} />}
        >
          {uiText.table.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={uiText.table.chooseColumns}>
        <Stack gap={8}>
          {props.columns.map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={props.isShown(column)}
              disabled={props.isShown(column) && shownCount === 1}
              onChange={() => props.onToggle(column)}
            />
          ))}
          <Button variant="default" size="compact-sm" onClick={props.onReset}>
            {uiText.table.allColumns}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
