import { FileInput, Select, TextInput } from '@mantine/core';
import type { GatewayForm } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { SecretInput } from '../../ui/secret-input.tsx';

type CredentialField = GatewayForm['credentialFields'][number];

interface CredentialInputProps {
  readonly kind: CredentialField['kind'];
  readonly choices: CredentialField['choices'];
  readonly label: string;
  readonly isRequired: boolean;
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
  choices,
  stored,
  value,
  onChange,
}: InputProps & Pick<CredentialInputProps, 'choices'>) {
  const kept = stored.isSet ? stored.hint : choices[0]?.value;
  return (
    <Select
      label={label}
      data={[...choices]}
      allowDeselect={false}
      value={value ?? kept ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

function TextCredential({ label, isRequired, stored, value, onChange }: InputProps) {
  return (
    <TextInput
      label={label}
      required={isRequired}
      spellCheck={false}
      value={value ?? stored.hint}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function CertificateCredential({ label, isRequired, stored, onChange }: InputProps) {
  return (
    <FileInput
      label={label}
      required={isRequired}
      clearable
      placeholder={stored.isSet ? accountsText.form.fileKept : accountsText.form.fileMissing}
      onChange={(file) => void readFile(file).then(onChange)}
    />
  );
}

/** The bytes as base64, which is how the vault keeps them. */
async function readFile(file: File | null): Promise<string | undefined> {
  if (file === null) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
