import { Text } from '@mantine/core';
import type { CallbackDetail } from '../../../preload/contract/callbacks.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { Section } from '../../ui/section.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './callbacks.module.css';
import { Names } from './names.tsx';

const text = callbacksText.page;

/** The request as it was stored: headers and body as text, bytes that are no text in hexadecimal. */
export function RawRequest({ callback }: { readonly callback: CallbackDetail }) {
  return (
    <Section title={text.raw} detail={text.masked}>
      <h3 className={styles['subhead']}>{text.headers}</h3>
      <Names entries={callback.headers} />
      <h3 className={styles['subhead']}>{callback.bodyHex === null ? text.body : text.hexBody}</h3>
      <Body callback={callback} />
    </Section>
  );
}

function Body({ callback }: { readonly callback: CallbackDetail }) {
  const { bodyText, bodyHex, bodySize } = callback;
  const content = bodyText ?? bodyHex;
  if (content === null || bodySize === 0)
    return (
      <Text size="sm" c="dimmed">
        {bodySize === 0 ? text.emptyBody : text.noBody}
      </Text>
    );
  return (
    <pre className={styles['body']} tabIndex={0} aria-label={text.body}>
      <VisibleText>{content}</VisibleText>
    </pre>
  );
}
