import { Alert } from '@mantine/core';
import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { termInWords } from './term-units.ts';

const text = accountsText.terms.clamps;

/** What the gateway will apply where it cannot apply what was asked. */
export function ClampNotes({
  notes,
  terms,
}: {
  readonly notes: AccountDetail['clampNotes'];
  readonly terms: AccountDetail['terms'];
}) {
  if (notes.length === 0) return null;
  return (
    <Alert color="yellow" title={text.title} role="note">
      {notes.map(({ field, asked, applied }) => (
        <div key={field}>
          {text.line(
            text.fields[field],
            termInWords(field, asked, terms),
            termInWords(field, applied, terms),
          )}
        </div>
      ))}
    </Alert>
  );
}
