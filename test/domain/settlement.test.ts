import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterConfirmedPayment, chargeStates } from '../../domain/charge-states.ts';
import {
  discountKinds,
  fineKinds,
  interestKinds,
  PLAIN_TERMS,
  type ChargeTerms,
} from '../../domain/charge-terms.ts';
import { addDays, civilDate } from '../../domain/civil-date.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { paymentSources } from '../../domain/payment-states.ts';
import {
  allocate,
  settle,
  toleranceCents,
  type OtherPayment,
  type PaymentToSettle,
  type Settlement,
  type SettlementCase,
  type TituloToSettle,
} from '../../domain/settlement.ts';
import { canMove, stateOfBalance } from '../../domain/titulo-states.ts';

const DUE = civilDate('2026-12-01');
const TERMS: ChargeTerms = {
  ...PLAIN_TERMS,
  fine: { kind: 'percent', value: 200 },
  interest: { kind: 'percent-month', value: 1000 },
  discount: { kind: 'fixed', value: 500, daysBefore: 0 },
};

interface Changes {
  readonly titulo?: Partial<TituloToSettle>;
  readonly payment?: Partial<PaymentToSettle>;
  readonly others?: readonly OtherPayment[];
  readonly autoSettle?: boolean;
  readonly chargeState?: SettlementCase['chargeState'];
}

/** A título of R$ 100,00 with a registered charge at account 1, and a payment of it on the due date. */
function given(changes: Changes): SettlementCase {
  return {
    titulo: {
      state: 'open',
      totalCents: cents(10000),
      settledCents: cents(0),
      lateSettledCents: cents(0),
      dueOn: DUE,
      terms: TERMS,
      ...changes.titulo,
    },
    chargeState: 'chargeState' in changes ? changes.chargeState : 'registered',
    payment: {
      source: 'gateway',
      accountId: 1,
      amountCents: cents(10000),
      paidOn: DUE,
      ...changes.payment,
    },
    autoSettle: changes.autoSettle ?? true,
    others: changes.others ?? [],
  };
}

function paidAt(daysLate: number, amount: number, more: Partial<PaymentToSettle> = {}): Changes {
  return { payment: { amountCents: cents(amount), paidOn: addDays(DUE, daysLate), ...more } };
}

/** principal, late, discount, credit, state and review, to be read as one row. */
function summary(settlement: Settlement): readonly unknown[] {
  const { allocation, creditCents, tituloState, review } = settlement;
  return [
    allocation?.principalCents ?? 0,
    allocation?.lateCents ?? 0,
    allocation?.discountCents ?? 0,
    creditCents,
    tituloState,
    review,
  ];
}

describe('a payment of an open título', () => {
  it.each([
    // Ten days late: multa 2,00 and juros 0,33 on 100,00; tolerance 0,10.
    ['the exact value', paidAt(0, 10000), [10000, 0, 0, 0, 'paid', 'none']],
    ['the value less the discount of the day', paidAt(0, 9500), [9500, 0, 500, 0, 'paid', 'none']],
    ['less than the whole discount', paidAt(0, 9800), [9800, 0, 200, 0, 'paid', 'none']],
    ['five centavos below the discount', paidAt(0, 9495), [9495, 0, 505, 0, 'paid', 'none']],
    ['six centavos below', paidAt(0, 9494), [9494, 0, 0, 0, 'partly-paid', 'amount']],
    ['five centavos short and late', paidAt(1, 9995), [9995, 0, 5, 0, 'paid', 'none']],
    ['six centavos short and late', paidAt(1, 9994), [9994, 0, 0, 0, 'partly-paid', 'amount']],
    ['ten centavos short, ten days late', paidAt(10, 9990), [9990, 0, 10, 0, 'paid', 'none']],
    ['the discount after its day', paidAt(1, 9500), [9500, 0, 0, 0, 'partly-paid', 'amount']],
    ['value, multa and juros', paidAt(10, 10233), [10000, 233, 0, 0, 'paid', 'none']],
    ['late without the late charges', paidAt(10, 10000), [10000, 0, 0, 0, 'paid', 'none']],
    ['the tolerance over', paidAt(10, 10243), [10000, 243, 0, 0, 'paid', 'none']],
    ['more than that', paidAt(10, 10300), [10000, 243, 0, 57, 'paid', 'none']],
    ['too much in time', paidAt(0, 10100), [10000, 5, 0, 95, 'paid', 'none']],
    [
      'late charges that the bank reports as its own',
      paidAt(10, 10300, { lateCents: cents(300) }),
      [10000, 300, 0, 0, 'paid', 'none'],
    ],
    [
      'a discount that the bank reports as its own',
      paidAt(1, 9000, { discountCents: cents(1000) }),
      [9000, 0, 1000, 0, 'paid', 'none'],
    ],
    [
      'a Pix of what was asked that day',
      paidAt(10, 10233, { askedCents: cents(10233) }),
      [10000, 233, 0, 0, 'paid', 'none'],
    ],
    [
      'a Pix of the original value when more was asked',
      paidAt(10, 10000, { askedCents: cents(10233) }),
      [10000, 0, 0, 0, 'paid', 'amount'],
    ],
  ] as const)('of %s is settled so', (_, changes, expected) => {
    const settlement = settle(given(changes));

    expect(summary(settlement)).toEqual(expected);
    expect(settlement.chargeState).toBe('paid');
  });

  it('that is partly paid needs only the rest', () => {
    const settlement = settle(
      given({
        titulo: { state: 'partly-paid', settledCents: cents(9000) },
        payment: { amountCents: cents(1000) },
      }),
    );

    expect(summary(settlement)).toEqual([1000, 0, 0, 0, 'paid', 'none']);
  });

  it('takes no late charges twice', () => {
    const settlement = settle(
      given({
        titulo: {
          state: 'partly-paid',
          settledCents: cents(9000),
          lateSettledCents: cents(233),
        },
        ...paidAt(10, 1233),
      }),
    );

    expect(summary(settlement)).toEqual([1000, 10, 0, 223, 'paid', 'none']);
  });

  it.each(['cancelled', 'expired', 'closing', 'unknown', 'prepared', 'sent'] as const)(
    'settles it through a charge that is %s',
    (chargeState) => {
      const settlement = settle(given({ chargeState }));

      expect(settlement).toMatchObject({ tituloState: 'paid', chargeState: 'paid' });
    },
  );

  it('settles it without any charge', () => {
    const settlement = settle(given({ chargeState: undefined }));

    expect(settlement).toMatchObject({ tituloState: 'paid', chargeState: undefined });
  });
});

