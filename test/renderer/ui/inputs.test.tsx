import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import { civilDate, type CivilDate, type Competence } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { CompetenceInput } from '../../../renderer/ui/competence-input.tsx';
import { DateInput } from '../../../renderer/ui/date-input.tsx';
import { MoneyInput } from '../../../renderer/ui/money-input.tsx';
import { ScaledInput } from '../../../renderer/ui/scaled-input.tsx';
import { TaxIdInput } from '../../../renderer/ui/tax-id-input.tsx';

interface HeldProps<Value> {
  readonly onChange: (value: Value) => void;
  readonly value: Value;
}

/** An input that holds its value, and what it last told. */
function hold<Value>(first: Value, draw: (held: HeldProps<Value>) => React.ReactNode) {
  const told: Value[] = [];
  function Held() {
    const [value, setValue] = useState(first);
    const onChange = (next: Value): void => {
      told.push(next);
      setValue(next);
    };
    return draw({ value, onChange });
  }
  onTestFinished(cleanup);
  render(
    <MantineProvider env="test">
      <Held />
      <button type="button">outro</button>
    </MantineProvider>,
  );
  const user = userEvent.setup();
  const leave = () => user.click(screen.getByRole('button', { name: 'outro' }));
  return { user, leave, told, field: screen.getByRole('textbox') };
}

it.each([
  ['89,9', 8_990, '89,90'],
  ['1.089,90', 108_990, '1.089,90'],
  ['89.90', 8_990, '89,90'],
  ['15', 1_500, '15,00'],
])('reads the amount %s as %d centavos and writes it as %s', async (typed, expected, written) => {
  const { user, field, told, leave } = hold<Cents | null>(null, (held) => <MoneyInput {...held} />);

  await user.type(field, typed);
  await leave();

  expect(told.at(-1)).toBe(expected);
  expect(field).toHaveProperty('value', written);
});

it('leaves a text that is no amount as it was typed', async () => {
  const { user, field, told, leave } = hold<Cents | null>(cents(8_990), (held) => (
    <MoneyInput {...held} />
  ));

  await user.clear(field);
  await user.type(field, '12x');
  await leave();

  expect(told.at(-1)).toBeNull();
  expect(field).toHaveProperty('value', '12x');
});

it('puts the bars into a date as it is typed', async () => {
  const { user, field, told } = hold<CivilDate | null>(null, (held) => <DateInput {...held} />);

  await user.type(field, '10122026');

  expect(field).toHaveProperty('value', '10/12/2026');
  expect(told.at(-1)).toBe('2026-12-10');
});

it('does not take a day that the month lacks', async () => {
  const { user, field, told } = hold<CivilDate | null>(null, (held) => <DateInput {...held} />);

  await user.type(field, '31022026');

  expect(told.at(-1)).toBeNull();
  expect(field).toHaveProperty('value', '31/02/2026');
});

it('moves a date by a day with the arrows', async () => {
  const { user, field } = hold<CivilDate | null>(civilDate('2026-11-30'), (held) => (
    <DateInput {...held} />
  ));

  await user.click(field);
  await user.keyboard('{ArrowUp}');

  expect(field).toHaveProperty('value', '01/12/2026');
});

it('chooses a date on the calendar', async () => {
  const { user, field, told } = hold<CivilDate | null>(civilDate('2026-11-30'), (held) => (
    <DateInput {...held} />
  ));

  await user.click(screen.getByRole('button', { name: 'Abrir calendário' }));
  await user.click(await screen.findByRole('button', { name: /^12 / }));

  expect(told.at(-1)).toBe('2026-11-12');
  expect(field).toHaveProperty('value', '12/11/2026');
});

it('reads a billing month, and no thirteenth one', async () => {
  const { user, field, told } = hold<Competence | null>(null, (held) => (
    <CompetenceInput {...held} />
  ));

  await user.type(field, '132026');
  const thirteenth = told.at(-1);
  await user.clear(field);
  await user.type(field, '122026');

  expect(thirteenth).toBeNull();
  expect(told.at(-1)).toBe('2026-12');
});

it('keeps a rate as a whole number of its smallest steps', async () => {
  const { user, field, told, leave } = hold<number | null>(null, (held) => (
    <ScaledInput decimals={3} {...held} />
  ));

  await user.type(field, '0,033');
  await leave();

  expect(told.at(-1)).toBe(33);
  expect(field).toHaveProperty('value', '0,033');
});

it.each([
  ['52998224725', '529.982.247-25'],
  ['11222333000181', '11.222.333/0001-81'],
  ['12abc34501de35', '12.ABC.345/01DE-35'],
])('masks %s as %s', async (typed, masked) => {
  const { user, field } = hold('', (held) => <TaxIdInput {...held} />);

  await user.type(field, typed);

  expect(field).toHaveProperty('value', masked);
});
