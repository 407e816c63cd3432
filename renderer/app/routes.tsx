import { createHashRouter } from 'react-router';
import { CrashScreen, MissingScreen } from './crash-screen.tsx';
import { Frame } from './frame.tsx';
import { SecurityGate } from './security-gate.tsx';
import { screenRoutes } from './screens.tsx';

/** Addresses live after the `#`: the page is a file, served under one address. */
export function createRoutes(): ReturnType<typeof createHashRouter> {
  return createHashRouter([
    {
      element: (
        <SecurityGate>
          <Frame />
        </SecurityGate>
      ),
      errorElement: <CrashScreen />,
      children: [
        {
          errorElement: <CrashScreen />,
          children: [...screenRoutes, { path: '*', element: <MissingScreen /> }],
        },
      ],
    },
  ]);
}
