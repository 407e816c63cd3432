import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type {
  GroupToIssue,
  ParcelToIssue,
  RegisteredGroup,
} from '../../../main/gateways/charge.ts';
import type { GroupOutcome, GroupResolveOutcome } from '../../../main/gateways/outcomes.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { sendTitulo } from '../../../main/services/titulos/send-titulos.ts';
import type { Titulo } from '../../../main/store/titulos.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { issuedAs, openTill, TODAY, told, type Script, type Till } from '../../support/till.ts';

let till: Till;
let groups: GroupToIssue[];
let singles: string[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const MINUTE = 60_000;

function openWith(script: {
  readonly issueGroup: (group: GroupToIssue) => GroupOutcome;
  readonly resolveGroup?: (parcels: readonly ParcelToIssue[]) => GroupResolveOutcome;
  readonly more?: Script;
}): Till {
  groups = [];
  singles = [];
  till = openTill({
    gateway: {
      issueGroup: (group) => {
        groups.push(group);
        return script.issueGroup(group);
      },
      issue: (charge) => {
        singles.push(charge.reference);
        return { ending: 'registered', charge: issuedAs(charge, `s${singles.length}`) };
      },
      resolveGroup: ({ parcels }) => script.resolveGroup?.(parcels) ?? { found: 'nothing' },
      ...script.more,
    },
  });
  return till;
}

function carne(): readonly Titulo[] {
  const carneId = createCarne(till.tools, {
    clientId: till.clientId,
    accountId: till.account.id,
    parcels: 3,
    firstDueOn: addDays(TODAY, 2),
    amountCents: cents(10_000),
    description: 'Internet',
    businessDays: 'keep',
  });
  return till.books.titulos.ofCarne(carneId);
}

const groupOf = (parcels: readonly ParcelToIssue[]): RegisteredGroup => ({
  groupId: 'c1',
  links: {},
  parcels: parcels.map((parcel) => ({
    number: parcel.number,
    charge: issuedAs(parcel, `p${parcel.number}`),
  })),
});

const registers = ({ parcels }: GroupToIssue): GroupOutcome => ({
  ending: 'registered',
  group: groupOf(parcels),
});

const states = (titulos: readonly Titulo[]) =>
  titulos.map(({ id }) => till.books.charges.ofTitulo(id).at(-1)?.state);

describe('a carnê', () => {
  it('goes in one call, and each parcel gets its own id', async () => {
    openWith({ issueGroup: registers });
    const titulos = carne();

    await runOutbox(till);

    expect(groups).toHaveLength(1);
    expect(titulos.map(({ id }) => till.chargeOf(id).gatewayId)).toEqual(['p1', 'p2', 'p3']);
    expect(till.books.outbox.counts().waiting).toBe(0);
  });

  it('that lost a parcel before it was sent goes parcel by parcel', async () => {
    openWith({ issueGroup: registers });
    const titulos = carne();
    cancelTitulo(till.tools, titulos[1]?.id ?? 0, 'engano');

    await runOutbox(till);

    expect(groups).toEqual([]);
    expect(states(titulos)).toEqual(['registered', 'discarded', 'registered']);
  });

  it('that lost a parcel while it could not be sent goes parcel by parcel afterwards', async () => {
    openWith({
      issueGroup: () => {
        cancelTitulo(till.tools, till.books.titulos.ofCarne(1)[1]?.id ?? 0, 'engano');
        return { ending: 'not-sent', reason: 'no-network', text: 'ENOTFOUND' };
      },
    });
    const titulos = carne();
    await runOutbox(till);

    till.pass(10 * MINUTE);
    await runOutbox(till);

    expect(groups).toHaveLength(1);
    expect(states(titulos)).toEqual(['registered', 'discarded', 'registered']);
  });

  it('of which nobody knows is sent again whole, after two empty look-ups', async () => {
    let isFirst = true;
    openWith({
      issueGroup: (group) => {
        if (!isFirst) return registers(group);
        isFirst = false;
        return { ending: 'unknown', text: 'TIMEOUT' };
      },
    });
    const titulos = carne();
    await runOutbox(till);
    const after = states(titulos);

    for (let turn = 0; turn < 2; turn += 1) {
      till.pass(11 * MINUTE);
      await runOutbox(till);
    }

    expect(after).toEqual(['unknown', 'unknown', 'unknown']);
    expect(groups.map(({ reference }) => reference)).toEqual([
      groups[0]?.reference,
      groups[0]?.reference,
    ]);
    expect(states(titulos)).toEqual(['registered', 'registered', 'registered']);
  });

  it('that turned out not to exist does not bring a cancelled parcel back', async () => {
    openWith({ issueGroup: () => ({ ending: 'unknown', text: 'TIMEOUT' }) });
    const titulos = carne();
    await runOutbox(till);
    cancelTitulo(till.tools, titulos[0]?.id ?? 0, 'engano');

    for (let turn = 0; turn < 2; turn += 1) {
      till.pass(11 * MINUTE);
      await runOutbox(till);
    }

    expect(groups).toHaveLength(1);
    expect(states(titulos)).toEqual(['discarded', 'registered', 'registered']);
  });

  it('answered in part is looked up until it is whole, and its parcels are never sent alone', async () => {
    let isWhole = false;
    openWith({
      issueGroup: ({ parcels }) => ({
        ending: 'registered',
        group: groupOf(parcels.slice(0, 1)),
      }),
      resolveGroup: (parcels) =>
        isWhole ? { found: 'registered', group: groupOf(parcels) } : { found: 'nothing' },
    });
    const titulos = carne();
    await runOutbox(till);
    const atFirst = states(titulos);
    for (let turn = 0; turn < 4; turn += 1) {
      till.pass(11 * MINUTE);
      await runOutbox(till);
    }
    const stillWaiting = states(titulos);

    isWhole = true;
    till.pass(11 * MINUTE);
    await runOutbox(till);

    expect(atFirst).toEqual(['registered', 'unknown', 'unknown']);
    expect(stillWaiting).toEqual(atFirst);
    expect([groups.length, singles.length]).toEqual([1, 0]);
    expect(states(titulos)).toEqual(['registered', 'registered', 'registered']);
    expect(till.books.outbox.counts().unknown).toBe(0);
  });

  it('asks for the dates that the gateway put too early', async () => {
    openWith({
      issueGroup: ({ parcels }) => ({
        ending: 'registered',
        group: groupOf(
          parcels.map((parcel) =>
            parcel.number === 2 ? { ...parcel, dueOn: addDays(parcel.dueOn, -1) } : parcel,
          ),
        ),
      }),
      more: {
        changeDueDate: () => ({ ending: 'done' }),
        fetchCharge: ({ gatewayId }) => ({
          found: 'charge',
          snapshot: {
            status: 'registered',
            rawStatus: 'waiting',
            issued: issuedAs(
              { dueOn: groups[0]?.parcels[1]?.dueOn ?? TODAY, amountCents: cents(10_000) },
              gatewayId,
            ),
            events: [],
          },
        }),
      },
    });
    const titulos = carne();

    await runOutbox(till);

    expect(titulos.map(({ id }) => till.chargeOf(id).dueOn)).toEqual(
      titulos.map(({ dueOn }) => dueOn),
    );
  });

  it('whose events came before its answer settles the parcel that was paid', async () => {
    openWith({
      issueGroup: (group) => {
        till.apply(told('paid', 'p2', { amountCents: 10_000, groupId: 'c1' }));
        return registers(group);
      },
    });
    const titulos = carne();

    await runOutbox(till);

    expect(titulos.map((titulo) => till.reload(titulo).state)).toEqual(['open', 'paid', 'open']);
  });

  it('that was refused says why on every parcel', async () => {
    openWith({
      issueGroup: () => ({
        ending: 'rejected',
        refusal: { level: 'data', code: 'tax-id-invalid', text: 'CPF inválido' },
      }),
    });
    const titulos = carne();

    await runOutbox(till);

    expect(titulos.map(({ id }) => till.chargeOf(id).failureCode)).toEqual(
      Array.from({ length: 3 }, () => 'tax-id-invalid'),
    );
  });
});

describe('a carnê whose client lacks something', () => {
  it('waits here, and goes whole when the data were corrected and an operator sends it', async () => {
    openWith({ issueGroup: registers });
    const client = till.books.clients.getById(till.clientId);
    till.books.clients.update({ ...client, name: 'Ana' });
    const titulos = carne();
    await runOutbox(till);
    const before = states(titulos);
    const refused = sendTitulo(till.tools, titulos[0]?.id ?? 0);

    till.books.clients.update(client);
    for (const { id } of titulos) sendTitulo(till.tools, id);
    await runOutbox(till);

    expect(before).toEqual(['prepared', 'prepared', 'prepared']);
    expect(refused).toMatchObject({ result: 'refused', reason: 'problems' });
    expect([groups.length, singles.length]).toEqual([1, 0]);
    expect(states(titulos)).toEqual(['registered', 'registered', 'registered']);
  });

  it('loses a cancelled parcel without sending the others before their data are right', async () => {
    openWith({ issueGroup: registers });
    till.books.clients.update({ ...till.books.clients.getById(till.clientId), name: 'Ana' });
    const titulos = carne();

    cancelTitulo(till.tools, titulos[0]?.id ?? 0, 'engano');
    await runOutbox(till);

    expect(states(titulos)).toEqual(['discarded', 'prepared', 'prepared']);
    expect([groups.length, singles.length]).toEqual([0, 0]);
  });
});
