/** The columns of every list of títulos. */
import type { ReactNode } from 'react';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatAmount } from '../../../domain/money.ts';
import type { Input } from '../../../preload/contract/api.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { gatewayTexts, paymentMethodTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { CellLink } from '../cell-link.tsx';
import type { Column } from '../data-table/columns.ts';
import { paths } from '../paths.ts';
import { CompetenceText, DateText, Money } from '../values.tsx';
import { VisibleText } from '../visible-text.tsx';
import { balanceOf, isOwed } from './outcome.ts';
import { ChargeCell, chargeCellText, TituloBadge } from './titulo-badges.tsx';
import styles from './titulos.module.css';

export type TituloSort = Input<'titulos.list'>['sort'];
type TituloColumn = Column<TituloRow, TituloSort>;

const text = titulosText.columns;

/** Fits R$ 99.999,99: an amount that is cut off reads as another amount. */
const MONEY_WIDTH = 100;

const number: TituloColumn = {
  id: 'number',
  header: text.number,
  width: 78,
  cell: (row) => <CellLink to={paths.titulo(row.id)}>{formatTituloNumber(row.number)}</CellLink>,
  text: (row) => formatTituloNumber(row.number),
  sort: { ascending: 'number', descending: 'number-latest' },
};

const client: TituloColumn = {
  id: 'client',
  header: text.client,
  width: 134,
  grow: 1,
  cell: (row) => (
    <span title={row.clientName}>
      <CellLink to={paths.client(row.clientId)}>
        <VisibleText>{row.clientName}</VisibleText>
      </CellLink>
    </span>
  ),
  text: (row) => row.clientName,
};

const face: TituloColumn = {
  id: 'face',
  header: text.face,
  width: MONEY_WIDTH,
  align: 'end',
  cell: (row) => <Money cents={row.faceCents} />,
  text: (row) => formatAmount(row.faceCents),
};

const due: TituloColumn = {
  id: 'due',
  header: text.due,
  width: 202,
  cell: (row) => <Due row={row} />,
  text: (row) => formatCivilDate(row.dueOn),
  sort: { ascending: 'due', descending: 'due-latest' },
};

const total: TituloColumn = {
  id: 'total',
  header: text.total,
  width: MONEY_WIDTH,
  align: 'end',
  cell: (row) => <Money cents={row.totalCents} />,
  text: (row) => formatAmount(row.totalCents),
};

const kind: TituloColumn = {
  id: 'kind',
  header: text.kind,
  width: 132,
  cell: kindOf,
  text: kindOf,
};

const charge: TituloColumn = {
  id: 'charge',
  header: text.charge,
  width: 104,
  cell: (row) => <ChargeCell row={row} />,
  text: chargeCellText,
};

const issued: TituloColumn = {
  id: 'issued',
  header: text.issued,
  width: 108,
  align: 'end',
  cell: (row) => <DateText on={row.issuedOn} />,
  text: (row) => formatCivilDate(row.issuedOn),
};

const status: TituloColumn = {
  id: 'status',
  header: text.status,
  width: 128,
  grow: 0.5,
  cell: (row) => <TituloBadge row={row} />,
};

const competence: TituloColumn = {
  id: 'competence',
  header: text.competence,
  width: 98,
  align: 'end',
  cell: (row) => <CompetenceText month={row.competence} />,
  isOptional: true,
};

const account: TituloColumn = {
  id: 'account',
  header: text.account,
  width: 140,
  cell: (row) => (
    <span title={row.charge?.accountLabel}>{row.charge?.accountLabel ?? uiText.none}</span>
  ),
  isOptional: true,
};

const balance: TituloColumn = {
  id: 'balance',
  header: text.balance,
  width: 106,
  align: 'end',
  cell: (row) => <Money cents={isOwed(row) ? balanceOf(row) : null} />,
  isOptional: true,
};

const paidOn: TituloColumn = {
  id: 'paidOn',
  header: text.paidOn,
  width: 106,
  align: 'end',
  cell: (row) => <DateText on={row.paidOn} />,
  sort: { descending: 'paid-latest' },
};

const paid: TituloColumn = {
  id: 'paid',
  header: text.paid,
  width: 104,
  align: 'end',
  cell: (row) => <Money cents={row.paidCents} />,
};

const method: TituloColumn = {
  id: 'method',
  header: text.paidBy,
  width: 104,
  cell: (row) => (row.paidBy === null ? uiText.none : paymentMethodTexts[row.paidBy]),
};

const returns: TituloColumn = {
  id: 'returns',
  header: text.returns,
  width: 120,
  cell: returnOf,
  text: returnOf,
};

const paidParts = [paidOn, paid, method].map((column) => ({ ...column, isOptional: true }));
const spare = [competence, account, balance, ...paidParts];

/** Everything of everybody: M73-M80, and what can be added. */
export const tituloColumns: readonly TituloColumn[] = [
  number,
  client,
  face,
  due,
  total,
  kind,
  charge,
  status,
  issued,
  ...spare,
];

/** The same of one client or one carnê. */
export const ownColumns: readonly TituloColumn[] = [
  number,
  face,
  due,
  total,
  kind,
  charge,
  { ...status, grow: 1 },
  issued,
  ...spare,
];

/** Títulos recebidos, as Mk-Auth orders them. */
export const receivedColumns: readonly TituloColumn[] = [
  number,
  face,
  { ...due, width: 106 },
  { ...total, header: text.currentTotal },
  method,
  { ...returns, grow: 1 },
  paidOn,
  paid,
];

/** `16/05/2016 (vencido há 101 dias)`; without the distance once nothing is owed. */
function Due({ row }: { readonly row: TituloRow }): ReactNode {
  if (!isOwed(row)) return <DateText on={row.dueOn} />;
  return (
    <>
      <DateText on={row.dueOn} />{' '}
      <span className={styles['distance']} data-late={row.status === 'overdue'}>
        {titulosText.due(row.daysToDue)}
      </span>
    </>
  );
}

function kindOf(row: TituloRow): string {
  const word = titulosText.kinds[row.kind] ?? row.kind;
  if (row.parcelNo === null || row.parcels === null) return word;
  return `${word} ${titulosText.parcel(row.parcelNo, row.parcels)}`;
}

/** By which way the payment came back: the gateway, or by hand. */
function returnOf(row: TituloRow): string {
  const { charge: last } = row;
  if (row.paidOn === null) return uiText.none;
  return last?.state === 'paid' ? gatewayTexts[last.gateway] : titulosText.byHand;
}
