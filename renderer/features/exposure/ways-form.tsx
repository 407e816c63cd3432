import { Button, Group, Stack, Switch, Text, VisuallyHidden } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useStatus } from '../../api/status.ts';
import { exposureText } from '../../text/exposure.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { WithHelp } from '../../ui/form/with-help.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { AddWay } from './add-way.tsx';
import styles from './exposure.module.css';
import { useWaysDraft, type WaysEditor } from './use-ways-draft.ts';
import { cardId, WayCard } from './way-card.tsx';
import { checkWay, tidyWay, type WayFacts } from './way-checks.ts';

const text = exposureText.ways;

interface WaysFormProps {
  readonly exposure: ExposureField;
  readonly onSaved: (exposure: ExposureField) => void;
}

/** The ways in their order of preference, edited and saved together. */
export function WaysForm({ exposure, onSaved }: WaysFormProps) {
  const editor = useWaysDraft(exposure.settings);
  const facts = useFacts(exposure, editor);
  const save = useSave({ editor, facts, onSaved });
  useSaveKey(save.run);
  return (
    <Section
      title={text.title}
      detail={text.detail}
      actions={
        <Button
          loading={save.isSaving}
          disabled={!editor.isDirty}
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          onClick={save.run}
        >
          {uiText.save}
        </Button>
      }
    >
      <Stack gap="sm">
        <ErrorAlert error={save.error} />
        {save.isRefused && save.faults > 0 && (
          <Notice tone="bad" role="alert">
            {text.faults(save.faults)}
          </Notice>
        )}
        <Ways exposure={exposure} editor={editor} facts={facts} showsAll={save.isRefused} />
        <Permission editor={editor} />
      </Stack>
      <UnsavedGuard isDirty={editor.isDirty} />
    </Section>
  );
}

function useFacts({ settings }: ExposureField, { draft }: WaysEditor): WayFacts {
  const hasRealAccount = useStatus().data?.hasRealAccount ?? true;
  const listenerHost = useCall('settings.get', {}).data?.listenerHost;
  return {
    ddnsPassword: draft.ddnsPassword,
    hasDdnsPassword: settings.hasDdnsPassword,
    hasRealAccount,
    listenerHost,
  };
}

interface SaveNeeds {
  readonly editor: WaysEditor;
  readonly facts: WayFacts;
  readonly onSaved: (exposure: ExposureField) => void;
}

function useSave({ editor, facts, onSaved }: SaveNeeds) {
  const call = useAction('exposure.save');
  const [isRefused, setIsRefused] = useState(false);
  const { ways, asksOutside, ddnsPassword } = editor.draft;
  const tidy = ways.map(({ way }) => tidyWay(way));
  const faults = tidy.flatMap((way) => Object.keys(checkWay(way, facts))).length;
  const isTyped = ddnsPassword !== undefined && tidy.some(({ kind }) => kind === 'ddns');
  const run = (): void => {
    if (!editor.isDirty || call.isPending) return;
    setIsRefused(faults > 0);
    if (faults > 0) return;
    call.mutate(
      { ways: tidy, asksOutside, ...(isTyped ? { ddnsPassword } : {}) },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          editor.reset(saved.settings);
          sayDone(exposureText.saved);
        },
      },
    );
  };
  return { run, faults, isRefused, isSaving: call.isPending, error: call.error };
}

interface WaysProps {
  readonly exposure: ExposureField;
  readonly editor: WaysEditor;
  readonly facts: WayFacts;
  readonly showsAll: boolean;
}

function Ways({ exposure, editor, facts, showsAll }: WaysProps) {
  const { ways, ddnsPassword } = editor.draft;
  const { say, focusOn, words } = useAnnouncement();
  return (
    <>
      {ways.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      <ol className={styles['ways']}>
        {ways.map((draft, index) => (
          <WayCard
            key={draft.id}
            draft={draft}
            place={index + 1}
            isLast={index === ways.length - 1}
            seen={draft.savedAt === undefined ? undefined : exposure.ways[draft.savedAt]}
            facts={facts}
            showsAll={showsAll}
            secret={{
              isStored: exposure.settings.hasDdnsPassword,
              typed: ddnsPassword,
              onType: (typed) => editor.put({ ddnsPassword: typed }),
            }}
            onChange={(way) => editor.change(draft.id, way)}
            onMove={(by) => {
              editor.move(draft.id, by);
              focusOn(draft.id);
              say(text.moved(draft.way.kind, index + 1 + by));
            }}
            onRemove={() => {
              editor.remove(draft.id);
              say(text.removed(draft.way.kind));
            }}
          />
        ))}
      </ol>
      <Group>
        <AddWay
          ways={ways}
          onAdd={(kind) => {
            focusOn(editor.add(kind));
            say(text.added(kind, ways.length + 1));
          }}
        />
        <VisuallyHidden role="status">{words}</VisuallyHidden>
      </Group>
    </>
  );
}

/** What moved is said, and the focus goes with it: the button that was pressed may be gone or off. */
function useAnnouncement() {
  const [words, say] = useState('');
  const [focused, setFocused] = useState<{ readonly id: number }>();
  useEffect(() => {
    if (focused) document.getElementById(cardId(focused.id))?.focus();
  }, [focused]);
  return { words, say, focusOn: (id: number) => setFocused({ id }) };
}

function Permission({ editor }: { readonly editor: WaysEditor }) {
  const { label, detail, help } = exposureText.outside;
  return (
    <WithHelp label={label} help={help}>
      <Switch
        label={label}
        description={detail}
        checked={editor.draft.asksOutside}
        onChange={(event) => editor.put({ asksOutside: event.currentTarget.checked })}
      />
    </WithHelp>
  );
}
