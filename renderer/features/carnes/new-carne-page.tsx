import { useNavigate, useSearchParams } from 'react-router';
import { carnePlan } from '../../../preload/contract/carnes.ts';
import { useAction } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { carnesText } from '../../text/carnes.ts';
import { uiText } from '../../text/ui.ts';
import { useAccountChoices, type AccountChoice } from '../../ui/account-choices.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SAVED } from '../../ui/form/unsaved-guard.tsx';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { NoAccount } from '../../ui/no-account.tsx';
import { paths } from '../../ui/paths.ts';
import { sayDone } from '../../ui/toasts.ts';
import { blankCarne, type CarneOrder } from './carne-values.ts';
import { NewCarneForm } from './new-carne-form.tsx';

/** A carnê: every parcel is seen before anything is written. */
export function NewCarnePage() {
  const { choices, isLoading, error } = useAccountChoices();
  if (error) return <ErrorAlert error={error} />;
  if (isLoading) return <div role="status">{uiText.loading}</div>;
  if (choices.length === 0) return <NoAccount title={carnesText.form.title} />;
  return <Form accounts={choices} />;
}

function Form({ accounts }: { readonly accounts: readonly AccountChoice[] }) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const clientId = Number(search.get('cliente') ?? 0);
  const form = useZodForm(carnePlan, blankCarne(clientId, accounts[0]?.id ?? 0, today()));
  const create = useAction('carnes.create');
  const save = async (order: CarneOrder): Promise<void> => {
    const made = await create.mutateAsync(order).catch(() => undefined);
    if (!made) return;
    sayDone(carnesText.form.created(made.parcels));
    await navigate(paths.carne(made.id), { replace: true, state: SAVED });
  };
  return (
    <NewCarneForm
      form={form}
      error={create.error}
      isSaving={create.isPending}
      onSave={() => void form.handleSubmit(save)()}
    />
  );
}
