import { Menu } from '@mantine/core';
import { IconBook, IconFileInvoice, IconPencil, IconUser } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { ClientRow } from '../../../preload/contract/clients.ts';
import { clientsText } from '../../text/clients.ts';
import { paths } from '../../ui/paths.ts';

const text = clientsText.actions;

/** The acts on one client of the list. */
export function ClientMenuItems({ row }: { readonly row: ClientRow }) {
  const navigate = useNavigate();
  const items = [
    { icon: IconUser, label: text.open, path: paths.client(row.id) },
    { icon: IconPencil, label: text.edit, path: paths.editClient(row.id) },
    { icon: IconFileInvoice, label: text.newTitulo, path: paths.newTituloOf(row.id) },
    { icon: IconBook, label: text.newCarne, path: paths.newCarneOf(row.id) },
  ];
  return items.map(({ icon: ItemIcon, label, path }) => (
    <Menu.Item
      key={path}
      leftSection={<ItemIcon size={16} aria-hidden />}
      onClick={() => void navigate(path)}
    >
      {label}
    </Menu.Item>
  ));
}
