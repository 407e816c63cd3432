import { Box, SimpleGrid } from '@mantine/core';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import type { SettingsField } from '../../../preload/contract/system.ts';
import { settingsText } from '../../text/settings.ts';
import { ChoiceField, NumberField, TextField } from '../../ui/form/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';

const text = settingsText.callbacks;
const hosts = Object.entries(text.host.choices).map(([value, label]) => ({ value, label }));

/** Where callbacks are listened for, and the address that the gateways call. */
export function CallbackSettings({
  form,
}: {
  readonly form: UseFormReturn<SettingsField, unknown, SettingsField>;
}) {
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
        <TextField control={control} name="publicBaseUrl" {...text.url} isNullWhenEmpty />
      </SimpleGrid>
      {host === '0.0.0.0' && (
        <Box mt="md">
          <Notice tone="attention">{text.wide}</Notice>
        </Box>
      )}
    </Section>
  );
}
