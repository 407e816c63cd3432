import { expect, it } from 'vitest';
import { instant, toMs } from '../../../domain/instant.ts';
import {
  formatAgo,
  formatDaysToDue,
  formatDuration,
  formatInstant,
  formatPercent,
  formatPhone,
  formatTituloNumber,
  parseScaled,
} from '../../../renderer/text/format.ts';

it.each([
  [0, 'vence hoje'],
  [1, 'vence amanhã'],
  [3, 'vence em 3 dias'],
  [-1, 'vencido há 1 dia'],
  [-12, 'vencido há 12 dias'],
])('writes a distance of %d days as "%s"', (days, words) => {
  expect(formatDaysToDue(days)).toBe(words);
});

it.each([
  ['2026-11-21T11:59:30Z', 'agora há pouco'],
  ['2026-11-21T11:55:00Z', 'há 5 min'],
  ['2026-11-21T09:10:00Z', 'há 2 h'],
  ['2026-11-18T12:00:00Z', 'há 3 dias'],
  ['2026-11-21T12:00:05Z', 'agora há pouco'],
])('writes how long ago %s was, at noon, as "%s"', (at, words) => {
  expect(formatAgo(instant(at), toMs(instant('2026-11-21T12:00:00Z')))).toBe(words);
});

it('writes an instant in the time of Brasília, whatever the zone of the machine', () => {
  expect(formatInstant(instant('2026-11-21T02:30:00Z'))).toBe('20/11/2026, 23:30:00');
});

it.each([
  [40, '40 s'],
  [125, '2 min 05 s'],
  [4_200, '1 h 10 min'],
])('writes %d seconds as "%s"', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words);
});

it.each([
  [200, 2, '2,00%'],
  [33, 3, '0,033%'],
  [1_000, 3, '1,000%'],
])('writes %d steps of %d decimals as "%s"', (value, decimals, words) => {
  expect(formatPercent(value, decimals)).toBe(words);
});

it.each([
  ['2', 200],
  ['2,5', 250],
  ['0.33', 33],
  ['2,555', undefined],
  ['dois', undefined],
  ['', undefined],
])('reads the rate "%s" with two decimals as %s', (text, value) => {
  expect(parseScaled(text, 2)).toBe(value);
});

it.each([
  ['68999991234', '(68) 99999-1234'],
  ['5568999991234', '(68) 99999-1234'],
  ['6832221234', '(68) 3222-1234'],
  ['ramal 12', 'ramal 12'],
])('writes the telephone %s as %s', (digits, written) => {
  expect(formatPhone(digits)).toBe(written);
});

it('writes the number of a título with eight digits', () => {
  expect(formatTituloNumber(380)).toBe('00000380');
});
