import { Button } from '@mantine/core';
import { IconMapOff, IconMoodSad } from '@tabler/icons-react';
import { Link } from 'react-router';
import { frameText } from '../text/frame.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { paths } from '../ui/paths.ts';

/** In place of a screen that broke; the frame stays. */
export function CrashScreen() {
  return (
    <div role="alert">
      <EmptyState
        icon={IconMoodSad}
        title={frameText.crash.title}
        actions={
          <Button variant="default" onClick={() => location.reload()}>
            {frameText.crash.reload}
          </Button>
        }
      >
        {frameText.crash.text}
      </EmptyState>
    </div>
  );
}

/** In place of an address that does not exist. */
export function MissingScreen() {
  return (
    <EmptyState
      icon={IconMapOff}
      title={frameText.missing.title}
      actions={
        <Button component={Link} to={paths.home} variant="default">
          {frameText.missing.home}
        </Button>
      }
    >
      {frameText.missing.text}
    </EmptyState>
  );
}
