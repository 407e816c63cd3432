/** The frame round every screen: rail, top bar, practice band, status line, panel of jobs. Read this first. */
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { usePractice } from '../api/practice.ts';
import { useCoreClock } from '../api/status.ts';
import { Palette } from '../features/search/palette.tsx';
import { frameText } from '../text/frame.ts';
import styles from './frame.module.css';
import { JobPanel } from './job-panel.tsx';
import { PracticeBand } from './practice-band.tsx';
import { Rail } from './rail.tsx';
import { screens } from './screens.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { usePlaces } from './use-screens.ts';

export function Frame() {
  const main = useRef<HTMLElement>(null);
  const isPractice = usePractice();
  const [isSearching, setIsSearching] = useState(false);
  useHotkeys([['mod+K', () => setIsSearching(true)]], []);
  const places = usePlaces();
  useWindowTitle();
  useCoreClock();
  return (
    <div className={styles['frame']} data-practice={isPractice}>
      <button type="button" className={styles['skip']} onClick={() => main.current?.focus()}>
        {frameText.skip}
      </button>
      <Rail />
      <div className={styles['column']}>
        <TopBar onSearch={() => setIsSearching(true)} />
        {isPractice && <PracticeBand />}
        <main ref={main} tabIndex={-1} className={styles['main']} aria-label={frameText.main}>
          <Outlet />
        </main>
      </div>
      <StatusLine />
      <JobPanel />
      <Palette isOpen={isSearching} onClose={() => setIsSearching(false)} places={places} />
    </div>
  );
}

function useWindowTitle(): void {
  const { pathname } = useLocation();
  const screen = screens
    .filter(({ path }) => path === pathname || (path !== '/' && pathname.startsWith(path)))
    .at(-1);
  const label = screen?.label;
  useEffect(() => {
    document.title = label === undefined ? frameText.product : `${label} · ${frameText.product}`;
  }, [label]);
}
