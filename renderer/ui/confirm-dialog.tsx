import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { uiText } from '../text/ui.ts';
import { ErrorAlert } from './failure-alert.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will be done, in numbers. */
  readonly children: ReactNode;
  /** Names the act: `Cancelar 12 títulos`. */
  readonly confirmLabel: string;
  readonly isDestructive?: boolean;
  readonly isDisabled?: boolean;
  /** The dialog closes when it settles, and shows the failure when it does not. */
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before an act that cannot simply be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [error, setError] = useState<unknown>();
  const [isRunning, setIsRunning] = useState(false);
  const close = (): void => {
    setError(undefined);
    props.onClose();
  };
  const confirm = async (): Promise<void> => {
    setIsRunning(true);
    setError(undefined);
    try {
      await props.onConfirm();
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <Modal opened={props.isOpen} onClose={close} title={props.title} centered>
      <Stack gap="md">
        <div>{props.children}</div>
        <ErrorAlert error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {uiText.back}
          </Button>
          <Button
            {...(props.isDestructive ? { color: 'red.8' } : {})}
            loading={isRunning}
            disabled={props.isDisabled ?? false}
            onClick={() => void confirm()}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
