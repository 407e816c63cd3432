import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { IssueOutcome, ResolveOutcome } from '../../../main/gateways/outcomes.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { recoverInterrupted } from '../../../main/services/outbox/recover.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { issuedAs, openTill, TODAY, told, type Script, type Till } from '../../support/till.ts';

let till: Till;
let issued: ChargeToIssue[];
let lookUps: number;

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const MINUTE = 60_000;
const TODAY_DUE = addDays(TODAY, 7);
const AMOUNT = cents(10_000);
const timeout: IssueOutcome = { ending: 'unknown', text: 'TIMEOUT' };
const nothing: ResolveOutcome = { found: 'nothing' };

/** Answers each issue and each look-up in turn; the last answer of a list is kept. */
function openWith(script: {
  readonly issue: readonly IssueOutcome[];
  readonly resolve: readonly ResolveOutcome[];
  readonly more?: Script;
}): Till {
  issued = [];
  lookUps = 0;
  till = openTill({
    gateway: {
      issue: (charge) => {
        issued.push(charge);
        return script.issue[issued.length - 1] ?? registers(charge);
      },
      resolve: () => {
        lookUps += 1;
        return script.resolve[Math.min(lookUps, script.resolve.length) - 1] ?? nothing;
      },
      ...script.more,
    },
  });
  return till;
}

const registers = (charge: ChargeToIssue): IssueOutcome => ({
  ending: 'registered',
  charge: issuedAs(charge, 'g1'),
});

async function passing(minutes: number): Promise<void> {
  till.pass(minutes * MINUTE);
  await runOutbox(till);
}

describe('a charge of which nobody knows', () => {
  it('is sent again with the same reference only after two empty look-ups, ten minutes apart', async () => {
    openWith({ issue: [timeout], resolve: [nothing] });
    const titulo = till.titulo();
    await runOutbox(till);
    await passing(1);
    const afterOne = [till.chargeOf(titulo.id).state, lookUps, issued.length];

    await passing(9);
    const tooSoon = [lookUps, issued.length];
    await passing(2);

    expect(afterOne).toEqual(['unknown', 1, 1]);
    expect(tooSoon).toEqual([1, 1]);
    expect([lookUps, issued.length]).toEqual([2, 2]);
    expect(new Set(issued.map(({ reference }) => reference)).size).toBe(1);
    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('counts no look-up that could not be made', async () => {
    openWith({
      issue: [timeout],
      resolve: [{ found: 'unreachable', text: 'ENOTFOUND' }],
    });
    const titulo = till.titulo();
    await runOutbox(till);

    for (let turn = 0; turn < 30; turn += 1) await passing(2);

    expect(till.chargeOf(titulo.id).state).toBe('unknown');
    expect(issued).toHaveLength(1);
    expect(lookUps).toBeGreaterThan(20);
  });

  it('that was created without a boleto goes on with the same id', async () => {
    openWith({ issue: [timeout], resolve: [{ found: 'created', gatewayId: 'g7' }] });
    const titulo = till.titulo();
    await runOutbox(till);

    await passing(1);

    expect(issued.map(({ gatewayId }) => gatewayId)).toEqual([undefined, 'g7']);
    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('is looked up at once when an event says that it exists', async () => {
    openWith({ issue: [timeout], resolve: [nothing] });
    const titulo = till.titulo();
    await runOutbox(till);
    await passing(1);
    const { reference } = till.chargeOf(titulo.id);

    till.apply(told('registered', 'g1', { reference }));
    await runOutbox(till);

    expect(lookUps).toBe(2);
  });

  it('is paid by an event, and nothing is asked any more', async () => {
    openWith({ issue: [timeout], resolve: [nothing] });
    const titulo = till.titulo();
    await runOutbox(till);
    const { reference } = till.chargeOf(titulo.id);

    till.apply(told('paid', 'g1', { amountCents: 10_000, reference }));
    await passing(30);

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect([lookUps, issued.length]).toEqual([0, 1]);
  });

  it('of a cancelled título is cancelled as soon as it turns out to be registered', async () => {
    const cancelled: string[] = [];
    openWith({
      issue: [timeout],
      resolve: [
        { found: 'registered', charge: issuedAs({ dueOn: TODAY_DUE, amountCents: AMOUNT }, 'g1') },
      ],
      more: {
        cancel: ({ gatewayId }) => {
          cancelled.push(gatewayId);
          return { ending: 'done' };
        },
        fetchCharge: () => ({
          found: 'charge',
          snapshot: {
            status: 'cancelled',
            rawStatus: 'canceled',
            events: [told('cancelled', 'g1')],
          },
        }),
      },
    });
    const titulo = till.titulo();
    await runOutbox(till);
    cancelTitulo(till.tools, titulo.id, 'engano');

    await passing(1);

    expect(cancelled).toEqual(['g1']);
    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
    expect(till.reload(titulo).state).toBe('cancelled');
  });

  it('of a cancelled título is dropped when it does not exist', async () => {
    openWith({ issue: [timeout], resolve: [nothing] });
    const titulo = till.titulo();
    await runOutbox(till);
    cancelTitulo(till.tools, titulo.id, 'engano');

    await passing(1);
    await passing(11);

    expect(till.chargeOf(titulo.id).state).toBe('discarded');
    expect(issued).toHaveLength(1);
    expect(till.books.outbox.counts()).toEqual({ waiting: 0, running: 0, unknown: 0, failed: 0 });
  });

  it('of an account that was made inactive is still looked up, and not sent again', async () => {
    openWith({ issue: [timeout], resolve: [nothing] });
    const titulo = till.titulo();
    await runOutbox(till);
    till.db.prepare('UPDATE accounts SET is_active = 0').run();

    await passing(1);
    await passing(11);

    expect([lookUps, issued.length]).toEqual([2, 1]);
    expect(till.chargeOf(titulo.id).state).toBe('prepared');
  });
});

describe('a charge that the gateway has accepted', () => {
  it('is asked for until it is registered, and never sent again', async () => {
    openWith({
      issue: [{ ending: 'accepted', gatewayId: 'g1' }],
      resolve: [
        nothing,
        { found: 'created', gatewayId: 'g1' },
        { found: 'unreachable', text: 'ENOTFOUND' },
        { found: 'registered', charge: issuedAs({ dueOn: TODAY_DUE, amountCents: AMOUNT }, 'g1') },
      ],
    });
    const titulo = till.titulo();
    await runOutbox(till);
    const accepted = till.chargeOf(titulo.id).state;

    for (let turn = 0; turn < 4; turn += 1) await passing(11);

    expect(accepted).toBe('sent');
    expect(issued).toHaveLength(1);
    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });
});

describe('a start after a crash', () => {
  it('makes what was on its way unknown, and looks it up before anything else', async () => {
    openWith({ issue: [], resolve: [nothing] });
    const titulo = till.titulo();
    const [row] = till.books.outbox.openOf({ chargeId: till.chargeOf(titulo.id).id });
    till.books.charges.startSending({
      id: till.chargeOf(titulo.id).id,
      at: till.now(),
      callbackUrl: null,
    });
    till.books.outbox.change({ id: row?.id ?? 0, state: 'running' });

    const found = recoverInterrupted(till.tools);
    await runOutbox(till);

    expect(found).toBe(1);
    expect([till.chargeOf(titulo.id).state, lookUps, issued.length]).toEqual(['unknown', 1, 0]);
  });
});
