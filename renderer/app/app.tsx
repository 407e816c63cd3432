import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider, type DataRouter } from 'react-router';
import { followChanges } from '../api/changes.ts';
import { followJobs } from '../api/jobs.ts';
import { createQueries } from '../api/queries.ts';
import { inks, theme } from './theme.ts';

const dates = { locale: 'pt-br', firstDayOfWeek: 0 } as const;

interface AppProps {
  readonly router: DataRouter;
  /** `test` leaves out transitions and portals. */
  readonly env?: 'default' | 'test';
}

/** The whole window. */
export function App({ router, env = 'default' }: AppProps) {
  const [queries] = useState(createQueries);
  useEffect(() => followChanges(queries), [queries]);
  useEffect(followJobs, []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={inks}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
      env={env}
    >
      <DatesProvider settings={dates}>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-center" mb={28} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}

/** The nonce that the shell wrote into this load of the page: styles without it are refused. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
