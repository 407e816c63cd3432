import { SimpleGrid } from '@mantine/core';
import type { FixedWaySettings, TunnelWaySettings } from '../../../domain/way-settings.ts';
import { exposureText } from '../../text/exposure.ts';
import { WayInput, type WayFieldContext } from './way-input.tsx';

const text = exposureText.fields;

interface FieldsProps<Way> {
  readonly way: Way;
  readonly onChange: (way: Way) => void;
  readonly context: WayFieldContext;
}

/** Server and name of a tunnel of our own. */
export function TunnelFields({ way, onChange, context }: FieldsProps<TunnelWaySettings>) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <WayInput
        field="host"
        words={text.host}
        value={way.host}
        onChange={(host) => onChange({ ...way, host })}
        context={context}
      />
      <WayInput
        field="name"
        words={text.tunnelName}
        description={text.tunnelName.rule}
        value={way.name}
        onChange={(name) => onChange({ ...way, name })}
        context={context}
      />
    </SimpleGrid>
  );
}

/** The address of a way that somebody else keeps open. */
export function AddressField({ way, onChange, context }: FieldsProps<FixedWaySettings>) {
  const { label, help, fixedPlaceholder, tunnelPlaceholder } = text.baseUrl;
  const placeholder = way.kind === 'fixed' ? fixedPlaceholder : tunnelPlaceholder;
  return (
    <WayInput
      field="baseUrl"
      words={{ label, help, placeholder }}
      value={way.baseUrl}
      onChange={(baseUrl) => onChange({ ...way, baseUrl })}
      context={context}
    />
  );
}
