import { afterEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { cents } from '../../../domain/money.ts';
import type { CallbackUrlChange } from '../../../main/gateways/charge.ts';
import type { ActionOutcome } from '../../../main/gateways/outcomes.ts';
import {
  renewCallbackUrls,
  viewCallbackUrls,
  type CallbackUrlTools,
} from '../../../main/services/callback-urls/renew-callback-urls.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { recount } from '../../support/ledger.ts';
import { runOutbox } from '../../support/run-outbox.ts';
import { issuedAs, openTill, TODAY, type Till } from '../../support/till.ts';

/** What `runOutbox` sends charges with. */
const NEW_URL = 'https://provedor.test/c/secret';

let till: Till;
let tools: CallbackUrlTools;
let told: CallbackUrlChange[];
let registered: string[];

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

function openWith(answer: () => ActionOutcome = () => ({ ending: 'done' })): void {
  told = [];
  registered = [];
  till = openTill({
    account: { environment: 'production' },
    gateway: {
      setCallbackUrl: (change) => {
        told.push(change);
        return answer();
      },
      registerCallbackUrl: (url) => {
        registered.push(url);
        return answer();
      },
      issueGroup: (group) => ({
        ending: 'registered',
        group: {
          groupId: 'c1',
          links: {},
          parcels: group.parcels.map((parcel) => ({
            number: parcel.number,
            charge: issuedAs(parcel, `p${parcel.number}`),
          })),
        },
      }),
    },
  });
  tools = { ...till.tools, callbackUrlOf: () => NEW_URL };
}

const progress = () => viewCallbackUrls(tools).map(({ way, done, total }) => [way, done, total]);

describe('a changed address', () => {
  it('is written into each live charge, once', async () => {
    openWith();
    till.registered('g1');
    till.registered('g2');
    till.titulo();

    const before = progress();
    await renewCallbackUrls(tools);
    await renewCallbackUrls(tools);
    till.db.exec(`UPDATE outbox SET state = 'done' WHERE action = 'issue'`);
    await runOutbox(till);

    expect(before).toEqual([['charges', 0, 2]]);
    expect(told.map(({ charge, url }) => [charge.gatewayId, url])).toEqual([
      ['g1', NEW_URL],
      ['g2', NEW_URL],
    ]);
    expect(progress()).toEqual([['charges', 2, 2]]);
  });

  it('is told once for a carnê that went as a whole', async () => {
    openWith();
    createCarne(till.tools, {
      clientId: till.clientId,
      accountId: till.account.id,
      parcels: 3,
      firstDueOn: addDays(TODAY, 2),
      amountCents: cents(10_000),
      description: 'Internet 300M',
      businessDays: 'keep',
    });
    await runOutbox(till);
    till.db.exec(`UPDATE charges SET callback_url = 'https://old.test/c/secret'`);

    await renewCallbackUrls(tools);
    await runOutbox(till);

    expect(told).toHaveLength(1);
    expect(progress()).toEqual([['charges', 3, 3]]);
  });

  it('is tried again after an ending that nobody knows, and given up where the gateway refuses it', async () => {
    const answers: ActionOutcome[] = [
      { ending: 'unknown', text: 'sem resposta' },
      {
        ending: 'rejected',
        refusal: { level: 'data', code: 'url', text: 'Endereço não aceito.' },
      },
    ];
    openWith(() => answers[told.length - 1] ?? { ending: 'done' });
    const { charge } = till.registered('g1');

    await renewCallbackUrls(tools);
    await runOutbox(till);
    till.pass(60 * 60_000);
    await runOutbox(till);

    expect(told).toHaveLength(2);
    expect(till.books.outbox.openOf({ chargeId: charge.id })).toEqual([]);
    expect(progress()).toEqual([['charges', 0, 1]]);
  });

  it('is written into an account that had one written before, never into another', async () => {
    openWith();
    till.db.exec(`UPDATE accounts SET gateway = 'asaas', instrument = 'boleto'`);

    await renewCallbackUrls(tools);
    const untouched = [...registered];
    till.books.accounts.noteRegisteredUrl(till.account.id, 'https://old.test/c/secret');
    await renewCallbackUrls(tools);
    await renewCallbackUrls(tools);

    expect(untouched).toEqual([]);
    expect(registered).toEqual([NEW_URL]);
    expect(progress()).toEqual([['account', 1, 1]]);
  });

  it('reaches the other accounts when one cannot be opened now', async () => {
    openWith();
    till.addAccount({ environment: 'production' });
    till.db.exec(`UPDATE accounts SET gateway = 'asaas', instrument = 'boleto'`);
    for (const { id } of till.books.accounts.all())
      till.books.accounts.noteRegisteredUrl(id, 'https://old.test/c/secret');
    const [first] = till.books.accounts.all();
    const { gateways } = till.tools;
    const locked: CallbackUrlTools['gateways'] = {
      ...gateways,
      of: (account) => {
        if (account.id === first?.id) throw new Failure('locked', 'No key is open');
        return gateways.of(account);
      },
    };

    await renewCallbackUrls({ ...tools, gateways: locked });

    expect(registered).toEqual([NEW_URL]);
  });

  it('has to be pasted by hand where the gateway has no call for it', () => {
    openWith();
    till.db.exec(`UPDATE accounts SET gateway = 'gerencianet-token', instrument = 'boleto'`);

    const [row] = viewCallbackUrls(tools);

    expect(row).toMatchObject({ way: 'by-hand', url: NEW_URL });
  });

  it('concerns no simulator, which is called on loopback', () => {
    openWith();
    till.addAccount({ environment: 'simulator' });

    expect(viewCallbackUrls(tools)).toHaveLength(1);
  });
});
