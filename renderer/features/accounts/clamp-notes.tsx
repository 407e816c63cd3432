import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { Notice } from '../../ui/notice.tsx';
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
    <Notice tone="attention" title={text.title}>
      {notes.map(({ field, asked, applied }) => (
        <div key={field}>
          {text.line(
            text.fields[field],
            termInWords(field, asked, terms),
            termInWords(field, applied, terms),
          )}
        </div>
      ))}
    </Notice>
  );
}
