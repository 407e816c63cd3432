import { useStatus } from '../api/status.ts';
import type { Place } from '../features/search/hits.ts';
import { places, screens, type Screen } from './screens.tsx';

/** The screens of the rail at this moment: the simulator's only while there is something to see on it. */
export function useScreens(): readonly Screen[] {
  const hasSimulator = useHasSimulator();
  return screens.filter(({ isPractice }) => isPractice !== true || hasSimulator);
}

/** What the palette offers at this moment. */
export function usePlaces(): readonly Place[] {
  const hidden = new Set(screens.map(({ path }) => path));
  for (const { path } of useScreens()) hidden.delete(path);
  return places.filter(({ path }) => !hidden.has(path));
}

function useHasSimulator(): boolean {
  const status = useStatus().data;
  return status !== undefined && (status.hasPracticeAccount || status.simulatorPort !== null);
}
