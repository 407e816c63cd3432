import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Input } from '../../../preload/contract/api.ts';
import type { ImportField, Mapping } from '../../../domain/import-fields.ts';
import type { ImportRow, ImportSummary } from '../../../preload/contract/imports.ts';
import { useList } from '../../api/queries.ts';
import { importProblemText, importsText } from '../../text/imports.ts';
import type { Column } from '../../ui/data-table/columns.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { VisibleText } from '../../ui/visible-text.tsx';

type Filter = Input<'imports.rows'>['filter'];

const text = importsText.check;

const tones: Readonly<Record<ImportRow['result'], Tone>> = {
  create: 'good',
  update: 'waiting',
  unchanged: 'plain',
  refused: 'bad',
};

interface CheckedRowsProps {
  readonly importId: number;
  readonly mapping: Mapping;
  readonly summary: ImportSummary;
}

/** Every row with what it would do; any number of them. */
export function CheckedRows({ importId, mapping, summary }: CheckedRowsProps) {
  const [filter, setFilter] = useState<Filter>(summary.refused > 0 ? 'refused' : 'all');
  const list = useList('imports.rows', { importId, filter });
  return (
    <DataTable
      name="import-rows"
      label={text.list}
      list={list}
      columns={columnsOf(mapping)}
      rowId={(row) => row.line}
      rowLabel={(row) => text.rowLabel(row.line)}
      toolbar={
        <FilterChips
          label={text.filters}
          chips={chipsOf(summary)}
          value={filter}
          onChange={(chosen) => setFilter(chosen ?? 'all')}
        />
      }
      empty={
        <EmptyState icon={IconFilter} title={text.noRows}>
          {text.noRowsText}
        </EmptyState>
      }
    />
  );
}

function chipsOf(summary: ImportSummary) {
  const counts: Readonly<Record<Filter, number>> = {
    all: summary.total,
    create: summary.toCreate,
    update: summary.toUpdate,
    warning: summary.withWarnings,
    refused: summary.refused,
  };
  return (['all', 'create', 'update', 'warning', 'refused'] as const).map((value) => ({
    value,
    label: text.chips[value],
    count: counts[value],
  }));
}

function columnsOf(mapping: Mapping): readonly Column<ImportRow>[] {
  const fields = mapping.filter((field): field is ImportField => field !== null);
  return [
    { id: 'line', header: text.columns.line, width: 70, align: 'end', cell: (row) => row.line },
    {
      id: 'result',
      header: text.columns.result,
      width: 124,
      cell: (row) => (
        <StatusBadge tone={tones[row.result]} label={importsText.results[row.result]} />
      ),
    },
    {
      id: 'problems',
      header: text.columns.problems,
      width: 420,
      grow: 2,
      cell: (row) => <Problems row={row} />,
      text: problemsOf,
    },
    ...[...new Set(fields)].map((field) => valueColumn(field)),
  ];
}

function valueColumn(field: ImportField): Column<ImportRow> {
  return {
    id: field,
    header: importsText.fields[field],
    width: field === 'name' ? 200 : 130,
    cell: (row) => <VisibleText>{row.values[field] ?? ''}</VisibleText>,
    text: (row) => row.values[field] ?? '',
  };
}

function Problems({ row }: { readonly row: ImportRow }) {
  const told = problemsOf(row);
  return (
    <span title={told}>
      <VisibleText>{told}</VisibleText>
    </span>
  );
}

function problemsOf(row: ImportRow): string {
  return row.problems.map(({ code, value }) => importProblemText(code, value)).join(' ');
}
