import { afterEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import {
  moveTitulo,
  moveTitulos,
  previewMove,
} from '../../../main/services/titulos/move-titulos.ts';
import { closeAgain } from '../../../main/services/upkeep/close-again.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import {
  days,
  issuedAs,
  openTill,
  told,
  TODAY,
  type Script,
  type Till,
} from '../../support/till.ts';

let till: Till;
let issued: string[];
let cancelled: string[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

/** A gateway that cancels at once, unless `shown` says what it shows instead. */
function open(more: Script = {}): Till {
  issued = [];
  cancelled = [];
  till = openTill({
    gateway: {
      issue: (charge) => {
        issued.push(charge.reference);
        return { ending: 'registered', charge: issuedAs(charge, `n${issued.length}`) };
      },
      cancel: ({ gatewayId }) => {
        cancelled.push(gatewayId);
        return { ending: 'done' };
      },
      fetchCharge: ({ gatewayId }) => ({
        found: 'charge',
        snapshot: {
          status: 'cancelled',
          rawStatus: 'canceled',
          events: [told('cancelled', gatewayId)],
        },
      }),
      ...more,
    },
  });
  return till;
}

const job = { signal: new AbortController().signal, progress: () => undefined };
const MINUTE = 60_000;

/** Long enough for whatever waits for something. */
async function settleDown(): Promise<void> {
  await runOutbox(till);
  till.pass(2 * MINUTE);
  await runOutbox(till);
}

describe('a título that moves to another account', () => {
  it('is cancelled at the one and issued at the other, with one history and the same number', async () => {
    open();
    const other = till.addAccount();
    const { titulo, charge } = till.registered('g1');

    const refusal = moveTitulo(till.tools, titulo.id, other.id);
    await runOutbox(till);

    expect(refusal).toBeUndefined();
    expect(cancelled).toEqual(['g1']);
    expect(till.books.charges.ofTitulo(titulo.id)).toEqual([
      expect.objectContaining({ id: charge.id, state: 'cancelled' }),
      expect.objectContaining({ accountId: other.id, state: 'registered', attempt: 2 }),
    ]);
    expect(till.reload(titulo)).toMatchObject({
      number: titulo.number,
      state: 'open',
      accountId: other.id,
    });
    expect(till.books.audit.ofEntity('titulo', titulo.id)).toContainEqual(
      expect.objectContaining({ action: 'moved' }),
    );
  });

  it('that was never sent is only prepared anew', async () => {
    open();
    const other = till.addAccount();
    const titulo = till.titulo();

    moveTitulo(till.tools, titulo.id, other.id);
    await runOutbox(till);

    expect(cancelled).toEqual([]);
    expect(issued).toHaveLength(1);
    expect(till.chargeOf(titulo.id)).toMatchObject({ accountId: other.id, state: 'registered' });
  });

  it('is issued at the other only when the first one shows the cancel', async () => {
    open({ fetchCharge: () => ({ found: 'unreachable', text: 'sem resposta' }) });
    const other = till.addAccount();
    const { titulo } = till.registered('g1');

    moveTitulo(till.tools, titulo.id, other.id);
    await settleDown();

    expect(issued).toEqual([]);
    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'prepared', accountId: other.id });
  });

  it('is not issued again when the old boleto was paid meanwhile', async () => {
    open({
      cancel: () => ({
        ending: 'rejected',
        refusal: { level: 'data', code: 'paid', text: 'Cobrança paga.' },
      }),
      fetchCharge: ({ gatewayId }) => ({
        found: 'charge',
        snapshot: {
          status: 'paid',
          rawStatus: 'paid',
          events: [told('paid', gatewayId, { amountCents: 10_000 })],
        },
      }),
    });
    const other = till.addAccount();
    const { titulo } = till.registered('g1');

    moveTitulo(till.tools, titulo.id, other.id);
    await settleDown();

    expect(issued).toEqual([]);
    expect(till.reload(titulo)).toMatchObject({ state: 'paid' });
    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'discarded' });
  });

  describe('while the first one refuses to cancel', () => {
    const refuse: Script = {
      cancel: ({ gatewayId }) => {
        cancelled.push(gatewayId);
        return {
          ending: 'rejected',
          refusal: { level: 'data', code: 'busy', text: 'Cobrança em processamento.' },
        };
      },
      fetchCharge: () => ({
        found: 'charge',
        snapshot: { status: 'registered', rawStatus: 'waiting', events: [] },
      }),
    };

    it('stays owed when the operator cancels the old boleto in its panel', async () => {
      open(refuse);
      const other = till.addAccount();
      const { titulo } = till.registered('g1');
      moveTitulo(till.tools, titulo.id, other.id);
      await runOutbox(till);

      till.apply(told('cancelled', 'g1'));
      await settleDown();

      expect(till.reload(titulo)).toMatchObject({ state: 'open', accountId: other.id });
      expect(till.chargeOf(titulo.id)).toMatchObject({ accountId: other.id, state: 'registered' });
    });

    it('is asked for again on the next day, since the new boleto waits for it', async () => {
      open(refuse);
      const other = till.addAccount();
      const { titulo } = till.registered('g1');
      moveTitulo(till.tools, titulo.id, other.id);
      await runOutbox(till);
      till.pass(days(1));

      await closeAgain(till.tools);
      await runOutbox(till);

      expect(cancelled).toEqual(['g1', 'g1']);
      expect(issued).toEqual([]);
    });
  });

  it('is settled by a late payment of the old boleto, and its new one is closed', async () => {
    open();
    const other = till.addAccount();
    const { titulo } = till.registered('g1');
    moveTitulo(till.tools, titulo.id, other.id);
    await settleDown();

    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    await runOutbox(till);

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
    expect(cancelled).toEqual(['g1', 'n1']);
  });
});

