import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { daysToDue } from '../../../main/services/titulos/list-titulos.ts';

describe('the distance to a due date', () => {
  // 28/11/2026 is a Saturday; it can be paid in time until Monday, 30/11.
  const weekend = { dueOn: civilDate('2026-11-28'), effectiveDueOn: civilDate('2026-11-30') };

  it.each([
    ['before', '2026-11-21', 7],
    ['on the day', '2026-11-28', 0],
    ['on Sunday, with Monday to come', '2026-11-29', 1],
    ['on Monday, the last day', '2026-11-30', 0],
    ['late, from the date on the paper', '2026-12-01', -3],
  ])('is counted %s', (_when, today, days) => {
    const distance = daysToDue(weekend, civilDate(today));

    expect(distance).toBe(days);
  });
});
