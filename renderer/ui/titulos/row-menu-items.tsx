import { Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconBan,
  IconCalendarEvent,
  IconCash,
  IconInfoCircle,
  IconPlayerPlay,
  IconPrinter,
  IconReceipt,
  IconRefresh,
  IconSend,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { titulosText } from '../../text/titulos.ts';
import { paths } from '../paths.ts';
import {
  canCancel,
  canSimulatePayment,
  fateOf,
  hasWaitingMoney,
  isOwed,
  paperOf,
  sendOutcome,
} from './outcome.ts';
import type { TituloActions } from './use-titulo-actions.tsx';

const text = titulosText.actions;

interface RowMenuItemsProps {
  readonly row: TituloRow;
  readonly actions: TituloActions;
  /** Whether the screen shows many clients. */
  readonly hasClient?: boolean;
  /** Whether the screen is the título's own. */
  readonly isOnOwnPage?: boolean;
}

/** The acts on one título, in the order of M81; what its state does not allow is disabled. */
export function RowMenuItems(props: RowMenuItemsProps): ReactNode {
  const { row, actions } = props;
  return (
    <>
      <MoneyItems row={row} actions={actions} />
      <PlaceItems {...props} />
      {row.environment === 'simulator' && (
        <Item
          icon={IconPlayerPlay}
          label={text.pay}
          isOn={canSimulatePayment(row)}
          onClick={() => actions.pay(row)}
        />
      )}
      <Menu.Divider />
      <Item
        icon={IconBan}
        label={text.cancel}
        isOn={canCancel(row)}
        isDestructive
        onClick={() => actions.ask('cancel', [row])}
      />
    </>
  );
}

function MoneyItems({ row, actions }: RowMenuItemsProps): ReactNode {
  const owed = isOwed(row);
  const paper = paperOf(row);
  const asks = [
    {
      kind: 'print',
      icon: IconPrinter,
      label: text.papers[paper ?? 'boleto'],
      isOn: paper !== undefined,
    },
    { kind: 'receive', icon: IconCash, label: text.receive, isOn: owed },
    {
      kind: 'change-due',
      icon: IconCalendarEvent,
      label: text.changeDue,
      isOn: owed && !hasWaitingMoney(row),
    },
    {
      kind: 'send',
      icon: IconSend,
      label: text.send,
      isOn: sendOutcome([row]).sendable.length > 0,
    },
    {
      kind: 'move',
      icon: IconArrowsExchange,
      label: text.move,
      isOn: owed && !hasWaitingMoney(row),
    },
  ] as const;
  return (
    <>
      {row.state === 'paid' && (
        <Item icon={IconReceipt} label={text.receipt} onClick={() => actions.printReceipt(row)} />
      )}
      {asks.map(({ kind, ...item }) => (
        <Item key={kind} {...item} onClick={() => actions.ask(kind, [row])} />
      ))}
      <Item
        icon={IconRefresh}
        label={text.refresh}
        isOn={hasReachedGateway(row)}
        onClick={() => actions.refresh(row)}
      />
    </>
  );
}

function PlaceItems({ row, hasClient, isOnOwnPage }: RowMenuItemsProps): ReactNode {
  const navigate = useNavigate();
  return (
    <>
      {!isOnOwnPage && (
        <Item
          icon={IconInfoCircle}
          label={text.open}
          onClick={() => void navigate(paths.titulo(row.id))}
        />
      )}
      {hasClient && (
        <Item
          icon={IconUser}
          label={text.client}
          onClick={() => void navigate(paths.client(row.clientId))}
        />
      )}
    </>
  );
}

interface ItemProps {
  readonly icon: Icon;
  readonly label: string;
  readonly isOn?: boolean;
  readonly isDestructive?: boolean;
  readonly onClick: () => void;
}

function Item({ icon: ItemIcon, label, isOn, isDestructive, onClick }: ItemProps) {
  return (
    <Menu.Item
      leftSection={<ItemIcon size={16} aria-hidden />}
      disabled={!(isOn ?? true)}
      {...(isDestructive ? { color: 'red' } : {})}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  );
}

function hasReachedGateway(row: TituloRow): boolean {
  const fate = fateOf(row);
  return fate === 'registered' || fate === 'on-the-way' || fate === 'over';
}