describe('a payment that waits for a decision', () => {
  const held = { allocation: undefined, creditCents: 0 };

  it('is one of an account that does not settle by itself', () => {
    const settlement = settle(given({ autoSettle: false }));

    expect(settlement).toEqual({
      ...held,
      review: 'approval',
      heldCents: 10000,
      tituloState: 'open',
      chargeState: 'paid',
    });
  });

  it('is the second one of a paid título', () => {
    const settlement = settle(given({ titulo: { state: 'paid', settledCents: cents(10000) } }));

    expect(settlement).toMatchObject({ ...held, review: 'duplicate', tituloState: 'paid' });
  });

  it('is one of a cancelled título, even where nothing is settled by itself', () => {
    const settlement = settle(given({ titulo: { state: 'cancelled' }, autoSettle: false }));

    expect(settlement).toMatchObject({
      ...held,
      review: 'cancelled-titulo',
      tituloState: 'cancelled',
    });
  });

  it('is a settlement without an amount', () => {
    const settlement = settle(given({ payment: { amountCents: undefined } }));

    expect(settlement).toMatchObject({ ...held, review: 'same-payment', heldCents: 0 });
  });

  it('is a charge that somebody marked as settled at the gateway', () => {
    const settlement = settle(given({ payment: { source: 'marked' } }));

    expect(settlement).toMatchObject({ ...held, review: 'approval', chargeState: 'marked' });
  });

  const other: OtherPayment = {
    source: 'manual',
    accountId: undefined,
    amountCents: cents(10000),
    paidOn: civilDate('2026-11-26'),
  };

  it.each([
    ['three bank days before over another road', {}, 'same-payment'],
    ['four bank days before', { paidOn: civilDate('2026-11-25') }, 'duplicate'],
    ['of another amount', { amountCents: cents(10001) }, 'duplicate'],
    ['over the same road', { source: 'gateway', accountId: 1 }, 'duplicate'],
    ['at another account', { source: 'gateway', accountId: 2 }, 'same-payment'],
  ] as const)('is compared with one %s: %s', (_, changes, review) => {
    const settlement = settle(
      given({
        titulo: { state: 'paid', settledCents: cents(10000) },
        others: [{ ...other, ...changes }],
      }),
    );

    expect(settlement).toMatchObject({ ...held, review });
  });
});

describe('a decision of the operator', () => {
  it('allocates an approved payment with the same tolerances', () => {
    const settlement = allocate(given({ autoSettle: false, ...paidAt(0, 9500) }));

    expect(summary(settlement)).toEqual([9500, 0, 500, 0, 'paid', 'none']);
  });

  it('lets a cancelled título be paid after all', () => {
    const settlement = allocate(given({ titulo: { state: 'cancelled' } }));

    expect(settlement.tituloState).toBe('paid');
  });

  it('turns the second payment of a paid título into credit', () => {
    const settlement = allocate(given({ titulo: { state: 'paid', settledCents: cents(10000) } }));

    expect(settlement).toMatchObject({ allocation: undefined, creditCents: 10000 });
  });

  it.each([
    [{ amountCents: cents(4000) }, [4000, 0, 0, 0, 'partly-paid', 'none']],
    [{ amountCents: cents(10100), lateCents: cents(100) }, [10000, 100, 0, 0, 'paid', 'none']],
    [{ amountCents: cents(9000), discountCents: cents(1000) }, [9000, 0, 1000, 0, 'paid', 'none']],
    [{ amountCents: cents(10100) }, [10000, 0, 0, 100, 'paid', 'none']],
  ] as const)('typed as a receipt of %j is taken as typed', (typed, expected) => {
    const settlement = settle(
      given({ payment: { source: 'manual', accountId: undefined, ...typed }, autoSettle: false }),
    );

    expect(summary(settlement)).toEqual(expected);
    expect(settlement.chargeState).toBe('registered');
  });

  it('cannot allocate a payment without an amount', () => {
    expect(() => allocate(given({ payment: { amountCents: undefined } }))).toThrow(RangeError);
  });
});

