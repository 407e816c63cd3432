import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { ChargeToIssue, UnknownCharge } from '../../../main/gateways/charge.ts';
import type { IssueOutcome, ResolveOutcome } from '../../../main/gateways/outcomes.ts';
import { sendTitulo } from '../../../main/services/titulos/send-titulos.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import {
  days,
  force,
  issuedAs,
  openTill,
  TODAY,
  told,
  type Script,
  type Till,
} from '../../support/till.ts';

let till: Till;
let issued: string[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

/** A till whose gateway answers in this way; the references that it was sent are kept. */
function openWith(
  answer: (charge: ChargeToIssue) => IssueOutcome | Promise<IssueOutcome>,
  more: Script = {},
): Till {
  issued = [];
  till = openTill({
    gateway: {
      issue: (charge) => {
        issued.push(charge.reference);
        return answer(charge);
      },
      ...more,
    },
  });
  return till;
}

const registers = (charge: ChargeToIssue): IssueOutcome => ({
  ending: 'registered',
  charge: issuedAs(charge, `g-${charge.reference}`),
});
const offline = (): IssueOutcome => ({
  ending: 'not-sent',
  reason: 'no-network',
  text: 'ENOTFOUND',
});
const MINUTE = 60_000;

describe('a charge', () => {
  it('is registered with what the gateway gave, and asks for its callbacks to be expected', async () => {
    openWith(registers);
    const titulo = till.titulo();
    const leaving = vi.fn();

    await runOutbox(till, leaving);

    expect(till.chargeOf(titulo.id)).toMatchObject({
      state: 'registered',
      callbackUrl: 'https://provedor.test/c/secret',
      bank: '364',
    });
    expect(till.books.outbox.counts()).toEqual({ waiting: 0, running: 0, unknown: 0, failed: 0 });
    expect(leaving).toHaveBeenCalledExactlyOnceWith(till.account.id);
  });

  it('of a future título waits for its day', async () => {
    openWith(registers);
    const titulo = till.titulo({ dueOn: addDays(TODAY, 30) });

    await runOutbox(till);
    till.pass(days(11));
    const before = till.chargeOf(titulo.id).state;
    await runOutbox(till);

    expect([before, till.chargeOf(titulo.id).state]).toEqual(['prepared', 'registered']);
  });

  it('stays here while "remessa on-line" is off, and goes when the operator sends it', async () => {
    openWith(registers);
    const account = till.addAccount({ sendsOnline: false });
    const titulo = till.titulo({ accountId: account.id });
    await runOutbox(till);
    const before = till.chargeOf(titulo.id).state;

    sendTitulo(till.tools, titulo.id);
    await runOutbox(till);

    expect([before, till.chargeOf(titulo.id).state]).toEqual(['prepared', 'registered']);
  });

  it('of an inactive account is not issued, not even when an operator sends it', async () => {
    openWith(registers);
    const account = till.addAccount();
    const titulo = till.titulo({ accountId: account.id });
    sendTitulo(till.tools, titulo.id);
    till.db.prepare('UPDATE accounts SET is_active = 0 WHERE id = ?').run(account.id);

    const asked = sendTitulo(till.tools, titulo.id);
    await runOutbox(till);

    expect(asked).toMatchObject({ result: 'refused', reason: 'account-inactive' });
    expect(issued).toEqual([]);
  });

  it('that was refused by the gateway is rejected with its words', async () => {
    openWith(() => ({
      ending: 'rejected',
      refusal: { level: 'data', code: 'phone-invalid', text: 'Telefone inválido' },
    }));
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id)).toMatchObject({
      state: 'rejected',
      failureCode: 'phone-invalid',
      failureText: 'Telefone inválido',
    });
    expect(till.books.accounts.getById(till.account.id).pausedUntilAt).toBeNull();
  });

  it('that meets a blocked account does not take all the others with it', async () => {
    openWith(() => ({
      ending: 'rejected',
      refusal: { level: 'account', code: 'account-blocked', text: 'Conta bloqueada' },
    }));
    const titulos = Array.from({ length: 9 }, () => till.titulo({ clientId: till.addClient() }));

    await runOutbox(till);

    const states = titulos.map(({ id }) => till.chargeOf(id).state);
    expect(states.filter((state) => state === 'rejected').length).toBeLessThanOrEqual(4);
    expect(states).toContain('prepared');
  });

  it('tells when the gateway registered another amount', async () => {
    openWith((charge) => ({
      ending: 'registered',
      charge: { ...issuedAs(charge, 'g1'), amountCents: cents(9_000) },
    }));
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id)).toMatchObject({
      state: 'registered',
      failureCode: 'amount-differs',
    });
  });

  it('waits while another charge of its título can still be paid', async () => {
    openWith(registers);
    const { titulo, charge } = till.registered('g1');
    force(till, charge, 'rejected');
    sendTitulo(till.tools, titulo.id);
    force(till, charge, 'closing');
    await runOutbox(till);
    const before = till.chargeOf(titulo.id).state;

    force(till, charge, 'cancelled');
    till.pass(2 * MINUTE);
    await runOutbox(till);

    expect([before, till.chargeOf(titulo.id).state]).toEqual(['prepared', 'registered']);
  });
});

