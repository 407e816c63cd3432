import { expect, it } from 'vitest';
import { chargeStates } from '../../../../domain/charge-states.ts';
import { cents } from '../../../../domain/money.ts';
import {
  canSimulatePayment,
  cancelOutcome,
  fateOf,
  sendOutcome,
} from '../../../../renderer/ui/titulos/outcome.ts';
import { aCharge, aTitulo } from '../../support/samples.ts';

const inState = (state: (typeof chargeStates)[number]) => aTitulo({ charge: aCharge({ state }) });

it.each([
  ['prepared', 'prepared'],
  ['rejected', 'prepared'],
  ['sending', 'on-the-way'],
  ['sent', 'on-the-way'],
  ['unknown', 'on-the-way'],
  ['closing', 'on-the-way'],
  ['registered', 'registered'],
  ['cancelled', 'over'],
  ['paid', 'over'],
] as const)('takes a charge that is %s as %s', (state, fate) => {
  expect(fateOf(inState(state))).toBe(fate);
});

it('counts what a cancel does, and leaves out what has money', () => {
  const outcome = cancelOutcome([
    inState('registered'),
    inState('prepared'),
    inState('unknown'),
    aTitulo(),
    aTitulo({ status: 'announced' }),
    aTitulo({ status: 'awaiting-approval' }),
    aTitulo({ state: 'partly-paid', status: 'partly-paid', settledCents: cents(1_000) }),
    aTitulo({ state: 'paid', status: 'paid' }),
    aTitulo({ state: 'cancelled', status: 'cancelled' }),
  ]);

  expect(outcome.cancellable.length).toBe(4);
  expect(outcome).toMatchObject({
    amountCents: 35_960,
    registered: 1,
    prepared: 1,
    onTheWay: 1,
    refused: 5,
  });
});

it('sends again what was cancelled or expired at the gateway, never what may be there', () => {
  const outcome = sendOutcome([
    ...chargeStates.map((state) => inState(state)),
    aTitulo(),
    aTitulo({ status: 'announced' }),
    aTitulo({ state: 'paid', status: 'paid' }),
  ]);

  const sent = outcome.sendable.map(({ charge }) => charge?.state);
  expect(sent).toEqual(
    expect.arrayContaining(['prepared', 'rejected', 'cancelled', 'expired', undefined]),
  );
  expect(sent).not.toEqual(expect.arrayContaining(['sending']));
  expect(outcome).toMatchObject({ registered: 4, onTheWay: 3, waiting: 1, closed: 1 });
});

it('sends a charge for the rest of a título that was paid in part', () => {
  const rest = aTitulo({
    state: 'partly-paid',
    status: 'partly-paid',
    settledCents: cents(4_000),
    charge: aCharge({ state: 'paid' }),
  });

  expect(sendOutcome([rest]).sendable).toEqual([rest]);
});

it('simulates payments only of live charges of the simulator', () => {
  expect(canSimulatePayment(inState('registered'))).toBe(true);
  expect(canSimulatePayment({ ...inState('registered'), environment: 'homologation' })).toBe(false);
  expect(canSimulatePayment(inState('prepared'))).toBe(false);
});
