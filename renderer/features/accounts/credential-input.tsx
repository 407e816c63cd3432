import { Button, FileInput, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GatewayForm } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { uiText } from '../../text/ui.ts';
import { SecretInput } from '../../ui/secret-input.tsx';

const text = accountsText.form;

type CredentialField = GatewayForm['credentialFields'][number];

interface CredentialInputProps {
  readonly kind: CredentialField['kind'];
  readonly choices: CredentialField['choices'];
  readonly label: string;
  readonly isRequired: boolean;
  readonly error: string | undefined;
  readonly stored: { readonly isSet: boolean; readonly hint: string };
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly onReveal?: () => Promise<string>;
}

/** A credential as its kind asks for it: masked, as plain text, or as a file. */
export function CredentialInput({ kind, choices, ...props }: CredentialInputProps) {
  if (kind === 'choice') return <ChoiceCredential {...props} choices={choices} />;
  if (kind === 'text') return <TextCredential {...props} />;
  if (kind === 'certificate') return <CertificateCredential {...props} />;
  return <SecretInput {...props} />;
}

type InputProps = Omit<CredentialInputProps, 'kind' | 'choices'>;

function ChoiceCredential({
  label,
  error,
  choices,
  stored,
  value,
  onChange,
}: InputProps & Pick<CredentialInputProps, 'choices'>) {
  const kept = stored.isSet ? stored.hint : choices[0]?.value;
  return (
    <Select
      label={label}
      error={error}
      data={[...choices]}
      allowDeselect={false}
      value={value ?? kept ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

function TextCredential({ label, isRequired, error, stored, value, onChange }: InputProps) {
  return (
    <TextInput
      label={label}
      required={isRequired}
      error={error}
      spellCheck={false}
      value={value ?? stored.hint}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function CertificateCredential({ label, isRequired, error, stored, value, onChange }: InputProps) {
  const [file, setFile] = useState<File | null>(null);
  const isPicked = value !== undefined && value !== '';
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    void readFile(chosen).then(onChange);
  };
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <FileInput
        flex={1}
        miw={0}
        label={label}
        required={isRequired}
        error={error}
        clearable
        placeholder={placeholderOf(stored.isSet, value)}
        value={isPicked ? file : null}
        onChange={choose}
      />
      {stored.isSet && value === undefined && (
        <Button variant="default" aria-label={text.removeFile(label)} onClick={() => onChange('')}>
          {uiText.secret.remove}
        </Button>
      )}
      {stored.isSet && value === '' && (
        <Button variant="default" onClick={() => onChange(undefined)}>
          {uiText.secret.keep}
        </Button>
      )}
    </Group>
  );
}

function placeholderOf(isSet: boolean, value: string | undefined): string {
  if (!isSet) return text.fileMissing;
  return value === '' ? uiText.secret.willBeRemoved : text.fileKept;
}

/** The bytes as base64, which is how the vault keeps them. */
async function readFile(file: File | null): Promise<string | undefined> {
  if (file === null) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
