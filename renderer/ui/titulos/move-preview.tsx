import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../preload/contract/api.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { Effects } from './effects.tsx';
import styles from './titulos.module.css';

const text = titulosText.move;
/** Refusals told one by one; the rest is counted. */
const TOLD = 20;

interface MovePreviewProps {
  readonly preview: Output<'titulos.previewMove'>;
  /** The account that they would go to. */
  readonly to: string;
  readonly isOfAccount: boolean;
  readonly mayHaveParcels: boolean;
}

/** What a move would do, and what would stay with its reason. */
export function MovePreview({ preview, to, ...about }: MovePreviewProps): ReactNode {
  const anew = preview.byPlan['prepared-anew'];
  const again = preview.byPlan['cancelled-and-issued'];
  if (preview.count === 0) return <Text size="sm">{text.empty}</Text>;
  return (
    <Stack gap="xs" aria-live="polite">
      <Effects
        lines={[
          anew + again === 0 && text.nothing,
          anew > 0 && text.preparedAnew(anew, to),
          again > 0 && text.issuedAgain(again, to),
          again > 0 && text.paper,
          again > 0 && about.mayHaveParcels && text.carne,
          anew + again > 0 && about.isOfAccount && text.defaults,
        ]}
      />
      <Refused refused={preview.refused} />
    </Stack>
  );
}

function Refused({ refused }: Pick<Output<'titulos.previewMove'>, 'refused'>): ReactNode {
  if (refused.length === 0) return null;
  const label = text.refused(refused.length);
  return (
    <div>
      <Text size="sm">{label}</Text>
      <ul className={styles['problems']} tabIndex={0} aria-label={label}>
        {refused.slice(0, TOLD).map(({ tituloId, number, reason }) => (
          <li key={tituloId}>
            <strong>{formatTituloNumber(number)}</strong>:{' '}
            {text.refusals[reason] ?? titulosText.refusalOther}
          </li>
        ))}
        {refused.length > TOLD && <li>{text.more(refused.length - TOLD)}</li>}
      </ul>
    </div>
  );
}
