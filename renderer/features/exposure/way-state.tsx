import { useNow } from '../../api/use-now.ts';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { exposureText, lightLine } from '../../text/exposure.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { wayLightTones } from '../../ui/tones.ts';
import { InstantText } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

const text = exposureText.ways;

export type SeenWay = ExposureField['ways'][number];

/** In use or in reserve, and its own light. */
export function WayBadges({
  seen,
  isSaved,
}: {
  readonly seen: SeenWay | undefined;
  readonly isSaved: boolean;
}) {
  const now = useNow();
  if (!isSaved) return <StatusBadge tone="attention" label={text.unsaved} />;
  if (!seen) return <StatusBadge tone="plain" label={text.reserve} />;
  return (
    <>
      <StatusBadge tone="plain" label={seen.isActive ? text.active : text.reserve} />
      <StatusBadge tone={wayLightTones[seen.light.state]} label={lightLine(seen.light, now)} />
    </>
  );
}

/** What the way says of itself, and its last visit as evidence. */
export function WayState({ seen }: { readonly seen: SeenWay | undefined }) {
  if (!seen) return <>{text.notOpened}</>;
  return (
    <DetailList
      details={[
        { label: text.state, value: <VisibleText>{seen.text}</VisibleText> },
        { label: text.lastProbe, value: <LastProbe probe={seen.lastProbe} /> },
      ]}
    />
  );
}

function LastProbe({ probe }: { readonly probe: SeenWay['lastProbe'] }) {
  if (probe === null) return <>{text.noProbe}</>;
  const isProof = probe.hasArrived && probe.text === '';
  return (
    <>
      <InstantText at={probe.at} />
      {': '}
      {isProof ? text.arrived : text.notArrived}
      {probe.status !== null && `, ${text.http(probe.status)}`}
      {`, ${text.took(probe.elapsedMs)}`}
      {probe.text !== '' && <div>{probe.text}</div>}
    </>
  );
}
