import { useNavigate, useSearchParams } from 'react-router';
import { newTitulo, type NewTitulo } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { useAccountChoices, type AccountChoice } from '../../ui/account-choices.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SAVED } from '../../ui/form/unsaved-guard.tsx';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { NoAccount } from '../../ui/no-account.tsx';
import { paths } from '../../ui/paths.ts';
import { sayDone } from '../../ui/toasts.ts';
import { NewTituloForm } from './new-titulo-form.tsx';
import { blankTitulo } from './titulo-values.ts';

/** A loose título: made and validated here, sent as the account says. */
export function NewTituloPage() {
  const { choices, isLoading, error } = useAccountChoices();
  if (error) return <ErrorAlert error={error} />;
  if (isLoading) return <div role="status">{uiText.loading}</div>;
  if (choices.length === 0) return <NoAccount title={titulosText.form.title} />;
  return <Form accounts={choices} />;
}

function Form({ accounts }: { readonly accounts: readonly AccountChoice[] }) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const clientId = Number(search.get('cliente') ?? 0);
  const form = useZodForm(newTitulo, blankTitulo(clientId, accounts[0]?.id ?? 0, today()));
  const create = useAction('titulos.create');
  const save = async (order: NewTitulo): Promise<void> => {
    const made = await create.mutateAsync(order).catch(() => undefined);
    if (!made) return;
    sayDone(titulosText.done.created(formatTituloNumber(made.number)));
    await navigate(paths.titulo(made.id), { replace: true, state: SAVED });
  };
  return (
    <NewTituloForm
      form={form}
      error={create.error}
      isSaving={create.isPending}
      onSave={() => void form.handleSubmit(save)()}
    />
  );
}
