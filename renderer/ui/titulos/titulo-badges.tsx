import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { chargeStateTexts, gatewayTexts, tituloStatusTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { Badges } from '../badges.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { chargeTones, tituloTones } from '../tones.ts';
import { isOwed } from './outcome.ts';

/** What a título is. */
export function TituloBadge({ row }: { readonly row: TituloRow }) {
  return <StatusBadge tone={tituloTones[row.status]} label={tituloStatusTexts[row.status]} />;
}

/** The same, and what is wrong with its charge where something is. */
export function TituloBadges({ row }: { readonly row: TituloRow }) {
  const state = row.charge?.state;
  return (
    <Badges>
      <TituloBadge row={row} />
      {isOwed(row) && (state === 'rejected' || state === 'unknown') && (
        <StatusBadge tone={chargeTones[state]} label={chargeStateTexts[state]} />
      )}
      {row.isStillPayable && <StatusBadge tone="attention" label={titulosText.stillPayable} />}
    </Badges>
  );
}

/** Gateway and number where the charge is registered, else how far it has come or what is wrong with it. */
export function ChargeCell({ row }: { readonly row: TituloRow }) {
  const { charge } = row;
  if (charge === null) return <>{uiText.none}</>;
  if (row.isStillPayable)
    return <StatusBadge tone="attention" label={titulosText.stillPayableShort} />;
  const number = charge.nossoNumero ?? charge.gatewayId;
  const isTroubled = charge.state === 'rejected' || charge.state === 'unknown';
  if (!isTroubled && (charge.registeredAt !== null || number !== null))
    return <WholeOnHover text={`${gatewayTexts[charge.gateway]} ${number ?? ''}`.trim()} />;
  const label =
    charge.state === 'prepared' ? titulosText.unregistered : chargeStateTexts[charge.state];
  return <StatusBadge tone={chargeTones[charge.state]} label={label} />;
}

/** The numbers of some gateways are longer than any column. */
function WholeOnHover({ text }: { readonly text: string }) {
  return <span title={text}>{text}</span>;
}

/** What `ChargeCell` says, to be copied. */
export function chargeCellText({ charge }: TituloRow): string {
  return charge?.nossoNumero ?? charge?.gatewayId ?? '';
}
