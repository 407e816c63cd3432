import { Group } from '@mantine/core';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { chargeStateTexts, gatewayTexts, tituloStatusTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { StatusBadge } from '../status-badge.tsx';
import { chargeTones, tituloTones } from '../tones.ts';
import { isOwed } from './outcome.ts';
import styles from './titulos.module.css';

/** What a título is, and what is wrong with its charge where something is. */
export function TituloBadges({ row }: { readonly row: TituloRow }) {
  const state = row.charge?.state;
  return (
    <Group
      gap={4}
      wrap="nowrap"
      component="span"
      display="inline-flex"
      className={styles['badges'] ?? ''}
    >
      <StatusBadge tone={tituloTones[row.status]} label={tituloStatusTexts[row.status]} />
      {isOwed(row) && (state === 'rejected' || state === 'unknown') && (
        <StatusBadge tone={chargeTones[state]} label={chargeStateTexts[state]} />
      )}
      {row.isStillPayable && <StatusBadge tone="attention" label={titulosText.stillPayable} />}
    </Group>
  );
}

/** Gateway and number where the charge is registered, else how far it has come. */
export function ChargeCell({ row }: { readonly row: TituloRow }) {
  const { charge } = row;
  if (charge === null) return <>{uiText.none}</>;
  const number = charge.nossoNumero ?? charge.gatewayId;
  if (charge.registeredAt !== null || number !== null)
    return (
      <>
        {gatewayTexts[charge.gateway]} {number}
      </>
    );
  return <StatusBadge tone={chargeTones[charge.state]} label={chargeStateTexts[charge.state]} />;
}

/** What `ChargeCell` says, to be copied. */
export function chargeCellText({ charge }: TituloRow): string {
  return charge?.nossoNumero ?? charge?.gatewayId ?? '';
}
