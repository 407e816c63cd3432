import { ActionIcon, Group, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { assertNever } from '../../../domain/assert-never.ts';
import type { WaySettings } from '../../../domain/way-settings.ts';
import { exposureText } from '../../text/exposure.ts';
import { Notice } from '../../ui/notice.tsx';
import { DdnsFields, type DdnsSecret } from './ddns-fields.tsx';
import styles from './exposure.module.css';
import { checkWay, notesOn, type WayFacts, type WayFieldName } from './way-checks.ts';
import type { WayDraft } from './way-draft.ts';
import { AddressField, TunnelFields } from './way-fields.tsx';
import type { WayFieldContext } from './way-input.tsx';
import { WayBadges, WayState, type SeenWay } from './way-state.tsx';

const text = exposureText.ways;

interface WayCardProps {
  readonly draft: WayDraft;
  /** From 1 on. */
  readonly place: number;
  readonly isLast: boolean;
  /** How the saved way stands; undefined while it was not opened. */
  readonly seen: SeenWay | undefined;
  readonly facts: WayFacts;
  /** After a refused save every fault shows, not only those of fields that were left. */
  readonly showsAll: boolean;
  readonly secret: DdnsSecret;
  readonly onChange: (way: WaySettings) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One way: how it stands, its form, and its place among the others. */
export function WayCard(props: WayCardProps) {
  const { draft, place, seen } = props;
  const name = text.name(place, draft.way.kind);
  const context = useShownFaults(props);
  return (
    <li id={cardId(draft.id)} tabIndex={-1} className={styles['card']} aria-label={name}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <span className={styles['place']} aria-hidden>
          {text.place(place)}
        </span>
        <div className={styles['cardTitle']}>
          <Group gap={6}>
            <Title order={3} size="h5">
              {exposureText.kinds[draft.way.kind]}
            </Title>
            <WayBadges seen={seen} isSaved={draft.savedAt !== undefined} />
          </Group>
          <Text size="sm" c="dimmed">
            {exposureText.goodFor[draft.way.kind]}
          </Text>
        </div>
        <Moves {...props} name={name} />
      </Group>
      <Fields {...props} context={context} />
      <Notes notes={notesOn(draft.way)} />
      {draft.savedAt !== undefined && (
        <div className={styles['state']}>
          <WayState seen={seen} />
        </div>
      )}
    </li>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Notice tone="attention">
      {notes.map((note) => (
        <div key={note}>{note}</div>
      ))}
    </Notice>
  );
}

/** Where the focus goes after a way was added or moved. */
export function cardId(id: number): string {
  return `way-${String(id)}`;
}

function useShownFaults({ draft, facts, showsAll }: WayCardProps): WayFieldContext {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const faults = Object.entries(checkWay(draft.way, facts));
  return {
    faults: Object.fromEntries(faults.filter(([field]) => showsAll || left.has(field))),
    leave: (field: WayFieldName) => setLeft((now) => new Set([...now, field])),
  };
}

function Fields({
  draft: { way },
  onChange,
  secret,
  context,
}: WayCardProps & { readonly context: WayFieldContext }): ReactNode {
  switch (way.kind) {
    case 'tunnel':
      return <TunnelFields way={way} onChange={onChange} context={context} />;
    case 'ddns':
      return <DdnsFields way={way} onChange={onChange} context={context} secret={secret} />;
    case 'fixed':
    case 'other-tunnel':
      return <AddressField way={way} onChange={onChange} context={context} />;
    default:
      return assertNever(way);
  }
}

function Moves({
  place,
  isLast,
  name,
  onMove,
  onRemove,
}: WayCardProps & { readonly name: string }) {
  const moves = [
    { label: text.up(name), icon: IconArrowUp, isOff: place === 1, act: () => onMove(-1) },
    { label: text.down(name), icon: IconArrowDown, isOff: isLast, act: () => onMove(1) },
    { label: text.remove(name), icon: IconTrash, isOff: false, act: onRemove },
  ];
  return (
    <Group gap={2} wrap="nowrap">
      {moves.map(({ label, icon: MoveIcon, isOff, act }) => (
        <Tooltip key={label} label={label}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={label}
            disabled={isOff}
            onClick={act}
          >
            <MoveIcon size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  );
}
