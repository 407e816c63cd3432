import { Button, Menu, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { WaySettings } from '../../../domain/way-settings.ts';
import { exposureText } from '../../text/exposure.ts';
import { MOST_WAYS, type WayDraft } from './way-draft.ts';

const text = exposureText.ways;
const kinds = ['tunnel', 'ddns', 'fixed', 'other-tunnel'] as const;

interface AddWayProps {
  readonly ways: readonly WayDraft[];
  readonly onAdd: (kind: WaySettings['kind']) => void;
}

/** Offers the kinds of ways with what each is good for. One dynamic name has one password, so there is one of it. */
export function AddWay({ ways, onAdd }: AddWayProps) {
  const hasDdns = ways.some(({ way }) => way.kind === 'ddns');
  const isFull = ways.length >= MOST_WAYS;
  return (
    <Menu position="bottom-start" withinPortal width={420}>
      <Menu.Target>
        <Button
          variant="default"
          disabled={isFull}
          title={isFull ? text.full : undefined}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          {text.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds
          .filter((kind) => kind !== 'ddns' || !hasDdns)
          .map((kind) => (
            <Menu.Item key={kind} onClick={() => onAdd(kind)}>
              {exposureText.kinds[kind]}
              <Text size="xs" c="dimmed">
                {exposureText.goodFor[kind]}
              </Text>
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
