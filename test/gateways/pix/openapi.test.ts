import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  discountKinds,
  fineKinds,
  interestKinds,
  type ChargeTerms,
} from '../../../domain/charge-terms.ts';
import { addDays, civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { chargeBody, movedAmount } from '../../../main/gateways/pix/bodies.ts';
import { clampTerms } from '../../../main/gateways/pix/terms.ts';
import { cobvWithTerms } from '../../../main/gateways/pix/wire.ts';
import { hasSpecification, openSpecification } from '../../simulator/pix/openapi.ts';
import { NOW } from './replay-bench.ts';
import { CHARGE, MARIA, PADARIA, PIX_KEY } from './samples.ts';

const term = <Kind extends string>(kinds: readonly Kind[], maximum: number) =>
  fc
    .record({ kind: fc.constantFrom(...kinds), value: fc.integer({ min: 0, max: maximum }) })
    .map(({ kind, value }) => ({ kind, value: kind === 'none' ? 0 : value }));

const terms: fc.Arbitrary<ChargeTerms> = fc.record({
  fine: term(fineKinds, 2_000),
  interest: term(interestKinds, 10_000),
  discount: fc
    .tuple(term(discountKinds, 99), fc.integer({ min: 0, max: 30 }))
    .map(([discount, daysBefore]) => ({ ...discount, daysBefore })),
  payableDays: fc.integer({ min: 0, max: 400 }),
  countsFrom: fc.constant('due' as const),
  rounding: fc.constant('exact-half-up' as const),
  isContra: fc.boolean(),
});

const charges = fc
  .record({
    terms: terms.map((asked) => clampTerms(asked).terms),
    amountCents: fc.integer({ min: 100, max: 99_999_999 }).map(cents),
    dueOn: fc.integer({ min: 0, max: 700 }).map((days) => addDays(civilDate('2026-11-21'), days)),
    payer: fc.constantFrom(MARIA, PADARIA, { ...PADARIA, email: 'padaria@example.com' }),
  })
  .map((changed) => ({ ...CHARGE, ...changed }));

/** Needs the central bank's file beside the project; without it these cases are skipped. */
describe.skipIf(!hasSpecification)('by the specification of the central bank', () => {
  it('every charge that is sent is right', () => {
    const judge = openSpecification();

    fc.assert(
      fc.property(charges, (charge) => {
        const { kind, body } = chargeBody(charge, PIX_KEY, NOW);
        const schema = kind === 'cobv' ? 'CobVSolicitada' : 'CobSolicitada';

        expect(judge.wrong(schema, body)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('every revision that is sent is right', () => {
    const judge = openSpecification();
    const days = { from: civilDate('2026-12-10'), to: civilDate('2026-12-20') };

    fc.assert(
      fc.property(charges, (charge) => {
        const made = chargeBody(charge, PIX_KEY, NOW);
        fc.pre(made.kind === 'cobv');
        const { valor } = cobvWithTerms.parse(made.body);
        const body = { calendario: made.body.calendario, valor: movedAmount(valor, days) };

        expect(judge.wrong('CobVRevisada', body)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

it.skipIf(hasSpecification)('is not beside this project: bodies of Pix were not held to it', () => {
  expect(hasSpecification).toBe(false);
});
