import { Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useNow } from '../../api/use-now.ts';
import { exposureText, lightLine } from '../../text/exposure.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/section.tsx';
import { toneIcons } from '../../ui/tone.ts';
import { wayLightTones } from '../../ui/tones.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './exposure.module.css';

const text = exposureText.light;

type Light = NonNullable<ExposureField['light']>;

/** Whether gateways reach this computer, in words as large as the answer matters; and under which address. */
export function LightSection({
  exposure: { light, baseUrl },
}: {
  readonly exposure: ExposureField;
}) {
  return (
    <Section title={text.title}>
      {light === null ? (
        <EmptyState icon={IconPlugConnectedX} title={text.none}>
          {text.noneText}
        </EmptyState>
      ) : (
        <>
          <BigLight light={light} />
          <Address baseUrl={baseUrl} />
        </>
      )}
    </Section>
  );
}

function BigLight({ light }: { readonly light: Light }) {
  const now = useNow();
  const tone = wayLightTones[light.state];
  const LightIcon = toneIcons[tone];
  return (
    <div className={styles['light']} data-tone={tone} role="status">
      <LightIcon size={34} stroke={1.8} aria-hidden className={styles['lightIcon']} />
      <div className={styles['lightWords']}>
        <div className={styles['lightLine']}>{lightLine(light, now)}</div>
        <Reason light={light} />
      </div>
    </div>
  );
}

function Reason({ light }: { readonly light: Light }) {
  if (light.state === 'confirmed') return light.by && <div>{text.by[light.by]}</div>;
  if (light.state === 'unknown') return <div>{text.unknown}</div>;
  return (
    <>
      <div>
        <VisibleText>{light.why}</VisibleText>
      </div>
      <div>{text.failedNext}</div>
    </>
  );
}

function Address({ baseUrl }: { readonly baseUrl: string | null }) {
  return (
    <div className={styles['address']}>
      <Text size="xs" c="dimmed">
        {text.address}
      </Text>
      {baseUrl === null ? (
        <Text size="sm">{text.noAddress}</Text>
      ) : (
        <Group gap={6} wrap="nowrap">
          <code className={styles['url']}>{baseUrl}</code>
          <CopyButton value={baseUrl} what={text.copyAddress} />
        </Group>
      )}
    </div>
  );
}
