import { afterEach, describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { ActionOutcome } from '../../../main/gateways/outcomes.ts';
import { changeDueDate } from '../../../main/services/titulos/change-due-date.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { issuedAs, openTill, TODAY, type Script, type Till } from '../../support/till.ts';

let till: Till;
let asked: CivilDate[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

/** A gateway that shows this date whatever it was asked, or the one that it was asked for. */
function openWith(script: {
  readonly answer?: ActionOutcome;
  readonly shown?: CivilDate;
  readonly more?: Script;
}): Till {
  asked = [];
  till = openTill({
    gateway: {
      changeDueDate: ({ dueOn }) => {
        asked.push(dueOn);
        return script.answer ?? { ending: 'done' };
      },
      fetchCharge: ({ gatewayId }) => ({
        found: 'charge',
        snapshot: {
          status: 'registered',
          rawStatus: 'waiting',
          issued: {
            ...issuedAs(till.chargeOf(1), `${gatewayId}${asked.length}`),
            gatewayId,
            dueOn: script.shown ?? asked.at(-1) ?? TODAY,
          },
          events: [],
        },
      }),
      ...script.more,
    },
  });
  return till;
}

describe('a new due date of a registered charge', () => {
  it('counts when the gateway shows it, with the new linha', async () => {
    openWith({});
    const { titulo, charge } = till.registered('g1');

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 12));
    const meanwhile = till.reload(titulo).dueOn;
    await runOutbox(till);

    expect(meanwhile).toBe(titulo.dueOn);
    expect(till.reload(titulo)).toMatchObject({
      dueOn: addDays(TODAY, 12),
      // Saturday 5 December: the next bank day is Monday.
      effectiveDueOn: addDays(TODAY, 14),
    });
    expect(till.chargeOf(titulo.id).linha).not.toBe(charge.linha);
  });

  it('asked for twice is asked of the gateway once, with the last date', async () => {
    openWith({});
    const { titulo } = till.registered('g1');

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 12));
    changeDueDate(till.tools, titulo.id, addDays(TODAY, 15));
    await runOutbox(till);

    expect(asked).toEqual([addDays(TODAY, 15)]);
    expect(till.reload(titulo).dueOn).toBe(addDays(TODAY, 15));
  });

  it('is refused while another change is under way', () => {
    openWith({});
    const { titulo, charge } = till.registered('g1');
    changeDueDate(till.tools, titulo.id, addDays(TODAY, 12));
    const [row] = till.books.outbox.openOf({ chargeId: charge.id });
    till.books.outbox.change({ id: row?.id ?? 0, state: 'running' });

    expect(() => changeDueDate(till.tools, titulo.id, addDays(TODAY, 15))).toThrow('under way');
  });

  it('that the gateway refuses leaves the old one, with its words', async () => {
    openWith({
      answer: {
        ending: 'rejected',
        refusal: { level: 'data', code: 'due-date-earlier', text: 'Não é possível antecipar' },
      },
      shown: addDays(TODAY, 7),
    });
    const { titulo } = till.registered('g1');

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 1));
    await runOutbox(till);

    expect(till.reload(titulo).dueOn).toBe(titulo.dueOn);
    expect(till.chargeOf(titulo.id).failureText).toBe('Não é possível antecipar');
    expect(till.books.outbox.counts().failed).toBe(1);
  });

  it('that the gateway takes and never shows is given up after ten tries', async () => {
    openWith({ shown: addDays(TODAY, 7) });
    const { titulo } = till.registered('g1');

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 12));
    for (let hour = 0; hour < 24; hour += 1) {
      await runOutbox(till);
      till.pass(3_600_000);
    }

    expect(asked).toHaveLength(10);
    expect(till.chargeOf(titulo.id).failureCode).toBe('due-date-not-shown');
  });

  it('says so where the gateway cannot', async () => {
    openWith({});
    till.close();
    till = openTill({ gateway: { fetchCharge: () => ({ found: 'nothing' }) } });
    const { titulo } = till.registered('g1');

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 12));
    await runOutbox(till);

    expect(till.chargeOf(titulo.id).failureCode).toBe('capability-missing');
  });
});