describe('the tolerance', () => {
  it.each([
    [0, 5],
    [5, 5],
    [6, 6],
    [40, 40],
  ])('after %i late days is %i centavos', (days, expected) => {
    expect(toleranceCents(days)).toBe(expected);
  });
});

describe('any settlement', () => {
  const count = (max: number) => fc.integer({ min: 0, max });
  const anyTerms: fc.Arbitrary<ChargeTerms> = fc.record({
    fine: fc.record({ kind: fc.constantFrom(...fineKinds), value: count(1000) }),
    interest: fc.record({ kind: fc.constantFrom(...interestKinds), value: count(1000) }),
    discount: fc.record({
      kind: fc.constantFrom(...discountKinds),
      value: count(10_000),
      daysBefore: count(10),
    }),
    payableDays: fc.constant(29),
    countsFrom: fc.constant('due' as const),
    rounding: fc.constantFrom('exact-half-up' as const, 'per-day-cents' as const),
    isContra: fc.boolean(),
  });
  const anyTitulo = fc.integer({ min: 1, max: 100_000 }).chain((total) =>
    fc.record({
      totalCents: fc.constant(cents(total)),
      settledCents: count(total).map(cents),
      lateSettledCents: count(500).map(cents),
      isCancelled: fc.boolean(),
      terms: anyTerms,
    }),
  );
  const optionalCents = fc.option(count(5000).map(cents), { nil: undefined });
  const anyCase: fc.Arbitrary<SettlementCase> = fc
    .record({
      titulo: anyTitulo,
      chargeState: fc.constantFrom(...chargeStates, undefined),
      source: fc.constantFrom(...paymentSources),
      amount: fc.integer({ min: 1, max: 120_000 }),
      days: fc.integer({ min: -30, max: 100 }),
      late: optionalCents,
      discount: optionalCents,
      autoSettle: fc.boolean(),
    })
    .map(({ titulo, source, amount, days, late, discount, ...rest }) => ({
      ...rest,
      titulo: { ...titulo, state: stateFor(titulo), dueOn: DUE },
      payment: {
        source,
        accountId: 1,
        amountCents: cents(amount),
        paidOn: addDays(DUE, days),
        ...(late === undefined ? {} : { lateCents: late }),
        ...(discount === undefined ? {} : { discountCents: discount }),
      },
      others: [],
    }));

  function stateFor(titulo: {
    readonly totalCents: Cents;
    readonly settledCents: Cents;
    readonly isCancelled: boolean;
  }) {
    if (titulo.isCancelled && titulo.settledCents === 0) return 'cancelled' as const;
    return stateOfBalance(titulo.totalCents, titulo.settledCents);
  }

  it.each([
    ['settled by itself', settle],
    ['allocated on a decision', allocate],
  ])('%s accounts for every centavo once and never for less than none', (_, decide) => {
    fc.assert(
      fc.property(anyCase, (some) => {
        const { allocation, creditCents, heldCents } = decide(some);
        const principal = allocation?.principalCents ?? 0;
        const late = allocation?.lateCents ?? 0;
        const discount = allocation?.discountCents ?? 0;

        expect(Math.min(principal, late, discount, creditCents, heldCents)).toBeGreaterThanOrEqual(
          0,
        );
        expect(principal + late + creditCents + heldCents).toBe(some.payment.amountCents);
        expect(principal + discount).toBeLessThanOrEqual(
          some.titulo.totalCents - some.titulo.settledCents,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('moves the título only along its table, and to what its balance says', () => {
    fc.assert(
      fc.property(anyCase, (some) => {
        const { tituloState, allocation } = settle(some);
        const from = some.titulo.state;

        expect(tituloState === from || canMove(from, tituloState)).toBe(true);
        expect(allocation === undefined ? tituloState === from : tituloState !== 'open').toBe(true);
      }),
    );
  });

  it('never forgives more than the discount of the day, a reported one and the tolerance', () => {
    fc.assert(
      fc.property(anyCase, (some) => {
        const { titulo, payment } = some;
        const { allocation } = settle({ ...some, payment: { ...payment, source: 'gateway' } });
        const discount = allocation?.discountCents ?? 0;
        const largest = Math.max(
          titulo.terms.discount.kind === 'none' ? 0 : titulo.totalCents,
          payment.discountCents ?? 0,
        );

        expect(discount).toBeLessThanOrEqual(largest + 100);
      }),
    );
  });

  it('leaves the charge where its own table puts it', () => {
    fc.assert(
      fc.property(anyCase, (some) => {
        const before = some.chargeState;
        const { chargeState } = settle({
          ...some,
          payment: { ...some.payment, source: 'gateway' },
        });

        expect(chargeState).toBe(before === undefined ? undefined : afterConfirmedPayment(before));
      }),
    );
  });
});
