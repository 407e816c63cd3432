import { Menu } from '@mantine/core';
import {
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
  isPrintable,
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
export function RowMenuItems({
  row,
  actions,
  hasClient,
  isOnOwnPage,
}: RowMenuItemsProps): ReactNode {
  const navigate = useNavigate();
  const owed = isOwed(row);
  return (
    <>
      <Item
        icon={IconPrinter}
        label={text.boleto}
        isOn={isPrintable(row)}
        onClick={() => actions.ask('print', [row])}
      />
      {row.state === 'paid' && (
        <Item icon={IconReceipt} label={text.receipt} onClick={() => actions.printReceipt(row)} />
      )}
      <Item
        icon={IconCash}
        label={text.receive}
        isOn={owed}
        onClick={() => actions.ask('receive', [row])}
      />
      <Item
        icon={IconCalendarEvent}
        label={text.changeDue}
        isOn={owed && !hasWaitingMoney(row)}
        onClick={() => actions.ask('change-due', [row])}
      />
      <Item
        icon={IconSend}
        label={text.send}
        isOn={sendOutcome([row]).sendable.length > 0}
        onClick={() => actions.ask('send', [row])}
      />
      <Item
        icon={IconRefresh}
        label={text.refresh}
        isOn={hasReachedGateway(row)}
        onClick={() => actions.refresh(row)}
      />
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
