import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useCall } from '../api/queries.ts';
import { maskTaxId } from '../text/format.ts';
import { titulosText } from '../text/titulos.ts';

interface ClientSelectProps extends Omit<
  SelectProps,
  'value' | 'onChange' | 'data' | 'searchable' | 'defaultValue'
> {
  readonly value: number | null;
  readonly onChange: (clientId: number | null) => void;
}

const TYPING_MS = 150;
const SHORTEST_QUERY = 2;
const SHOWN = 30;
const text = titulosText.form;

/** One client among any number, found by name, CPF/CNPJ or code. */
export function ClientSelect({ value, onChange, ...select }: ClientSelectProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), TYPING_MS);
  const chosen = useCall('clients.get', { id: value ?? 1 }, { isEnabled: value !== null });
  // The chosen one's own label stands in the field and is no question.
  const isLabel =
    chosen.data !== undefined && asked === labelOf(chosen.data.name, chosen.data.taxId);
  const isAsked = asked.length >= SHORTEST_QUERY && !isLabel;
  const found = useCall(
    'clients.list',
    { filter: { text: asked.slice(0, 100) }, sort: 'name', limit: SHOWN },
    { isEnabled: isAsked, keepsPrevious: true },
  );
  const rows = isAsked ? (found.data?.rows ?? []) : [];
  const own = chosen.data && value !== null ? [chosen.data] : [];
  const options = [...own.filter(({ id }) => !rows.some((row) => row.id === id)), ...rows];
  return (
    <Select
      placeholder={text.clientPlaceholder}
      nothingFoundMessage={isAsked && !found.isFetching ? text.clientNothing : text.clientType}
      {...select}
      searchable
      data={options.map(({ id, name, taxId }) => ({
        value: String(id),
        label: labelOf(name, taxId),
      }))}
      // What was found was matched by the core, by number too.
      filter={({ options: all }) => all}
      value={value === null ? null : String(value)}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}

function labelOf(name: string, taxId: string): string {
  return taxId === '' ? name : `${name} · ${maskTaxId(taxId)}`;
}
