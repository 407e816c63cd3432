import { ActionIcon, Button, Group, PasswordInput, Text, TextInput, Tooltip } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { uiText } from '../text/ui.ts';

interface SecretInputProps {
  readonly label: string;
  readonly isRequired?: boolean;
  readonly error?: string | undefined;
  /** What the core keeps: never the secret itself. */
  readonly stored: { readonly isSet: boolean; readonly hint: string };
  /** What was typed now; undefined keeps the stored one, an empty text removes it. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Asks for the stored secret, shown only while the button is held; absent where it cannot be shown. */
  readonly onReveal?: () => Promise<string>;
}

/** A stored secret: masked, revealed only while a button is held, replaced as a whole. */
export function SecretInput(props: SecretInputProps) {
  const { stored, value, onChange } = props;
  if (stored.isSet && value === undefined) return <StoredSecret {...props} />;
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <PasswordInput
        flex={1}
        label={props.label}
        required={props.isRequired ?? false}
        error={props.error}
        autoComplete="off"
        spellCheck={false}
        value={value ?? ''}
        placeholder={stored.isSet ? uiText.secret.willBeRemoved : uiText.secret.missing}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {stored.isSet && (
        <Button variant="default" onClick={() => onChange(undefined)}>
          {uiText.secret.keep}
        </Button>
      )}
    </Group>
  );
}

function StoredSecret({ label, stored, onChange, onReveal, isRequired, error }: SecretInputProps) {
  const [shown, setShown] = useState<string>();
  return (
    <div>
      <Group gap={6} align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={label}
          required={isRequired ?? false}
          error={error}
          readOnly
          value={shown ?? `•••••••• ${stored.hint}`}
          rightSection={onReveal && <RevealButton onReveal={onReveal} onShow={setShown} />}
        />
        <Button variant="default" onClick={() => onChange('')}>
          {uiText.secret.replace}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={4} role="status">
        {shown === undefined ? uiText.secret.stored(stored.hint) : uiText.secret.revealed}
      </Text>
    </div>
  );
}

interface RevealButtonProps {
  readonly onReveal: () => Promise<string>;
  readonly onShow: (secret: string | undefined) => void;
}

function RevealButton({ onReveal, onShow }: RevealButtonProps) {
  const [held] = useState({ isHeld: false });
  const hold = (): void => {
    if (held.isHeld) return;
    held.isHeld = true;
    void onReveal().then(
      (secret) => {
        if (held.isHeld) onShow(secret);
      },
      () => onShow(undefined),
    );
  };
  const release = (): void => {
    held.isHeld = false;
    onShow(undefined);
  };
  return (
    <Tooltip label={uiText.secret.reveal}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={uiText.secret.reveal}
        onPointerDown={hold}
        onPointerUp={release}
        onPointerLeave={release}
        onBlur={release}
        onKeyDown={(event) => {
          if (event.key === ' ' || event.key === 'Enter') hold();
        }}
        onKeyUp={release}
      >
        <IconEye size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
