import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core';
import { IconBook, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import type { CarneRow } from '../../../preload/contract/carnes.ts';
import { usePractice } from '../../api/practice.ts';
import { useList } from '../../api/queries.ts';
import { carnesText } from '../../text/carnes.ts';
import { clientsText } from '../../text/clients.ts';
import { carneStateTexts } from '../../text/states.ts';
import { PrintCarnesDialog } from '../../ui/print-carnes-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { carneTones } from '../../ui/tones.ts';
import styles from './client-page.module.css';

const text = clientsText.page;

/** 02: the current carnê, and the others. */
export function ClientCarnes({ clientId }: { readonly clientId: number }) {
  const list = useList('carnes.list', { filter: { clientId, isPractice: usePractice() } });
  const [printing, setPrinting] = useState<CarneRow>();
  const current = list.rows.filter(({ isCurrent }) => isCurrent);
  const others = list.rows.filter(({ isCurrent }) => !isCurrent);
  const isEmpty = !list.isLoading && !list.failure && list.rows.length === 0;
  return (
    <Section title={text.carnes}>
      <h3 className={styles['subhead']}>
        {text.currentCarne}
        <AddCarne clientId={clientId} />
      </h3>
      {list.failure && <FailureAlert failure={list.failure} onRetry={list.reload} />}
      {isEmpty && (
        <EmptyState icon={IconBook} title={text.noCarnes}>
          {text.noCarnesText}
        </EmptyState>
      )}
      {list.rows.length > 0 && current.length === 0 && <p>{text.noCurrent}</p>}
      <Carnes rows={current} onPrint={setPrinting} />
      {others.length > 0 && <h3 className={styles['subhead']}>{text.otherCarnes}</h3>}
      <Carnes rows={others} onPrint={setPrinting} />
      {list.hasMore && (
        <Button variant="default" size="compact-sm" onClick={list.loadMore}>
          {carnesText.more}
        </Button>
      )}
      {printing && <PrintCarnesDialog rows={[printing]} onClose={() => setPrinting(undefined)} />}
    </Section>
  );
}

function AddCarne({ clientId }: { readonly clientId: number }) {
  return (
    <Tooltip label={text.addCarne}>
      <ActionIcon
        component={Link}
        to={paths.newCarneOf(clientId)}
        variant="light"
        size={26}
        aria-label={text.addCarne}
      >
        <IconPlus size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

interface CarnesProps {
  readonly rows: readonly CarneRow[];
  readonly onPrint: (carne: CarneRow) => void;
}

function Carnes({ rows, onPrint }: CarnesProps) {
  return rows.map((carne) => (
    <div key={carne.id} className={styles['carne']}>
      <span className={styles['carneName']}>
        <Anchor component={Link} to={paths.carne(carne.id)} inherit fw={600}>
          {carnesText.name(carne.id)}
        </Anchor>{' '}
        {carne.description}
      </span>
      <span>{carnesText.paidOf(carne.paidParcels, carne.parcels)}</span>
      <span>
        {formatCivilDate(carne.firstDueOn)} – {formatCivilDate(carne.lastDueOn)}
      </span>
      <span>{carnesText.openOf(formatMoney(carne.openCents), formatMoney(carne.totalCents))}</span>
      <StatusBadge tone={carneTones[carne.state]} label={carneStateTexts[carne.state]} />
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        aria-label={`${text.printCarne}: ${carnesText.name(carne.id)}`}
        onClick={() => onPrint(carne)}
      >
        {text.printCarne}
      </Button>
    </div>
  ));
}
