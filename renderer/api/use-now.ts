import { useEffect, useState } from 'react';
import { nowMs, watchClock } from './today.ts';

const TICK_MS = 30_000;

/** Milliseconds since 1970 on the core's clock, for ages that grow on the screen. */
export function useNow(): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const look = (): void => setNow(nowMs());
    const timer = setInterval(look, TICK_MS);
    const stop = watchClock(look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  return now;
}
