import { useEffect, useState } from 'react';
import { nowMs } from './today.ts';

const TICK_MS = 30_000;

/** Milliseconds since 1970 on the core's clock, for ages that grow on the screen. */
export function useNow(): number {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
