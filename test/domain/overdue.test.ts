import { describe, expect, it } from 'vitest';
import { civilDate } from '../../domain/civil-date.ts';
import { dueDistance, isOverdue, type OverdueQuestion } from '../../domain/overdue.ts';

describe('the distance of a due date', () => {
  it.each([
    ['2026-11-25', { kind: 'due-in', days: 4 }],
    ['2026-11-21', { kind: 'due-today' }],
    ['2026-08-12', { kind: 'past', days: 101 }],
  ])('%s seen on 21/11/2026', (dueOn, expected) => {
    expect(dueDistance(civilDate(dueOn), civilDate('2026-11-21'))).toEqual(expected);
  });
});

describe('a título', () => {
  const late: OverdueQuestion = {
    state: 'open',
    effectiveDueOn: civilDate('2026-11-20'),
    isContra: false,
    hasAnnouncedPayment: false,
    today: civilDate('2026-11-21'),
  };

  it.each([
    ['after its last day', {}, true],
    ['partly paid', { state: 'partly-paid' }, true],
    ['on its last day', { today: civilDate('2026-11-20') }, false],
    ['paid', { state: 'paid' }, false],
    ['cancelled', { state: 'cancelled' }, false],
    ['without a due date (contra-apresentação)', { isContra: true }, false],
    ['whose payment was announced', { hasAnnouncedPayment: true }, false],
  ] as const)('%s: overdue is asked', (_, changes, expected) => {
    expect(isOverdue({ ...late, ...changes })).toBe(expected);
  });
});
