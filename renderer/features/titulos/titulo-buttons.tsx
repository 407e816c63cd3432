import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCash, IconDots, IconPrinter, IconSend } from '@tabler/icons-react';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { canSimulatePayment, isOwed, paperOf, sendOutcome } from '../../ui/titulos/outcome.ts';
import { RowMenuItems } from '../../ui/titulos/row-menu-items.tsx';
import type { TituloActions } from '../../ui/titulos/use-titulo-actions.tsx';

const text = titulosText.actions;

interface TituloButtonsProps {
  readonly titulo: TituloDetail;
  readonly actions: TituloActions;
}

/** What is done most often as buttons, everything in the menu. */
export function TituloButtons({ titulo, actions }: TituloButtonsProps) {
  const paper = paperOf(titulo);
  const canSend = sendOutcome([titulo]).sendable.length > 0;
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={240}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={uiText.table.actions(
              titulosText.rowLabel(formatTituloNumber(titulo.number)),
            )}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <RowMenuItems row={titulo} actions={actions} hasClient isOnOwnPage />
        </Menu.Dropdown>
      </Menu>
      {canSimulatePayment(titulo) && (
        <Button variant="default" onClick={() => actions.pay(titulo)}>
          {text.pay}
        </Button>
      )}
      {paper !== undefined && (
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => actions.ask('print', [titulo])}
        >
          {text.papers[paper]}
        </Button>
      )}
      {canSend && (
        <Button
          variant="default"
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => actions.ask('send', [titulo])}
        >
          {text.send}
        </Button>
      )}
      {isOwed(titulo) && (
        <Button
          leftSection={<IconCash size={16} aria-hidden />}
          onClick={() => actions.ask('receive', [titulo])}
        >
          {text.receive}
        </Button>
      )}
    </>
  );
}
