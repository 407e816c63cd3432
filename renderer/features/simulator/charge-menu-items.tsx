import { Menu } from '@mantine/core';
import { IconFileInvoice, IconInfoCircle } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { SimulatedCharge } from '../../../preload/contract/simulator.ts';
import { useCall } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { paths } from '../../ui/paths.ts';
import type { ChargeAct } from './act-dialog.tsx';
import { actionIcons, isHarsh } from './action-looks.ts';

const text = simulatorText.charges;

interface ChargeMenuItemsProps {
  readonly gateway: string;
  readonly row: SimulatedCharge;
  readonly onAct: (act: ChargeAct) => void;
}

/** Where to go from a charge, and the acts that are possible now. */
export function ChargeMenuItems({ gateway, row, onAct }: ChargeMenuItemsProps) {
  const navigate = useNavigate();
  const { tituloId } = row;
  return (
    <>
      <Menu.Item
        leftSection={<IconInfoCircle size={16} aria-hidden />}
        onClick={() => void navigate(paths.simulatedCharge(gateway, row.id))}
      >
        {text.open}
      </Menu.Item>
      {tituloId !== null && (
        <Menu.Item
          leftSection={<IconFileInvoice size={16} aria-hidden />}
          onClick={() => void navigate(paths.titulo(tituloId))}
        >
          {text.openTitulo}
        </Menu.Item>
      )}
      <Menu.Divider />
      <PossibleActs gateway={gateway} row={row} onAct={onAct} />
    </>
  );
}

function PossibleActs({ gateway, row, onAct }: ChargeMenuItemsProps) {
  const detail = useCall('simulator.charge', { gateway, id: row.id });
  if (!detail.data) return <Menu.Label>{uiText.loading}</Menu.Label>;
  const possible = detail.data.actions.filter(({ reason }) => reason === null);
  if (possible.length === 0) return <Menu.Label>{text.noAction}</Menu.Label>;
  return possible.map(({ action }) => {
    const ActionIcon = actionIcons[action];
    return (
      <Menu.Item
        key={action}
        leftSection={<ActionIcon size={16} aria-hidden />}
        {...(isHarsh(action) ? { color: 'red' } : {})}
        onClick={() => onAct({ charge: row, action })}
      >
        {simulatorText.actions[action]}
      </Menu.Item>
    );
  });
}
