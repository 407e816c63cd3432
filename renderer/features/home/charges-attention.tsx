import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { homeText } from '../../text/home.ts';
import { formatCount } from '../../text/format.ts';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import styles from './charges-attention.module.css';
import type { Summary } from './figures.tsx';

const text = homeText.charges;
const kinds = [
  { kind: 'rejected', tone: 'bad' },
  { kind: 'unknown', tone: 'doubt' },
  { kind: 'unregistered', tone: 'plain' },
] as const satisfies readonly { kind: string; tone: Tone }[];

/** Charges that were refused, lost or not sent, each a link to its list. */
export function ChargesAttention({ summary }: { readonly summary: Summary }) {
  const shown = kinds.filter(({ kind }) => summary[kind] > 0);
  return (
    <Section title={text.title}>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.quiet}
        </Text>
      )}
      <Group gap="sm">
        {shown.map(({ kind, tone }) => (
          <Link key={kind} to={paths.titulosWith(kind)} className={styles['kind']}>
            <Group gap="xs">
              <strong className={styles['count']}>{formatCount(summary[kind])}</strong>
              <StatusBadge tone={tone} label={text[kind]} />
            </Group>
            <span className={styles['hint']}>{text.hint[kind]}</span>
          </Link>
        ))}
      </Group>
    </Section>
  );
}
