import { Menu } from '@mantine/core';
import { IconPencil, IconUsers } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { PlanRow } from '../../../preload/contract/clients.ts';
import { plansText } from '../../text/plans.ts';
import { paths } from '../../ui/paths.ts';

interface PlanMenuItemsProps {
  readonly plan: PlanRow;
  readonly onEdit: () => void;
}

/** What can be done with one plan. */
export function PlanMenuItems({ plan, onEdit }: PlanMenuItemsProps) {
  const navigate = useNavigate();
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
        {plansText.edit}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconUsers size={16} aria-hidden />}
        onClick={() => void navigate(paths.clientsOfPlan(plan.id))}
      >
        {plansText.clients}
      </Menu.Item>
    </>
  );
}
