import { Anchor, Box, Group, SimpleGrid, Text } from '@mantine/core';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { Link } from 'react-router';
import type { SettingsField } from '../../../preload/contract/system.ts';
import { settingsText } from '../../text/settings.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ChoiceField, NumberField } from '../../ui/form/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';

const text = settingsText.callbacks;
const hosts = Object.entries(text.host.choices).map(([value, label]) => ({ value, label }));

interface CallbackSettingsProps {
  readonly form: UseFormReturn<SettingsField, unknown, SettingsField>;
  /** What the way in has now. */
  readonly publicBaseUrl: string | null;
}

/** Where callbacks are listened for; the address that gateways call comes from the way in. */
export function CallbackSettings({ form, publicBaseUrl }: CallbackSettingsProps) {
  const { control } = form;
  const host = useWatch({ control, name: 'listenerHost' });
  return (
    <Section title={text.title} detail={text.detail}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <ChoiceField
          control={control}
          name="listenerHost"
          label={text.host.label}
          help={text.host.help}
          choices={hosts}
        />
        <NumberField control={control} name="listenerPort" {...text.port} min={1} max={65_535} />
      </SimpleGrid>
      <PublicAddress url={publicBaseUrl} />
      {host === '0.0.0.0' && (
        <Box mt="md">
          <Notice tone="attention">{text.wide}</Notice>
        </Box>
      )}
    </Section>
  );
}

function PublicAddress({ url }: { readonly url: string | null }) {
  return (
    <Group gap={6} mt="md">
      <Text size="sm" c="dimmed">
        {text.url.label}:
      </Text>
      <Text size="sm">{url ?? text.url.none}</Text>
      {url !== null && <CopyButton value={url} what={text.url.copy} />}
      <Anchor component={Link} to={paths.exposure} size="sm">
        {text.url.open}
      </Anchor>
    </Group>
  );
}
