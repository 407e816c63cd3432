import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import type { IssueOutcome, NotSent } from '../../../main/gateways/outcomes.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { issuedAs, openTill, TODAY, type Till } from '../../support/till.ts';

let till: Till;
let issued: ChargeToIssue[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const BLOCKED: IssueOutcome = {
  ending: 'rejected',
  refusal: { level: 'account', code: 'blocked', text: 'Conta bloqueada.' },
};
const notSent = (reason: NotSent['reason']): NotSent => ({
  ending: 'not-sent',
  reason,
  text: 'não saiu',
});
const MINUTE = 60_000;

/** The first tries end as told, all later ones register. */
function openWith(...endings: readonly IssueOutcome[]): Till {
  issued = [];
  till = openTill({
    account: { fallbackRank: 1 },
    gateway: {
      issue: (charge) => {
        issued.push(charge);
        const ending = endings[issued.length - 1];
        return ending ?? { ending: 'registered', charge: issuedAs(charge, `g${issued.length}`) };
      },
      issueGroup: () => ({
        ending: 'rejected',
        refusal: { level: 'account', code: 'blocked', text: 'Conta bloqueada.' },
      }),
    },
  });
  return till;
}

describe('another account steps in', () => {
  it.each([BLOCKED, notSent('credentials'), notSent('rate-limited')])(
    'for one that cannot issue: $ending',
    async (ending) => {
      openWith(ending);
      const reserve = till.addAccount({ fallbackRank: 2 });
      const titulo = till.titulo();

      await runOutbox(till);

      const charges = till.books.charges.ofTitulo(titulo.id);
      expect(charges.map(({ state, accountId }) => [state, accountId])).toEqual([
        ['discarded', till.account.id],
        ['registered', reserve.id],
      ]);
      expect(till.reload(titulo).accountId).toBe(reserve.id);
      expect(issued[0]?.reference).not.toBe(issued[1]?.reference);
      expect(till.books.audit.ofEntity('titulo', titulo.id)).toContainEqual(
        expect.objectContaining({ action: 'fell-back' }),
      );
    },
  );

  it('in the order of their ranks, passing over those that rest or are off', async () => {
    openWith(BLOCKED);
    const last = till.addAccount({ fallbackRank: 9 });
    const resting = till.addAccount({ fallbackRank: 2 });
    till.addAccount({ fallbackRank: 3, isActive: false });
    till.addAccount({ fallbackRank: 4, environment: 'homologation' });
    till.books.accounts.pauseUntil(resting.id, '2026-11-24T12:00:00.000Z' as never);
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.reload(titulo).accountId).toBe(last.id);
  });

  it('for a whole carnê, parcel by parcel', async () => {
    openWith();
    const reserve = till.addAccount({ fallbackRank: 2 });
    const carneId = createCarne(till.tools, {
      clientId: till.clientId,
      accountId: till.account.id,
      parcels: 3,
      firstDueOn: addDays(TODAY, 2),
      amountCents: cents(10_000),
      description: 'Internet 300M',
      businessDays: 'keep',
    });

    await runOutbox(till);

    const parcels = till.books.titulos.ofCarne(carneId);
    expect(parcels.map(({ id }) => till.chargeOf(id))).toEqual(
      parcels.map(
        () => expect.objectContaining({ state: 'registered', accountId: reserve.id }) as unknown,
      ),
    );
    expect(issued).toHaveLength(3);
  });
});

describe('no other account steps in', () => {
  it('for what the gateway refuses of the charge itself', async () => {
    openWith({
      ending: 'rejected',
      refusal: { level: 'data', code: 'invalid-cpf', text: 'CPF inválido.' },
    });
    till.addAccount({ fallbackRank: 2 });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id)).toMatchObject({
      state: 'rejected',
      accountId: till.account.id,
    });
  });

  it('for an ending that nobody knows: it may have been issued', async () => {
    openWith({ ending: 'unknown', text: 'sem resposta' });
    till.addAccount({ fallbackRank: 2 });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'unknown' });
    expect(issued).toHaveLength(1);
  });

  it('unless the operator gave the accounts an order', async () => {
    openWith(BLOCKED);
    till.addAccount();
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'rejected' });
  });

  it('for a charge that it would refuse', async () => {
    openWith(BLOCKED);
    till.addAccount({ fallbackRank: 2, gateway: 'asaas', instrument: 'boleto' });
    till.db.exec('UPDATE clients SET tax_id = NULL');
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.reload(titulo).accountId).toBe(till.account.id);
  });

  it('for a short cut in the network', async () => {
    const cut = notSent('no-network');
    openWith(cut, cut, cut);
    const reserve = till.addAccount({ fallbackRank: 2 });
    const titulo = till.titulo();

    await runOutbox(till);
    const afterOne = till.reload(titulo).accountId;
    for (let tries = 0; tries < 2; tries += 1) {
      till.pass(10 * MINUTE);
      await runOutbox(till);
    }

    expect(afterOne).toBe(till.account.id);
    expect(till.reload(titulo).accountId).toBe(reserve.id);
  });
});
