import { Box, NumberInput, Select, SimpleGrid, Switch } from '@mantine/core';
import { ddnsProviders, type DdnsWaySettings } from '../../../domain/way-settings.ts';
import { exposureText } from '../../text/exposure.ts';
import { WithHelp } from '../../ui/form/with-help.tsx';
import { SecretInput } from '../../ui/secret-input.tsx';
import { WayInput, type WayFieldContext } from './way-input.tsx';

const text = exposureText.fields;
const providers = ddnsProviders.map((value) => ({ value, label: exposureText.providers[value] }));

/** The one password of the dynamic name: the page never sees the stored one. */
export interface DdnsSecret {
  readonly isStored: boolean;
  readonly typed: string | undefined;
  readonly onType: (typed: string | undefined) => void;
}

interface DdnsFieldsProps {
  readonly way: DdnsWaySettings;
  readonly onChange: (way: DdnsWaySettings) => void;
  readonly secret: DdnsSecret;
  readonly context: WayFieldContext;
}

/** Provider, name and login of a dynamic name, and the port behind it. */
export function DdnsFields(props: DdnsFieldsProps) {
  const { way, onChange, context } = props;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Provider {...props} />
      <WayInput
        field="name"
        words={text.ddnsName}
        value={way.name}
        onChange={(name) => onChange({ ...way, name })}
        context={context}
      />
      <Login {...props} />
      {way.provider === 'other' && (
        <WayInput
          field="endpoint"
          words={text.endpoint}
          value={way.endpoint}
          onChange={(endpoint) => onChange({ ...way, endpoint })}
          context={context}
        />
      )}
      <Port {...props} />
    </SimpleGrid>
  );
}

function Provider({ way, onChange }: DdnsFieldsProps) {
  const { label, help } = text.provider;
  return (
    <WithHelp label={label} help={help}>
      <Select
        label={label}
        data={providers}
        allowDeselect={false}
        value={way.provider}
        onChange={(chosen) => {
          const provider = ddnsProviders.find((one) => one === chosen);
          // An address of another provider would get this one's password.
          if (provider) onChange({ ...way, provider, endpoint: '' });
        }}
      />
    </WithHelp>
  );
}

/** Hurricane Electric logs in by the name itself, DuckDNS by a token alone. */
function Login({ way, onChange, secret, context }: DdnsFieldsProps) {
  const { provider } = way;
  const words = provider === 'duckdns' ? text.token : text.password;
  return (
    <>
      {provider !== 'duckdns' && provider !== 'he' && (
        <WayInput
          field="user"
          words={text.user}
          value={way.user}
          onChange={(user) => onChange({ ...way, user })}
          context={context}
        />
      )}
      <WithHelp {...words}>
        <SecretInput
          label={words.label}
          isRequired
          error={context.faults.password}
          stored={{ isSet: secret.isStored, hint: '' }}
          value={secret.typed}
          onChange={secret.onType}
        />
      </WithHelp>
      {provider === 'no-ip' && (
        <WayInput
          field="contact"
          words={text.contact}
          value={way.contact}
          onChange={(contact) => onChange({ ...way, contact })}
          context={context}
        />
      )}
    </>
  );
}

function Port({ way, onChange, context }: DdnsFieldsProps) {
  const { externalPort, forwardsPort } = text;
  return (
    <>
      <WithHelp label={externalPort.label} help={externalPort.help}>
        <NumberInput
          label={externalPort.label}
          withAsterisk
          allowDecimal={false}
          hideControls
          clampBehavior="none"
          error={context.faults.externalPort}
          // 0 is an empty field: no port has that number.
          value={way.externalPort === 0 ? '' : way.externalPort}
          onBlur={() => context.leave('externalPort')}
          onChange={(typed) => onChange({ ...way, externalPort: Number(typed) })}
        />
      </WithHelp>
      <Box mt={25}>
        <WithHelp label={forwardsPort.label} help={forwardsPort.help}>
          <Switch
            label={forwardsPort.label}
            checked={way.forwardsPort}
            onChange={(event) => onChange({ ...way, forwardsPort: event.currentTarget.checked })}
          />
        </WithHelp>
      </Box>
    </>
  );
}
