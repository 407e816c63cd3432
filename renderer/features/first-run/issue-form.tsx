import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { ClientRow } from '../../../preload/contract/clients.ts';
import { newTitulo, type NewTitulo } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { firstRunText } from '../../text/first-run.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { DateField, IdField, MoneyField } from '../../ui/form/fields.tsx';
import { useZodForm } from '../../ui/form/use-zod-form.ts';

interface IssueFormProps {
  readonly account: AccountRow;
  /** At least one. */
  readonly clients: readonly ClientRow[];
  readonly onIssued: (tituloId: number) => void;
}

const EXAMPLE_CENTS = cents(89_90);
const DAYS_TO_DUE = 5;
const text = firstRunText.titulo;

/** A título of practice, filled in and ready to go. */
export function IssueForm({ account, clients, onIssued }: IssueFormProps) {
  const form = useZodForm(newTitulo, {
    clientId: clients[0]?.id ?? 0,
    accountId: account.id,
    description: text.description,
    faceCents: EXAMPLE_CENTS,
    dueOn: addDays(today(), DAYS_TO_DUE),
    competence: null,
  });
  const { control } = form;
  const create = useAction('titulos.create');
  const send = useAction('titulos.send');
  const issue = async (valid: NewTitulo): Promise<void> => {
    const titulo = await create.mutateAsync(valid);
    if (!account.sendsOnline) await send.mutateAsync({ ids: [titulo.id] });
    onIssued(titulo.id);
  };
  const submit = form.handleSubmit((valid) => {
    // What failed is shown from the two calls' own state.
    issue(valid).catch(() => undefined);
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          <IdField
            control={control}
            name="clientId"
            label={text.client}
            choices={clients.map(({ id, name }) => ({ id, label: name }))}
          />
          <MoneyField control={control} name="faceCents" label={text.amount} />
          <DateField control={control} name="dueOn" label={text.due} />
        </SimpleGrid>
        <ErrorAlert error={create.error ?? send.error} />
        <Group>
          <Button type="submit" loading={create.isPending || send.isPending}>
            {text.issue}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
