import { Box, SimpleGrid, Text } from '@mantine/core';
import { useController, useWatch } from 'react-hook-form';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { fieldErrorText } from '../../text/fields.ts';
import { environmentTexts } from '../../text/states.ts';
import { WithHelp } from '../../ui/form/with-help.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { CredentialInput } from './credential-input.tsx';
import type { AccountParts } from './parts.ts';

const NOT_STORED = { isSet: false, hint: '' } as const;

/** The secrets that this gateway asks for in the chosen environment. */
export function Credentials({ form, gateway, account }: AccountParts) {
  const environment = useWatch({ control: form.control, name: 'environment' });
  const { field } = useController({ control: form.control, name: 'credentials' });
  const security = useCall('security.status', {}).data;
  const profile = useWatch({ control: form.control, name: 'profile' });
  const fields = gateway.credentialFields.filter(
    (one) => one.environment === environment && (one.profile ?? profile) === profile,
  );
  const errors = form.formState.errors.credentials;
  const typed: Readonly<Record<string, string | undefined>> = field.value;
  const change = (name: string, value: string | undefined): void => {
    const others = Object.entries(field.value).filter(([other]) => other !== name);
    field.onChange(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
  };
  return (
    <Section
      title={accountsText.sections.credentials}
      detail={accountsText.credentialsDetail(environmentTexts[environment])}
    >
      {security?.state === 'not-set-up' && (
        <Box mb="sm">
          <Notice tone="attention">{accountsText.locked}</Notice>
        </Box>
      )}
      {(environment === 'simulator' || fields.length === 0) && (
        <Text size="sm" c="dimmed" mb={fields.length === 0 ? 0 : 'sm'}>
          {environment === 'simulator'
            ? accountsText.simulatorCredentials
            : accountsText.noCredentials}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {fields.map(({ name, label, help, isRequired, kind, choices }) => (
          <WithHelp key={name} label={label} help={help === '' ? undefined : help}>
            <CredentialInput
              kind={kind}
              choices={choices}
              label={label}
              isRequired={isRequired}
              error={fieldErrorText(errors?.[name]?.message)}
              stored={account?.credentials.find((one) => one.name === name) ?? NOT_STORED}
              value={typed[name]}
              onChange={(value) => change(name, value)}
              {...(account ? { onReveal: () => reveal(account.id, name) } : {})}
            />
          </WithHelp>
        ))}
      </SimpleGrid>
    </Section>
  );
}

async function reveal(id: number, name: string): Promise<string> {
  return (await call('accounts.revealCredential', { id, name })).value;
}
