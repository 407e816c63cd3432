import { Button, SimpleGrid } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoricoField } from '../../../preload/contract/bookkeeping.ts';
import { useCall } from '../../api/queries.ts';
import { bookkeepingText } from '../../text/bookkeeping.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { IdField } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/section.tsx';
import { NewConvenioDialog, NewHistoricoDialog } from './new-bookkeeping.tsx';
import type { AccountParts } from './parts.ts';

const text = bookkeepingText;
const SIDES = ['receipt', 'credit', 'fee'] as const;
const NOTHING = { convenios: [], historicos: [] } as const;

/** The agreement and the entries under which the account's postings stand. */
export function Bookkeeping({ form }: Pick<AccountParts, 'form'>) {
  const { control } = form;
  const [adding, setAdding] = useState<'convenio' | 'historico'>();
  const { data, error } = useCall('accounts.bookkeeping', {});
  const { convenios, historicos } = data ?? NOTHING;
  const close = (): void => setAdding(undefined);
  const take = (historico: HistoricoField): void => {
    if (historico.side !== 'other')
      form.setValue(`historicos.${historico.side}`, historico.id, { shouldDirty: true });
  };
  return (
    <Section title={text.title} detail={text.detail} actions={<Adding onAdd={setAdding} />}>
      <ErrorAlert error={error} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <IdField
          control={control}
          name="convenioId"
          {...text.convenio}
          choices={convenios.map(({ id, name, bank }) => ({
            id,
            label: text.convenioOf(bank, name),
          }))}
        />
        {SIDES.map((side) => (
          <IdField
            key={side}
            control={control}
            name={`historicos.${side}`}
            {...text[side]}
            choices={historicos
              .filter((one) => one.side === side)
              .map(({ id, code, name }) => ({ id, label: text.historico(code, name) }))}
          />
        ))}
      </SimpleGrid>
      {adding === 'convenio' && (
        <NewConvenioDialog
          onClose={close}
          onCreated={(id) => form.setValue('convenioId', id, { shouldDirty: true })}
        />
      )}
      {adding === 'historico' && <NewHistoricoDialog onClose={close} onCreated={take} />}
    </Section>
  );
}

function Adding({ onAdd }: { readonly onAdd: (what: 'convenio' | 'historico') => void }) {
  const plus = <IconPlus size={14} aria-hidden />;
  return (
    <>
      <Button size="xs" variant="default" leftSection={plus} onClick={() => onAdd('convenio')}>
        {text.addConvenio}
      </Button>
      <Button size="xs" variant="default" leftSection={plus} onClick={() => onAdd('historico')}>
        {text.addHistorico}
      </Button>
    </>
  );
}
