import type { RouteObject } from 'react-router';
import { CrashScreen, MissingScreen } from './crash-screen.tsx';
import { Frame } from './frame.tsx';
import { SecurityGate } from './security-gate.tsx';
import { screenRoutes } from './screens.tsx';

/** Every address of the window; the gate and the frame stand round them all. */
export const routes: RouteObject[] = [
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
];
