import { Text } from '@mantine/core';
import type { CallbackDetail } from '../../../preload/contract/callbacks.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { Section } from '../../ui/section.tsx';
import { Names } from './names.tsx';

const text = callbacksText.page;

/** What the adapter read out of the request. */
export function Parsed({ parsed }: { readonly parsed: CallbackDetail['parsed'] }) {
  return (
    <Section title={text.parsed}>
      {parsed.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.noParsed}
        </Text>
      ) : (
        <Names entries={parsed} />
      )}
    </Section>
  );
}
