import { useWatch } from 'react-hook-form';
import { accountsText } from '../../text/accounts.ts';
import { MoneyField, ScaledField } from '../../ui/form/fields.tsx';
import type { AccountFormState } from './account-values.ts';
import { unitOf } from './term-units.ts';

interface TermValueProps {
  readonly form: AccountFormState;
  readonly term: 'fine' | 'interest' | 'discount';
}

/** The value of a term in the unit of its kind; nothing while the term is off. */
export function TermValue({ form, term }: TermValueProps) {
  const kind = useWatch({ control: form.control, name: `terms.${term}.kind` });
  const unit = unitOf(term, kind);
  const shared = {
    control: form.control,
    name: `terms.${term}.value`,
    label: `${accountsText.terms[term]}: ${accountsText.terms.value.toLowerCase()}`,
    help: accountsText.terms.valueHelp,
  } as const;
  if (unit === undefined) return <div />;
  if (unit === 'cents') return <MoneyField {...shared} />;
  return <ScaledField {...shared} decimals={unit.decimals} unit={accountsText.terms.percentUnit} />;
}
