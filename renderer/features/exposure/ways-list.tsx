import { Group, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { exposureText } from '../../text/exposure.ts';
import { AddWay } from './add-way.tsx';
import styles from './exposure.module.css';
import type { WaysEditor } from './use-ways-draft.ts';
import { cardId, WayCard } from './way-card.tsx';
import type { WayFacts } from './way-checks.ts';
import type { WayDraft } from './way-draft.ts';

const text = exposureText.ways;

interface WaysListProps {
  readonly exposure: ExposureField;
  readonly editor: WaysEditor;
  readonly facts: WayFacts;
  readonly showsAll: boolean;
}

/** The ways, one card each, and the button that adds one. */
export function WaysList(props: WaysListProps) {
  const { editor } = props;
  const { ways } = editor.draft;
  const voice = useAnnouncement();
  return (
    <>
      {ways.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      <ol className={styles['ways']}>
        {ways.map((draft, index) => (
          <Item key={draft.id} {...props} draft={draft} index={index} voice={voice} />
        ))}
      </ol>
      <Group>
        <AddWay
          ways={ways}
          onAdd={(kind) => {
            voice.focusOn(editor.add(kind));
            voice.say(text.added(kind, ways.length + 1));
          }}
        />
        <VisuallyHidden role="status">{voice.words}</VisuallyHidden>
      </Group>
    </>
  );
}

interface ItemProps extends WaysListProps {
  readonly draft: WayDraft;
  readonly index: number;
  readonly voice: Announcement;
}

function Item({ exposure, editor, facts, showsAll, draft, index, voice }: ItemProps) {
  const { id, savedAt, way } = draft;
  const move = (by: -1 | 1): void => {
    editor.move(id, by);
    voice.focusOn(id);
    voice.say(text.moved(way.kind, index + 1 + by));
  };
  const remove = (): void => {
    editor.remove(id);
    voice.say(text.removed(way.kind));
  };
  return (
    <WayCard
      draft={draft}
      place={index + 1}
      isLast={index === editor.draft.ways.length - 1}
      seen={savedAt === undefined ? undefined : exposure.ways[savedAt]}
      facts={facts}
      showsAll={showsAll}
      secret={{
        isStored: exposure.settings.hasDdnsPassword,
        typed: editor.draft.ddnsPassword,
        onType: (typed) => editor.put({ ddnsPassword: typed }),
      }}
      onChange={(changed) => editor.change(id, changed)}
      onMove={move}
      onRemove={remove}
    />
  );
}

interface Announcement {
  readonly words: string;
  readonly say: (words: string) => void;
  readonly focusOn: (id: number) => void;
}

/** What moved is said, and the focus goes with it: the button that was pressed may be gone or off. */
function useAnnouncement(): Announcement {
  const [words, say] = useState('');
  const [focused, setFocused] = useState<{ readonly id: number }>();
  useEffect(() => {
    if (focused) document.getElementById(cardId(focused.id))?.focus();
  }, [focused]);
  return { words, say, focusOn: (id: number) => setFocused({ id }) };
}
