import { Kbd, Switch, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCoin,
  IconHelpCircle,
  IconSearch,
  IconSend,
  type Icon,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { setPractice, usePractice } from '../api/practice.ts';
import { useStatus } from '../api/status.ts';
import { formatCount } from '../text/format.ts';
import { frameText } from '../text/frame.ts';
import { paths } from '../ui/paths.ts';
import styles from './frame.module.css';

/** Search at the left, what waits and the practice switch at the right. */
export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const isPractice = usePractice();
  return (
    <header className={styles['top']} aria-label={frameText.top}>
      <button type="button" className={styles['search']} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span>{frameText.search}</span>
        <Kbd size="xs" className={styles['wide'] ?? ''}>
          Ctrl K
        </Kbd>
      </button>
      <Waits />
      <Tooltip label={frameText.practice.hint}>
        <div>
          <Switch
            label={frameText.practice.switch}
            color="violet.8"
            checked={isPractice}
            onChange={(event) => setPractice(event.currentTarget.checked)}
          />
        </div>
      </Tooltip>
    </header>
  );
}

function Waits() {
  const status = useStatus().data;
  if (!status) return <div className={styles['waits']} />;
  const { waiting, running, unknown, failed } = status.outbox;
  const text = frameText.waiting;
  return (
    <nav className={styles['waits']} aria-label={text.label}>
      <Wait
        count={waiting + running}
        text={text.outbox}
        to={paths.titulosWith('unregistered')}
        icon={IconSend}
      />
      <Wait
        count={unknown}
        text={text.unknown}
        to={paths.titulosWith('unknown')}
        icon={IconHelpCircle}
      />
      <Wait
        count={failed}
        text={text.failed}
        to={paths.titulosWith('rejected')}
        icon={IconAlertTriangle}
        tone="bad"
      />
      <Wait count={status.reviews} text={text.reviews} to={paths.home} icon={IconCoin} />
    </nav>
  );
}

interface WaitProps {
  readonly count: number;
  readonly text: (count: number) => string;
  readonly to: string;
  readonly icon: Icon;
  readonly tone?: 'bad';
}

function Wait({ count, text, to, icon: WaitIcon, tone }: WaitProps) {
  if (count === 0) return null;
  return (
    <Link to={to} className={styles['wait']} data-tone={tone} aria-label={text(count)}>
      <WaitIcon size={15} aria-hidden />
      <span className={styles['waitLong']}>{text(count)}</span>
      <span className={styles['waitShort']}>{formatCount(count)}</span>
    </Link>
  );
}