describe('a título that stays', () => {
  it.each([
    [
      'is paid',
      'not-open',
      (): void => void till.apply(told('paid', 'g1', { amountCents: 10_000 })),
    ],
    [
      'has an announced payment',
      'payment-announced',
      (): void => void till.apply(told('announced', 'g1')),
    ],
    [
      'is on its way',
      'fate-unknown',
      (): void =>
        void till.db.exec(`UPDATE charges SET state = 'closing' WHERE state = 'registered'`),
    ],
  ] as const)('because it %s', (_why, reason, happen) => {
    open();
    const other = till.addAccount();
    const { titulo } = till.registered('g1');
    happen();

    const refusal = moveTitulo(till.tools, titulo.id, other.id);

    expect(refusal).toBe(reason);
  });

  it('because the other account is of another environment, off, the same, or would refuse it', () => {
    open();
    const titulo = till.titulo();
    const targets = {
      'other-environment': till.addAccount({ environment: 'production' }),
      'account-inactive': till.addAccount({ isActive: false }),
      'same-account': till.account,
      problems: till.addAccount(),
    };

    const { problems, ...others } = targets;
    const refusals = Object.values(others).map(({ id }) => moveTitulo(till.tools, titulo.id, id));
    till.db.exec('UPDATE clients SET tax_id = NULL');

    expect(refusals).toEqual(Object.keys(others));
    expect(moveTitulo(till.tools, titulo.id, problems.id)).toBe('problems');
  });
});

describe('all that is open at an account', () => {
  it('is previewed without a change, then moved, and what stays is counted', async () => {
    open();
    const other = till.addAccount();
    till.registered('g1');
    till.titulo({ faceCents: cents(5_000) });
    const { titulo: announced } = till.registered('g3');
    till.registered('g4');
    till.apply(told('announced', 'g3'), told('paid', 'g4', { amountCents: 10_000 }));
    const order = { what: { fromAccountId: till.account.id }, toAccountId: other.id } as const;
    const progress: (readonly [number, number, number | undefined])[] = [];

    const preview = await previewMove(till.tools, order);
    const untouched = till.books.titulos.openOfAccount(till.account.id).length;
    await moveTitulos(
      till.tools,
      { ...order, wake: () => undefined },
      {
        ...job,
        progress: (done, total, refused) => progress.push([done, total, refused]),
      },
    );
    await settleDown();

    expect(preview).toEqual({
      count: 3,
      byPlan: { 'prepared-anew': 1, 'cancelled-and-issued': 1 },
      refused: [{ tituloId: announced.id, number: announced.number, reason: 'payment-announced' }],
    });
    expect(untouched).toBe(3);
    expect(till.books.titulos.openOfAccount(till.account.id)).toEqual([announced.id]);
    expect(till.books.titulos.openOfAccount(other.id)).toHaveLength(2);
    expect(progress.at(-1)).toEqual([3, 3, 1]);
    expect(till.books.titulos.getById(1).issuedOn).toBe(TODAY);
  });
});
