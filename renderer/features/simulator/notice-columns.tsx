import type { SimulatedNotice } from '../../../preload/contract/simulator.ts';
import { formatInstant } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { CellLink } from '../../ui/cell-link.tsx';
import type { Column } from '../../ui/data-table/columns.ts';
import { paths } from '../../ui/paths.ts';
import { InstantText } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Change, Outcome, TryAnswer } from './notice-outcome.tsx';

const text = simulatorText.notices.columns;

export function noticeColumns(gateway: string): readonly Column<SimulatedNotice>[] {
  return [
    {
      id: 'at',
      header: text.at,
      width: 150,
      cell: ({ at }) => <InstantText at={at} />,
      text: ({ at }) => (at === null ? '' : formatInstant(at)),
    },
    {
      id: 'charge',
      header: text.charge,
      width: 96,
      grow: 0.6,
      cell: ({ charge }) => (
        <CellLink to={paths.simulatedCharge(gateway, charge)}>
          <VisibleText>{charge}</VisibleText>
        </CellLink>
      ),
      text: ({ charge }) => charge,
    },
    {
      id: 'change',
      header: text.change,
      width: 130,
      grow: 1,
      cell: ({ change }) => <Change change={change} />,
      text: ({ change }) => change,
    },
    {
      id: 'outcome',
      header: text.outcome,
      width: 138,
      cell: (notice) => <Outcome notice={notice} />,
      text: ({ outcome }) => simulatorText.outcomes[outcome],
    },
    {
      id: 'answer',
      header: text.answer,
      width: 100,
      grow: 0.8,
      cell: (notice) => <TryAnswer notice={notice} />,
    },
    {
      id: 'attempt',
      header: text.attempt,
      width: 80,
      align: 'end',
      cell: ({ attempt }) => attempt ?? uiText.none,
    },
    {
      id: 'nextTry',
      header: text.nextTry,
      width: 150,
      cell: ({ nextTryAt }) => <InstantText at={nextTryAt} />,
    },
    {
      id: 'url',
      header: text.url,
      width: 100,
      grow: 1.4,
      cell: ({ url }) => (
        <span title={url}>
          <VisibleText>{url}</VisibleText>
        </span>
      ),
      text: ({ url }) => url,
    },
    {
      id: 'createdAt',
      header: text.createdAt,
      width: 156,
      cell: ({ createdAt }) => <InstantText at={createdAt} />,
      isOptional: true,
    },
  ];
}
