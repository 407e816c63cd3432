import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { CallbackDetail, CallbackRow } from '../../../preload/contract/callbacks.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { eventKindTexts } from '../../text/states.ts';
import { uiText } from '../../text/ui.ts';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { DateText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './callbacks.module.css';

type Effect = CallbackRow['effects'][number];

const text = callbacksText.page;
const { effectColumns: columns } = text;

const tones: Readonly<Record<Effect['state'], Tone>> = {
  new: 'waiting',
  applied: 'good',
  unmatched: 'doubt',
  ignored: 'ended',
};

/** What the callback told, and what each of it changed. */
export function Effects({ callback }: { readonly callback: CallbackDetail }) {
  return (
    <Section title={text.effects}>
      {callback.effects.length === 0 ? (
        <Text size="sm" c="dimmed">
          {callback.isTest ? text.isTest : text.noEffects[callback.state]}
        </Text>
      ) : (
        <Table aria-label={text.effects} fz="sm" verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{columns.event}</Table.Th>
              <Table.Th>{columns.titulo}</Table.Th>
              <Table.Th>{columns.client}</Table.Th>
              <Table.Th ta="right">{columns.amount}</Table.Th>
              <Table.Th>{columns.on}</Table.Th>
              <Table.Th>{columns.result}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {callback.effects.map((effect, index) => (
              <EffectRow key={index} effect={effect} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function EffectRow({ effect }: { readonly effect: Effect }) {
  return (
    <Table.Tr>
      <Table.Td>
        {eventKindTexts[effect.kind]}{' '}
        <span className={styles['raw']}>
          <VisibleText>{effect.rawStatus}</VisibleText>
        </span>
      </Table.Td>
      <Table.Td>
        {effect.tituloId === null || effect.tituloNumber === null ? (
          uiText.none
        ) : (
          <Anchor component={Link} to={paths.titulo(effect.tituloId)} inherit>
            {formatTituloNumber(effect.tituloNumber)}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td>
        {effect.clientName === null ? uiText.none : <VisibleText>{effect.clientName}</VisibleText>}
      </Table.Td>
      <Table.Td ta="right">
        <Money cents={effect.amountCents} />
      </Table.Td>
      <Table.Td>
        <DateText on={effect.happenedOn} />
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={tones[effect.state]} label={callbacksText.effectStates[effect.state]} />
      </Table.Td>
    </Table.Tr>
  );
}