describe('a charge that surely was not sent', () => {
  it('waits again with its account, and goes when the network is back', async () => {
    let isOnline = false;
    openWith((charge) => (isOnline ? registers(charge) : offline()));
    const titulo = till.titulo();
    await runOutbox(till);
    const paused = till.books.accounts.getById(till.account.id).pausedUntilAt;
    await runOutbox(till);

    isOnline = true;
    till.pass(MINUTE);
    await runOutbox(till);

    expect(paused).not.toBeNull();
    expect(issued).toHaveLength(2);
    expect(new Set(issued).size).toBe(1);
    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('goes at once when the operator sends it, whatever the rest of the account', async () => {
    let isOnline = false;
    openWith((charge) => (isOnline ? registers(charge) : offline()));
    const titulo = till.titulo();
    await runOutbox(till);

    isOnline = true;
    sendTitulo(till.tools, titulo.id);
    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('is discarded when its título was cancelled or paid meanwhile', async () => {
    openWith(() => {
      till.db.prepare(`UPDATE titulos SET state = 'cancelled'`).run();
      return offline();
    });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('discarded');
    expect(till.books.outbox.counts().waiting).toBe(0);
  });

  it('does not count for the limit of its payer', async () => {
    let isOnline = false;
    openWith((charge) => (isOnline ? registers(charge) : offline()));
    const titulos = Array.from({ length: 13 }, () => till.titulo());
    for (let turn = 0; turn < 13; turn += 1) {
      await runOutbox(till);
      till.pass(10 * MINUTE);
    }

    isOnline = true;
    await runOutbox(till);

    expect(titulos.map(({ id }) => till.chargeOf(id).state)).toEqual(
      Array.from({ length: 13 }, () => 'registered'),
    );
  });
});

describe('the limit of one payer', () => {
  it('sends thirteen a day, the others tomorrow', async () => {
    openWith(registers);
    Array.from({ length: 15 }, () => till.titulo());
    till.titulo({ clientId: till.addClient() });

    await runOutbox(till);
    const today = issued.length;
    till.pass(days(1));
    await runOutbox(till);

    expect([today, issued.length]).toEqual([14, 16]);
  });

  it('sends thirty a month, the others in the next one', async () => {
    openWith(registers);
    Array.from({ length: 33 }, () => till.titulo({ dueOn: addDays(TODAY, 20) }));
    const counts: number[] = [];

    for (let day = 0; day < 10; day += 1) {
      await runOutbox(till);
      counts.push(issued.length);
      till.pass(days(1));
    }

    // 23 November: thirty until the 30th, the rest on 1 December.
    expect(counts.slice(0, 8)).toEqual([13, 26, 30, 30, 30, 30, 30, 30]);
    expect(counts[8]).toBe(33);
  });
});

describe('an event that is faster than the answer', () => {
  it('settles the título, and the answer adds the bar code', async () => {
    openWith((charge) => {
      till.apply(told('paid', 'g1', { amountCents: 10_000, reference: charge.reference }));
      return { ending: 'registered', charge: issuedAs(charge, 'g1') };
    });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'paid', gatewayId: 'g1' });
    expect(till.chargeOf(titulo.id).linha).not.toBeNull();
  });

  it('is not overruled by an answer that never came', async () => {
    openWith((charge) => {
      till.apply(told('paid', 'g1', { amountCents: 10_000, reference: charge.reference }));
      return { ending: 'unknown', text: 'TIMEOUT' };
    });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect(till.books.outbox.counts().unknown).toBe(0);
  });

  it('that found no charge is applied once the answer is there', async () => {
    openWith((charge) => {
      till.apply(told('paid', 'g1', { amountCents: 10_000 }));
      return { ending: 'registered', charge: issuedAs(charge, 'g1') };
    });
    const titulo = till.titulo();

    await runOutbox(till);

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id).state).toBe('paid');
  });
});

describe('a defect', () => {
  it('of the adapter leaves the charge unknown, and the others go on', async () => {
    let isFirst = true;
    openWith((charge) => {
      if (!isFirst) return registers(charge);
      isFirst = false;
      throw new TypeError('broken');
    });
    const first = till.titulo();
    const second = till.titulo();

    await runOutbox(till);

    expect(till.chargeOf(first.id).state).toBe('unknown');
    expect(till.chargeOf(second.id).state).toBe('registered');
    expect(till.log.lines.map(({ event }) => event)).toContain('outbox.row-broke');
  });

  it('of the disk leaves nothing sent twice: the answer that could not be written is looked up', async () => {
    const resolve = (charge: UnknownCharge): ResolveOutcome => ({
      found: 'registered',
      charge: issuedAs(charge, 'g1'),
    });
    openWith(
      (charge) => {
        fillDisk(till);
        return registers(charge);
      },
      { resolve },
    );
    const titulo = till.titulo();
    const outbox = runOutbox(till);
    await vi.waitFor(() =>
      expect(till.log.lines.map(({ event }) => event)).toContain('outbox.row-not-left'),
    );

    freeDisk(till);
    await outbox;
    till.pass(2 * MINUTE);
    await runOutbox(till);

    expect(issued).toHaveLength(1);
    expect(till.chargeOf(titulo.id)).toMatchObject({ state: 'registered', gatewayId: 'g1' });
  });
});

/** The books take no change of a charge, as on a full disk. */
function fillDisk({ db }: Till): void {
  db.exec(
    `CREATE TRIGGER full_disk BEFORE UPDATE ON charges BEGIN SELECT RAISE(ABORT, 'full'); END`,
  );
}

function freeDisk({ db }: Till): void {
  db.exec('DROP TRIGGER full_disk');
}
