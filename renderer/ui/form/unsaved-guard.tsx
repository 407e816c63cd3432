import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { uiText } from '../../text/ui.ts';

/** State of a navigation that follows a save, which needs no question. */
export const SAVED = 'saved';

/** Asks before another screen takes the place of one with changes that were not saved. */
export function UnsavedGuard({ isDirty }: { readonly isDirty: boolean }) {
  useKeepWindowOpen(isDirty);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && nextLocation.state !== SAVED && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <Modal
      opened={blocker.state === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={uiText.leave.title}
      centered
    >
      <Text size="sm">{uiText.leave.text}</Text>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {uiText.leave.go}
        </Button>
        <Button onClick={() => blocker.reset?.()}>{uiText.leave.stay}</Button>
      </Group>
    </Modal>
  );
}

/** Tells the shell that closing the window would lose something, so that it asks. */
function useKeepWindowOpen(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const keep = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [isDirty]);
}
