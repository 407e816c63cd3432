import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import { chargeTermsField } from '../../../preload/contract/accounts.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { useCall } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Money } from '../../ui/values.tsx';
import type { AccountParts } from './parts.ts';
import styles from './terms-example.module.css';

const TYPING_MS = 200;
const text = accountsText.terms.example;

/** What a client would pay under the terms as they stand in the form. */
export function TermsExample({ form, gateway }: Pick<AccountParts, 'form' | 'gateway'>) {
  const typed = useWatch({ control: form.control, name: 'terms' });
  const [terms] = useDebouncedValue(typed, TYPING_MS);
  const valid = chargeTermsField.safeParse(terms);
  const example = useCall(
    'accounts.explainTerms',
    { gateway: gateway.id, terms },
    { isEnabled: valid.success, keepsPrevious: true },
  );
  return (
    <aside className={styles['example']} aria-label={text.title} aria-live="polite">
      <Text fw={600} size="sm">
        {text.title}
      </Text>
      <ErrorAlert error={example.error} />
      {!example.data && !example.error && (
        <Text size="sm" c="dimmed">
          {text.pending}
        </Text>
      )}
      {example.data && (
        <>
          <Explained title={text.onTime} amount={example.data.onTime} />
          <Explained title={text.late(example.data.late.lateDays)} amount={example.data.late} />
        </>
      )}
    </aside>
  );
}

interface ExplainedProps {
  readonly title: string;
  readonly amount: Output<'accounts.explainTerms'>['late'];
}

function Explained({ title, amount }: ExplainedProps) {
  return (
    <table className={styles['lines']}>
      <thead>
        <tr>
          <th scope="row">{title}</th>
          <td>
            <Money cents={amount.amountCents} />
          </td>
        </tr>
      </thead>
      <tbody>
        {amount.lines.map((line) => (
          <tr key={line.kind}>
            <th scope="row">
              {text.kinds[line.kind]}
              {line.note !== '' && <span className={styles['note']}>{line.note}</span>}
            </th>
            <td>
              <Money cents={line.cents} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
