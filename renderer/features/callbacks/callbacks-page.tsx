/** Callbacks: everything that gateways sent, live. Read this first. */
import { Button, List, Menu } from '@mantine/core';
import {
  IconFileInvoice,
  IconInfoCircle,
  IconRefresh,
  IconRouter,
  IconWebhook,
} from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import type { CallbackRow } from '../../../preload/contract/callbacks.ts';
import { useList } from '../../api/queries.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { callbackColumns } from './callback-columns.tsx';
import { CallbackFilters } from './callback-filters.tsx';
import { useCallbackQuery } from './callback-query.ts';
import { useReplay } from './use-replay.ts';

export function CallbacksPage() {
  const navigate = useNavigate();
  const query = useCallbackQuery();
  const list = useList('callbacks.list', { filter: query.filter });
  return (
    <>
      <PageHeader
        title={callbacksText.title}
        detail={callbacksText.detail}
        actions={
          <Button
            component={Link}
            to={paths.exposure}
            variant="default"
            leftSection={<IconRouter size={16} aria-hidden />}
          >
            {callbacksText.wayIn}
          </Button>
        }
      />
      <DataTable
        name="callbacks"
        label={callbacksText.list}
        list={list}
        columns={callbackColumns}
        rowId={(row) => row.id}
        rowLabel={(row) => callbacksText.rowLabel(row.id)}
        onOpen={(row) => void navigate(paths.callback(row.id))}
        actions={(row) => <CallbackMenuItems row={row} />}
        toolbar={<CallbackFilters query={query} />}
        empty={<NoCallbacks isFiltered={query.isFiltered} onClear={query.clear} />}
      />
    </>
  );
}

function CallbackMenuItems({ row }: { readonly row: CallbackRow }) {
  const navigate = useNavigate();
  const replay = useReplay();
  const tituloId = row.effects.find((effect) => effect.tituloId !== null)?.tituloId;
  const text = callbacksText.actions;
  return (
    <>
      <Menu.Item
        leftSection={<IconInfoCircle size={16} aria-hidden />}
        onClick={() => void navigate(paths.callback(row.id))}
      >
        {text.open}
      </Menu.Item>
      {typeof tituloId === 'number' && (
        <Menu.Item
          leftSection={<IconFileInvoice size={16} aria-hidden />}
          onClick={() => void navigate(paths.titulo(tituloId))}
        >
          {text.titulo}
        </Menu.Item>
      )}
      <Menu.Item
        disabled={row.isTest}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={() => replay.run(row.id)}
      >
        {text.replay}
      </Menu.Item>
    </>
  );
}

interface NoCallbacksProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function NoCallbacks({ isFiltered, onClear }: NoCallbacksProps) {
  const { empty } = callbacksText;
  if (isFiltered)
    return (
      <EmptyState
        icon={IconWebhook}
        title={empty.filteredTitle}
        actions={
          <Button variant="default" onClick={onClear}>
            {callbacksText.filters.clear}
          </Button>
        }
      >
        {empty.filteredText}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconWebhook}
      title={empty.title}
      actions={
        <Button component={Link} to={paths.titulos}>
          {empty.go}
        </Button>
      }
    >
      {empty.text}
      <List type="ordered" size="sm" ta="left" my="xs">
        {empty.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      {empty.real}
    </EmptyState>
  );
}
