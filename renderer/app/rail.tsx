import { Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconChevronsLeft, IconChevronsRight, IconReceipt2 } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { frameText } from '../text/frame.ts';
import styles from './frame.module.css';
import { useScreens } from './use-screens.ts';

/** The screens at the left; collapses to icons. */
export function Rail() {
  const [isCollapsed, setIsCollapsed] = useLocalStorage({
    key: 'baixa.rail-collapsed',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const screens = useScreens();
  const Arrow = isCollapsed ? IconChevronsRight : IconChevronsLeft;
  const arrowText = isCollapsed ? frameText.expand : frameText.collapse;
  return (
    <nav className={styles['rail']} data-collapsed={isCollapsed} aria-label={frameText.rail}>
      <div className={styles['brand']}>
        <IconReceipt2 size={20} aria-hidden />
        <span className={styles['railLabel']}>{frameText.product}</span>
      </div>
      {screens.map(({ path, label, icon: ScreenIcon, isPractice }) => (
        <Tooltip key={path} label={label} position="right" disabled={!isCollapsed}>
          <NavLink
            to={path}
            end={path === '/'}
            className={styles['railLink'] ?? ''}
            aria-label={label}
            data-practice={isPractice}
          >
            <ScreenIcon size={18} stroke={1.7} aria-hidden />
            <span className={styles['railLabel']}>{label}</span>
          </NavLink>
        </Tooltip>
      ))}
      <button
        type="button"
        className={`${styles['railLink'] ?? ''} ${styles['railEnd'] ?? ''}`}
        aria-label={arrowText}
        aria-expanded={!isCollapsed}
        onClick={() => setIsCollapsed(!isCollapsed)}
      >
        <Arrow size={18} stroke={1.7} aria-hidden />
        <span className={styles['railLabel']}>{arrowText}</span>
      </button>
    </nav>
  );
}
