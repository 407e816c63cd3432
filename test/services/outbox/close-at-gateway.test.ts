import { afterEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { ActionOutcome, FetchOutcome } from '../../../main/gateways/outcomes.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { closeAgain } from '../../../main/services/upkeep/close-again.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { days, openTill, TODAY, told, type Script, type Till } from '../../support/till.ts';

let till: Till;
let asked: string[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const MINUTE = 60_000;
const refused: ActionOutcome = {
  ending: 'rejected',
  refusal: { level: 'data', code: 'not-cancellable', text: 'Não pode ser cancelada' },
};

const shows = (status: EventKind, key = `poll:g1:${status}`): FetchOutcome => ({
  found: 'charge',
  snapshot: {
    status,
    rawStatus: status,
    events: [told(status, 'g1', { key, amountCents: 10_000 })],
  },
});

function openWith(script: {
  readonly cancel?: () => ActionOutcome;
  readonly mark?: () => ActionOutcome;
  readonly fetch: () => FetchOutcome;
}): Till {
  asked = [];
  const action = (name: string, answer: (() => ActionOutcome) | undefined) => () => {
    asked.push(name);
    return answer?.() ?? ({ ending: 'done' } as const);
  };
  const gateway: Script = {
    cancel: action('cancel', script.cancel),
    ...(script.mark === undefined ? {} : { markSettled: action('mark', script.mark) }),
    fetchCharge: () => script.fetch(),
  };
  till = openTill({ gateway });
  return till;
}

function cancelled() {
  const { titulo } = till.registered('g1');
  cancelTitulo(till.tools, titulo.id, 'engano');
  return titulo;
}

function received() {
  const { titulo } = till.registered('g1');
  receiveByHand(till.tools, {
    tituloId: titulo.id,
    amountCents: cents(10_000),
    discountCents: cents(0),
    paidOn: TODAY,
    method: 'cash',
  });
  return titulo;
}

describe('closing a charge', () => {
  it('is done only when the gateway shows it', async () => {
    let status: EventKind = 'registered';
    openWith({ fetch: () => shows(status) });
    const titulo = cancelled();
    await runOutbox(till);
    const before = till.chargeOf(titulo.id).state;

    status = 'cancelled';
    till.pass(2 * MINUTE);
    await runOutbox(till);

    expect([before, till.chargeOf(titulo.id).state]).toEqual(['closing', 'cancelled']);
    expect(till.books.outbox.counts().waiting).toBe(0);
  });

  it('asks less often the longer the gateway does not show it', async () => {
    openWith({ fetch: () => shows('registered') });
    cancelled();

    for (let minute = 0; minute < 24 * 60; minute += 10) {
      await runOutbox(till);
      till.pass(10 * MINUTE);
    }

    expect(asked.length).toBeLessThan(40);
  });

  it('ends also when the gateway has shown it once before', async () => {
    openWith({ fetch: () => shows('cancelled') });
    const titulo = cancelled();
    till.db.prepare(`UPDATE charges SET state = 'sending'`).run();
    till.apply(told('cancelled', 'g1', { key: 'poll:g1:cancelled' }));
    till.db.prepare(`UPDATE charges SET state = 'closing'`).run();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
  });

  it('marks as paid where the gateway can', async () => {
    openWith({ mark: () => ({ ending: 'done' }), fetch: () => shows('marked') });
    const titulo = received();

    await runOutbox(till);

    expect(asked).toEqual(['mark']);
    expect(till.chargeOf(titulo.id).state).toBe('marked');
    expect(till.books.payments.ofTitulo(titulo.id)).toHaveLength(1);
  });

  it('cancels where the gateway cannot mark', async () => {
    openWith({ fetch: () => shows('cancelled') });
    const titulo = received();

    await runOutbox(till);

    expect(asked).toEqual(['cancel']);
    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
    expect(till.reload(titulo).state).toBe('paid');
  });

  it('that is refused leaves the charge payable, and is tried again the next day', async () => {
    let answer: ActionOutcome = refused;
    let status: EventKind = 'registered';
    openWith({ cancel: () => answer, fetch: () => shows(status) });
    const titulo = cancelled();
    await runOutbox(till);
    await closeAgain(till.tools);
    await runOutbox(till);
    const today = [asked.length, till.chargeOf(titulo.id).state];

    [answer, status] = [{ ending: 'done' }, 'cancelled'];
    till.pass(days(1));
    await closeAgain(till.tools);
    await runOutbox(till);

    expect(today).toEqual([1, 'registered']);
    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
  });

  it('is not tried again for a título that is owed again', async () => {
    openWith({ cancel: () => refused, fetch: () => shows('registered') });
    const titulo = cancelled();
    await runOutbox(till);
    till.db.prepare(`UPDATE titulos SET state = 'open'`).run();

    till.pass(days(1));
    await closeAgain(till.tools);
    await runOutbox(till);

    expect(asked).toHaveLength(1);
    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('gives way to a payment that was quicker', async () => {
    openWith({ cancel: () => refused, fetch: () => shows('paid', 'poll:g1:paid') });
    const titulo = cancelled();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect(till.reload(titulo).state).toBe('cancelled');
    const [review] = till.books.overview.reviews(true, { after: 0, limit: 5 });
    expect(review).toMatchObject({ reason: 'cancelled-titulo', amountCents: 10_000 });
  });

  it('goes on for an inactive account', async () => {
    openWith({ fetch: () => shows('cancelled') });
    const titulo = cancelled();
    till.db.prepare('UPDATE accounts SET is_active = 0, sends_online = 0').run();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
  });

  it('is asked for once, however often the operator cancels', async () => {
    openWith({ fetch: () => shows('cancelled') });
    const titulo = cancelled();

    const again = cancelTitulo(till.tools, titulo.id, 'engano');
    await runOutbox(till);

    expect(again.refusal).toBe('already-cancelled');
    expect(asked).toHaveLength(1);
  });
});
