import { Text } from '@mantine/core';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { historySentence } from '../../text/history.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/values.tsx';
import styles from './titulo-page.module.css';

const text = tituloPageText.history;

/** What happened, in words, and who did it. */
export function History({ entries }: { readonly entries: TituloDetail['history'] }) {
  return (
    <Section title={text.title}>
      {entries.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      <ol className={styles['history']}>
        {entries.map((entry, index) => (
          <li key={index}>
            <span className={styles['when']}>
              <InstantText at={entry.at} />
            </span>
            <span>
              {historySentence(entry.action, entry.detail)}{' '}
              <span className={styles['actor']}>{actorOf(entry.actor)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function actorOf(actor: string): string {
  if (actor.startsWith('gateway:')) return text.gateway;
  return actor.startsWith('operator') ? text.operator : text.system;
}
