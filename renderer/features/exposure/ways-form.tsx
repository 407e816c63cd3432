import { Anchor, Button, Stack, Switch } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useCall } from '../../api/queries.ts';
import { useStatus } from '../../api/status.ts';
import { exposureText } from '../../text/exposure.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { WithHelp } from '../../ui/form/with-help.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { useWaysDraft, type WaysEditor } from './use-ways-draft.ts';
import { useWaysSave } from './use-ways-save.ts';
import type { WayFacts } from './way-checks.ts';
import { WaysList } from './ways-list.tsx';

const text = exposureText.ways;

interface WaysFormProps {
  readonly exposure: ExposureField;
  readonly onSaved: (exposure: ExposureField) => void;
}

/** The ways in their order of preference, edited and saved together. */
export function WaysForm({ exposure, onSaved }: WaysFormProps) {
  const editor = useWaysDraft(exposure.settings);
  const facts = useFacts(exposure, editor);
  const save = useWaysSave({ editor, facts, onSaved });
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
        <UnheardListener editor={editor} />
        <WaysList exposure={exposure} editor={editor} facts={facts} showsAll={save.isRefused} />
        <Permission editor={editor} />
      </Stack>
      <UnsavedGuard isDirty={editor.isDirty} />
    </Section>
  );
}

function useFacts({ settings }: ExposureField, { draft }: WaysEditor): WayFacts {
  const hasRealAccount = useStatus().data?.hasRealAccount ?? true;
  return {
    ddnsPassword: draft.ddnsPassword,
    hasDdnsPassword: settings.hasDdnsPassword,
    hasRealAccount,
  };
}

/** A port that the router forwards leads to a listener that hears only this computer. */
function UnheardListener({ editor }: { readonly editor: WaysEditor }) {
  const host = useCall('settings.get', {}).data?.listenerHost;
  const isForwarded = editor.draft.ways.some(
    ({ way }) => way.kind === 'ddns' || way.kind === 'fixed',
  );
  if (!isForwarded || host !== '127.0.0.1') return null;
  const { listener, listenerLink } = exposureText.notes;
  return (
    <Notice tone="attention">
      {listener}{' '}
      <Anchor component={Link} to={paths.settings} inherit c="inherit" underline="always">
        {listenerLink}
      </Anchor>
    </Notice>
  );
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
