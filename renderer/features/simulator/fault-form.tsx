import { Button, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { faultKinds, type FaultKind } from '../../../domain/simulator-panel.ts';
import type { SimulatedFault } from '../../../preload/contract/simulator.ts';
import { useAction } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { fieldsOf } from './fault-fields.ts';
import type { SimulatedGateway } from './part-props.ts';

const text = simulatorText.faults;

const groupOf = (kind: FaultKind): string => {
  if (kind === 'switch-off') return text.groups.policy;
  const isCallback = ['late', 'lose', 'duplicate', 'reorder'].includes(kind);
  return isCallback ? text.groups.callbacks : text.groups.api;
};

const kindChoices = Object.values(text.groups).map((group) => ({
  group,
  items: faultKinds
    .filter((kind) => groupOf(kind) === group)
    .map((kind) => ({ value: kind, label: text.kinds[kind] })),
}));

interface FaultFormProps {
  readonly gateways: readonly SimulatedGateway[];
  /** Chosen at first. */
  readonly gateway: string;
}

interface Draft {
  readonly gateway: string;
  readonly kind: FaultKind;
  readonly count: number | undefined;
  readonly percent: number | undefined;
  readonly seconds: number | undefined;
  readonly status: number | undefined;
  readonly code: string;
  readonly after: boolean;
}

/** One more fault; only the fields that its kind has are asked for. */
export function FaultForm({ gateways, gateway }: FaultFormProps) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(gateway));
  const add = useAction('simulator.addFault');
  const change = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    add.mutate(faultOf(draft), {
      onSuccess: () => {
        sayDone(text.added);
        setDraft(emptyDraft(draft.gateway));
      },
    });
  };
  return (
    <Section title={text.add} detail={text.addDetail}>
      <form onSubmit={submit}>
        <Group gap="sm" align="flex-end">
          <Select
            label={simulatorText.gateway}
            w={230}
            allowDeselect={false}
            data={gateways.map(({ id, label }) => ({ value: id, label }))}
            value={draft.gateway}
            onChange={(id) => id !== null && change({ gateway: id })}
          />
          <Select
            label={text.kind}
            w={290}
            allowDeselect={false}
            data={kindChoices}
            value={draft.kind}
            onChange={(kind) => kind !== null && change({ kind: kind })}
          />
          <FaultFields draft={draft} onChange={change} />
          <Button type="submit" loading={add.isPending}>
            {text.confirm}
          </Button>
        </Group>
        <ErrorAlert error={add.error} />
      </form>
    </Section>
  );
}

interface FaultFieldsProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
}

function FaultFields({ draft, onChange }: FaultFieldsProps) {
  const has = fieldsOf(draft.kind);
  return (
    <>
      {has.delay && (
        <Amount
          label={text.delay}
          value={draft.seconds}
          maximum={2_592_000}
          onChange={(seconds) => onChange({ seconds })}
        />
      )}
      {has.status && (
        <Amount
          label={text.status}
          value={draft.status}
          minimum={200}
          maximum={599}
          onChange={(status) => onChange({ status })}
        />
      )}
      {has.code && (
        <TextInput
          label={text.code}
          w={170}
          required
          autoComplete="off"
          maxLength={60}
          value={draft.code}
          onChange={(event) => onChange({ code: event.currentTarget.value })}
        />
      )}
      {has.repeats && (
        <>
          <Amount
            label={text.count}
            hint={text.countHint}
            value={draft.count}
            minimum={1}
            maximum={1_000_000}
            onChange={(count) => onChange({ count })}
          />
          <Amount
            label={text.probability}
            hint={text.probabilityHint}
            value={draft.percent}
            minimum={1}
            maximum={100}
            onChange={(percent) => onChange({ percent })}
          />
        </>
      )}
      {has.after && (
        <Checkbox
          label={text.after}
          pb={6}
          checked={draft.after}
          onChange={(event) => onChange({ after: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

interface AmountProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | undefined;
  readonly minimum?: number;
  readonly maximum: number;
  readonly onChange: (value: number | undefined) => void;
}

function Amount({ label, hint, value, minimum = 0, maximum, onChange }: AmountProps) {
  return (
    <NumberInput
      label={label}
      {...(hint === undefined ? {} : { placeholder: hint })}
      w={hint === undefined ? 130 : 160}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      min={minimum}
      max={maximum}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

const DEFAULT_SECONDS = 5;

function emptyDraft(gateway: string): Draft {
  return {
    gateway,
    kind: 'delay',
    count: 1,
    percent: undefined,
    seconds: DEFAULT_SECONDS,
    status: 500,
    code: '',
    after: false,
  };
}

function faultOf(draft: Draft): SimulatedFault {
  const has = fieldsOf(draft.kind);
  const { gateway, kind, count, percent, seconds, status, code, after } = draft;
  return {
    gateway,
    kind,
    ...(has.repeats && count !== undefined ? { count } : {}),
    ...(has.repeats && percent !== undefined ? { probability: percent / 100 } : {}),
    ...(has.delay ? { delayMs: (seconds ?? DEFAULT_SECONDS) * 1_000 } : {}),
    ...(has.status && status !== undefined ? { status } : {}),
    ...(has.code ? { code } : {}),
    ...(has.after && after ? { after } : {}),
  };
}
