import { Button, Group, Select, Stack, Table, Text } from '@mantine/core';
import { importFields, type ImportField, type Mapping } from '../../../domain/import-fields.ts';
import type { ImportAnalysis } from '../../../preload/contract/imports.ts';
import { importsText } from '../../text/imports.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './imports.module.css';
import { mappingFaults } from './mapping-faults.ts';
import { useCheck } from './use-check.ts';

const text = importsText.columns;
const IGNORE = '';
const choices = [
  { value: IGNORE, label: text.ignore },
  ...importFields.map((value) => ({ value, label: importsText.fields[value] })),
];
/** Sample values shown beside a column. */
const SAMPLES = 3;

interface ColumnsStepProps {
  readonly file: ImportAnalysis;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onBack: () => void;
  readonly onChecking: (jobId: string) => void;
}

/** What each column is: recognised, shown with values, and changed where the guess was wrong. */
export function ColumnsStep({ file, mapping, onMapping, onBack, onChecking }: ColumnsStepProps) {
  const check = useCheck(file.importId, onChecking);
  const faults = mappingFaults(mapping);
  return (
    <Section title={text.title} detail={<FileFacts file={file} />}>
      <Stack gap="sm">
        {file.isRemembered && <Notice tone="plain">{text.remembered}</Notice>}
        <MappingTable file={file} mapping={mapping} onMapping={onMapping} />
        {[...faults.errors, ...faults.warnings].map((fault) => (
          <Notice key={fault} tone={faults.errors.includes(fault) ? 'bad' : 'attention'}>
            {fault}
          </Notice>
        ))}
        <ErrorAlert error={check.error} />
        <Group gap="xs">
          <Button
            loading={check.isStarting}
            disabled={faults.errors.length > 0}
            onClick={() => check.run(mapping)}
          >
            {text.check}
          </Button>
          <Button variant="default" onClick={onBack}>
            {text.back}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function FileFacts({ file }: { readonly file: ImportAnalysis }) {
  return (
    <>
      <VisibleText>{text.file(file.fileName, file.rowCount)}</VisibleText>.{' '}
      {text.read(importsText.encodings[file.encoding], importsText.delimiters[file.delimiter])}
    </>
  );
}

type MappingTableProps = Pick<ColumnsStepProps, 'file' | 'mapping' | 'onMapping'>;

function MappingTable({ file, mapping, onMapping }: MappingTableProps) {
  const choose = (column: number, chosen: string | null): void => {
    const field = importFields.find((known) => known === chosen) ?? null;
    onMapping(mapping.map((kept, index) => (index === column ? field : kept)));
  };
  return (
    <div className={styles['mapping']} tabIndex={0} role="group" aria-label={text.title}>
      <Table aria-label={text.title} fz="sm" verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.header}</Table.Th>
            <Table.Th>{text.sample}</Table.Th>
            <Table.Th>{text.field}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.headers.map((header, column) => (
            <Table.Tr key={column}>
              <Table.Td>
                <VisibleText>{header}</VisibleText>
              </Table.Td>
              <Table.Td>
                <Samples file={file} column={column} />
              </Table.Td>
              <Table.Td>
                <FieldSelect
                  header={header}
                  value={mapping[column] ?? null}
                  onChange={(chosen) => choose(column, chosen)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface FieldSelectProps {
  readonly header: string;
  readonly value: ImportField | null;
  readonly onChange: (chosen: string | null) => void;
}

function FieldSelect({ header, value, onChange }: FieldSelectProps) {
  return (
    <Select
      aria-label={text.fieldOf(header)}
      data={choices}
      searchable
      allowDeselect={false}
      w={210}
      value={value ?? IGNORE}
      onChange={onChange}
    />
  );
}

function Samples({ file, column }: { readonly file: ImportAnalysis; readonly column: number }) {
  const values = file.sample
    .map((row) => row[column] ?? '')
    .filter((value) => value.trim() !== '')
    .slice(0, SAMPLES);
  if (values.length === 0)
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {text.emptySample}
      </Text>
    );
  return (
    <div className={styles['sample']}>
      <VisibleText>{values.join(' · ')}</VisibleText>
    </div>
  );
}
