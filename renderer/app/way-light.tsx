import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled, IconHelpCircle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ExposureField } from '../../preload/contract/exposure.ts';
import { useCall } from '../api/queries.ts';
import { useNow } from '../api/use-now.ts';
import { exposureText, lightLine } from '../text/exposure.ts';
import { paths } from '../ui/paths.ts';
import { wayLightTones } from '../ui/tones.ts';
import styles from './frame.module.css';

type Light = NonNullable<ExposureField['light']>;

const icons = {
  confirmed: IconCircleCheckFilled,
  unknown: IconHelpCircle,
  failed: IconAlertTriangle,
} as const;

/** The light of the way in, on every screen; nothing while none is set up. */
export function WayLight() {
  const exposure = useCall('exposure.get', {}).data;
  if (!exposure || exposure.light === null) return null;
  const kind = exposure.ways.find(({ isActive }) => isActive)?.kind;
  const name = kind === undefined ? exposureText.title : exposureText.kinds[kind];
  return <LightLink light={exposure.light} name={name} />;
}

function LightLink({ light, name }: { readonly light: Light; readonly name: string }) {
  const now = useNow();
  const LightIcon = icons[light.state];
  const link = (
    <Link to={paths.exposure} className={styles['item']} data-tone={wayLightTones[light.state]}>
      <LightIcon size={14} aria-hidden />
      {`${name}: ${lightLine(light, now)}`}
    </Link>
  );
  return light.why === '' ? link : <Tooltip label={light.why}>{link}</Tooltip>;
}
