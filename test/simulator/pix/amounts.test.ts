import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { amountDue, lastPayableDay } from '../../../main/simulator/pix/amounts.ts';
import type { Charge, CobvContent } from '../../../main/simulator/store/pix/charge.ts';
import { KEY, person } from './bodies.ts';

const content = (dueOn: string, valor: CobvContent['valor'], days = 90): CobvContent => ({
  calendario: { dataDeVencimento: civilDate(dueOn), validadeAposVencimento: days },
  devedor: person,
  valor,
  chave: KEY,
});

const charge = (dueOn: string, valor: CobvContent['valor']): Charge => ({
  kind: 'cobv',
  txid: 'BAIXA000000000000000000000',
  status: 'ATIVA',
  revision: 0,
  locationId: null,
  createdAt: instant('2026-11-01T12:00:00Z'),
  content: content(dueOn, valor),
});

const juros = (modalidade: number, valorPerc: string) => ({ juros: { modalidade, valorPerc } });
const multa = (modalidade: number, valorPerc: string) => ({ multa: { modalidade, valorPerc } });
const daily = (modalidade: number, valorPerc: string) => ({ desconto: { modalidade, valorPerc } });
const until = (modalidade: number, data: string, valorPerc: string) => ({
  desconto: { modalidade, descontoDataFixa: [{ data: civilDate(data), valorPerc }] },
});

describe('what a charge with due date costs', () => {
  // Formulas: annex III of the manual, as in the sheet on Pix, 1.7; 2026-12-10 is a Thursday.
  it.each([
    ['in time', '2026-12-10', { ...multa(2, '2.00'), ...juros(3, '1.00') }, 9990],
    ['the worked example', '2026-12-25', { ...multa(2, '2.00'), ...juros(3, '1.00') }, 10238],
    ['a fixed fine', '2026-12-11', multa(1, '3.00'), 10290],
    ['an amount per calendar day', '2026-12-14', juros(1, '0.33'), 9990 + 4 * 33],
    ['a percent per calendar day', '2026-12-12', juros(2, '0.10'), 9990 + 19],
    ['a percent per year of 360', '2026-12-20', juros(4, '12.00'), 9990 + 33],
    ['an amount per business day', '2026-12-14', juros(5, '0.33'), 9990 + 2 * 33],
    ['a percent per business day', '2026-12-14', juros(6, '0.10'), 9990 + 19],
    ['a percent per month of 21', '2026-12-14', juros(7, '1.00'), 9990 + 9],
    ['a percent per year of 252', '2026-12-14', juros(8, '12.00'), 9990 + 9],
    ['a rebate before fine', '2026-12-11', { ...rebate(2, '10.00'), ...multa(2, '2.00') }, 9170],
    ['a fixed discount in time', '2026-12-04', until(1, '2026-12-04', '10.00'), 8990],
    ['a fixed discount too late', '2026-12-05', until(1, '2026-12-04', '10.00'), 9990],
    ['a discount day without banks', '2026-12-07', until(1, '2026-12-05', '10.00'), 8990],
    ['a percent discount', '2026-12-01', until(2, '2026-12-04', '3.33'), 9990 - 332],
    ['a discount per early day', '2026-12-07', daily(3, '0.50'), 9990 - 150],
    ['a discount per early bank day', '2026-12-04', daily(4, '0.50'), 9990 - 200],
    ['a percent per early day', '2026-12-07', daily(5, '0.10'), 9990 - 29],
    ['a percent per early bank day', '2026-12-04', daily(6, '0.10'), 9990 - 39],
  ])('computes %s', (_, on, terms, expected) => {
    const due = amountDue(charge('2026-12-10', { original: '99.90', ...terms }), civilDate(on));

    expect(due.totalCents).toBe(expected);
  });

  it('counts from the next bank day when the due date has none', () => {
    const saturday = charge('2026-12-12', {
      original: '100.00',
      ...multa(2, '2.00'),
      ...juros(2, '1.00'),
    });

    expect(amountDue(saturday, civilDate('2026-12-14')).totalCents).toBe(10_000);
    expect(amountDue(saturday, civilDate('2026-12-15')).totalCents).toBe(10_300);
  });

  it('has parts that add up', () => {
    const late = charge('2026-12-10', {
      original: '100.00',
      abatimento: { modalidade: 1, valorPerc: '5.00' },
      ...multa(2, '3.00'),
      ...juros(2, '1.00'),
    });

    const { components, totalCents } = amountDue(late, civilDate('2026-12-12'));

    expect(components).toEqual({ original: 10_000, abatimento: 500, multa: 285, juros: 190 });
    expect(totalCents).toBe(10_000 - 500 + 285 + 190);
  });
});

function rebate(modalidade: number, valorPerc: string) {
  return { abatimento: { modalidade, valorPerc } };
}

describe('the last day of a charge with due date', () => {
  // Source: the cases A to G of CobDataDeVencimento in the central bank's specification.
  it.each([
    ['2020-10-20', 4, '2020-10-26'],
    ['2020-12-25', 0, '2020-12-28'],
    ['2020-12-25', 1, '2020-12-29'],
    ['2020-12-25', 3, '2020-12-31'],
    ['2020-12-25', 4, '2021-01-04'],
    ['2021-08-27', 5, '2021-09-01'],
    ['2021-08-28', 5, '2021-09-06'],
  ])('due %s with %i days ends on %s', (dueOn, days, last) => {
    expect(lastPayableDay(content(dueOn, { original: '1.00' }, days))).toBe(last);
  });
});
