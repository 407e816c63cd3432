import type { Cents } from '../../../domain/money.ts';
import { formatInstant, formatTituloNumber } from '../../text/format.ts';
import type { CallbackRow } from '../../../preload/contract/callbacks.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { callbackStateTexts, environmentTexts, eventKindTexts } from '../../text/states.ts';
import { uiText } from '../../text/ui.ts';
import { CellLink } from '../../ui/cell-link.tsx';
import type { Column } from '../../ui/data-table/columns.ts';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { callbackTones } from '../../ui/tones.ts';
import { InstantText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './callbacks.module.css';

const text = callbacksText.columns;

export const callbackColumns: readonly Column<CallbackRow>[] = [
  {
    id: 'receivedAt',
    header: text.receivedAt,
    width: 150,
    cell: (row) => (
      <CellLink to={paths.callback(row.id)}>
        <InstantText at={row.receivedAt} />
      </CellLink>
    ),
    text: (row) => formatInstant(row.receivedAt),
  },
  {
    id: 'account',
    header: text.account,
    width: 96,
    grow: 0.7,
    cell: (row) => <span title={row.accountLabel}>{row.accountLabel}</span>,
  },
  { id: 'event', header: text.event, width: 150, grow: 1, cell: (row) => <Event row={row} /> },
  { id: 'titulo', header: text.titulo, width: 86, cell: (row) => <TituloLink row={row} /> },
  {
    id: 'client',
    header: text.client,
    width: 120,
    grow: 1,
    cell: (row) => <Client row={row} />,
  },
  {
    id: 'amount',
    header: text.amount,
    width: 102,
    align: 'end',
    cell: (row) => <Money cents={amountOf(row)} />,
  },
  {
    id: 'result',
    header: text.result,
    width: 118,
    cell: (row) => (
      <StatusBadge
        tone={row.isTest ? 'practice' : callbackTones[row.state]}
        label={row.isTest ? callbacksText.test : callbackStateTexts[row.state]}
      />
    ),
  },
  {
    id: 'answered',
    header: text.answered,
    width: 84,
    align: 'end',
    cell: (row) => <Answered row={row} />,
    text: (row) => String(row.answered),
  },
  {
    id: 'duration',
    header: text.duration,
    width: 78,
    align: 'end',
    cell: (row) => (row.answeredUs === null ? uiText.none : callbacksText.ms(row.answeredUs)),
  },
  {
    id: 'tries',
    header: text.tries,
    width: 88,
    align: 'end',
    cell: (row) => row.tries,
    isOptional: true,
  },
  {
    id: 'environment',
    header: text.environment,
    width: 110,
    cell: (row) => environmentTexts[row.environment],
    isOptional: true,
  },
];

/** The last thing that it told, which is where the charge stands then, and how many more. */
function Event({ row }: { readonly row: CallbackRow }) {
  const last = row.effects.at(-1);
  if (!last)
    return (
      <span className={styles['raw']}>
        {row.state === 'done' ? callbacksText.nothingNew : uiText.none}
      </span>
    );
  const others = row.effects.length - 1;
  return (
    <>
      {eventKindTexts[last.kind]}{' '}
      <span className={styles['raw']}>
        <VisibleText>{last.rawStatus}</VisibleText>
      </span>
      {others > 0 && <span className={styles['raw']}> {callbacksText.moreEffects(others)}</span>}
    </>
  );
}

function amountOf({ effects }: CallbackRow): Cents | null {
  return effects.findLast(({ amountCents }) => amountCents !== null)?.amountCents ?? null;
}

function TituloLink({ row }: { readonly row: CallbackRow }) {
  const effect = row.effects.find(({ tituloId }) => tituloId !== null);
  if (!effect || effect.tituloId === null || effect.tituloNumber === null)
    return <>{uiText.none}</>;
  return (
    <CellLink to={paths.titulo(effect.tituloId)}>
      {formatTituloNumber(effect.tituloNumber)}
    </CellLink>
  );
}

function Client({ row }: { readonly row: CallbackRow }) {
  const name = row.effects.find(({ clientName }) => clientName !== null)?.clientName;
  if (typeof name !== 'string') return <>{uiText.none}</>;
  return (
    <span title={name}>
      <VisibleText>{name}</VisibleText>
    </span>
  );
}

function Answered({ row }: { readonly row: CallbackRow }) {
  if (row.replayOf !== null) return <>{callbacksText.replayed}</>;
  if (row.answered === 0) return <>{callbacksText.notAnswered}</>;
  return <span data-failed={row.answered !== 200}>{row.answered}</span>;
}
