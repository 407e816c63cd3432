import { Text, Textarea } from '@mantine/core';
import { useController } from 'react-hook-form';
import type { GatewayForm } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { WithHelp } from '../../ui/form/with-help.tsx';
import { Section } from '../../ui/section.tsx';
import type { AccountParts } from './parts.ts';

const text = accountsText.message;

/** The lines that are printed on the boleto, within what the gateway takes. */
export function Message({ form, gateway }: AccountParts) {
  const { field } = useController({ control: form.control, name: 'messageLines' });
  const { count, length } = gateway.messageLines;
  return (
    <Section title={accountsText.sections.message}>
      {count === 0 ? (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      ) : (
        <WithHelp label={text.label} help={text.help}>
          <Textarea
            label={text.label}
            description={text.limit(count, length)}
            rows={Math.min(6, count + 1)}
            error={problemOf(field.value, gateway.messageLines)}
            value={field.value.join('\n')}
            onBlur={field.onBlur}
            onChange={(event) => field.onChange(linesOf(event.currentTarget.value))}
          />
        </WithHelp>
      )}
    </Section>
  );
}

function linesOf(typed: string): readonly string[] {
  return typed === '' ? [] : typed.split('\n');
}

function problemOf(
  lines: readonly string[],
  limit: GatewayForm['messageLines'],
): string | undefined {
  if (lines.length > limit.count) return text.tooMany(limit.count);
  const long = lines.findIndex((line) => line.length > limit.length);
  return long < 0 ? undefined : text.over(long + 1, limit.length);
}
