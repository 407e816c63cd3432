import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { callbackSecretOf, hashOfSecret } from '../../../main/services/accounts/callback-secret.ts';
import { startPractice } from '../../../main/services/accounts/practice.ts';
import { saveAccount, type AccountForm } from '../../../main/services/accounts/save-account.ts';
import {
  getAccount,
  listAccounts,
  revealCredential,
  testCredentials,
  type AccountViewTools,
} from '../../../main/services/accounts/view-accounts.ts';
import { noOutside } from '../../../main/services/ports.ts';
import { createVault } from '../../../main/services/secrets/vault.ts';
import { createSecrets } from '../../../main/store/secrets.ts';
import { openTill, TERMS, type Till } from '../../support/till.ts';

let folder: string;
let till: Till;
let tools: AccountViewTools;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-accounts-'));
  till = openTill({ gateway: { testCredentials: () => ({ ending: 'done' }) } });
  const vault = createVault({
    secrets: createSecrets(till.db),
    keyring: noOutside.keyring,
    keyFile: path.join(folder, 'test.key'),
    clock: till.tools.clock,
  });
  tools = {
    ...till.tools,
    vault,
    accountSaved: () => undefined,
    callbackUrlOf: () => undefined,
    lastCallbackOf: () => undefined,
    callbackStandingOf: () => ({}),
  };
});

afterEach(() => {
  till.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const form = (changes: Partial<AccountForm> = {}): AccountForm => ({
  label: 'Efí da matriz',
  gateway: 'efi',
  profile: null,
  environment: 'production',
  instrument: 'bolix',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(199),
  startNumber: null,
  fallbackRank: null,
  terms: TERMS,
  messageLines: [],
  convenioId: 1,
  historicos: { receipt: 1, credit: 2, fee: 3 },
  showsReferenceMonth: true,
  updatesOverdue: true,
  updateDays: 365,
  credentials: {
    'production-client-id': 'Client_Id_abc',
    'production-client-secret': ' Client_Secret_planted_4242 ',
  },
  ...changes,
});

const everything = () =>
  JSON.stringify([
    till.db.prepare('SELECT * FROM accounts').all(),
    till.db.prepare('SELECT * FROM audit').all(),
    till.db.prepare('SELECT owner_table, owner_id, name, fingerprint FROM secrets').all(),
    till.log.lines,
  ]);

describe('an account', () => {
  it('keeps its credentials in the vault alone, and shows only their last characters', () => {
    const id = saveAccount(tools, form());

    const shown = getAccount(tools, id);

    expect(everything()).not.toContain('planted');
    expect(JSON.stringify(shown)).not.toContain('planted_');
    expect(shown.credentials.find(({ name }) => name === 'production-client-secret')).toEqual({
      name: 'production-client-secret',
      isSet: true,
      hint: '••••4242',
    });
    expect(shown.isReady).toBe(true);
  });

  it('shows a credential on demand, and leaves a trace of it', () => {
    const id = saveAccount(tools, form());

    const { value } = revealCredential(tools, id, 'production-client-secret');

    expect(value).toBe('Client_Secret_planted_4242');
    expect(till.books.audit.ofEntity('account', id)[0]).toMatchObject({
      action: 'credential-shown',
      detail: { credential: 'production-client-secret' },
    });
    expect(() => revealCredential(tools, id, 'callback-secret')).toThrow('not set');
  });

  it('keeps what was not typed again, and removes what was emptied', () => {
    const id = saveAccount(tools, form());

    saveAccount(tools, form({ id, credentials: {} }));
    const kept = getAccount(tools, id).isReady;
    saveAccount(tools, form({ id, credentials: { 'production-client-secret': '' } }));

    expect([kept, getAccount(tools, id).isReady]).toEqual([true, false]);
  });

  it('has a path that nobody guesses, kept by its hash, the same after every change', () => {
    const id = saveAccount(tools, form());
    const secret = callbackSecretOf(tools.vault, id) ?? '';
    saveAccount(tools, form({ id, label: 'Outro nome' }));

    expect(secret).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(till.books.accounts.getById(id).callbackSecretHash).toBe(hashOfSecret(secret));
    expect(callbackSecretOf(tools.vault, id)).toBe(secret);
  });

  it('of the same login as another one has the same fingerprint', () => {
    const ids = ['Uma', 'Outra'].map((label) => saveAccount(tools, form({ label })));

    const [one, other] = ids.map((id) => till.books.accounts.getById(id).loginFingerprint);

    expect(one).toBe(other);
    expect(one).not.toBeNull();
  });

  it('never changes its environment once it is used', () => {
    const id = saveAccount(tools, form({ environment: 'simulator' }));
    saveAccount(tools, form({ id, environment: 'homologation' }));
    till.titulo({ accountId: id });

    expect(() => saveAccount(tools, form({ id, environment: 'production' }))).toThrow(
      expect.objectContaining({ code: 'not-allowed', detail: { field: 'environment' } }),
    );
    expect(getAccount(tools, id).canChangeEnvironment).toBe(false);
  });

  it.each([
    [{ instrument: 'pix' }, 'instrument'],
    [{ terms: { ...TERMS, fine: { kind: 'percent', value: -1 } } }, undefined],
    [{ credentials: { 'callback-secret': 'x' } }, undefined],
  ] as const)('refuses %j', (changes, field) => {
    const refused = () => saveAccount(tools, form(changes));

    expect(refused).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    if (field !== undefined)
      expect(refused).toThrow(expect.objectContaining({ detail: { field } }));
    expect(listAccounts(tools).map(({ label }) => label)).not.toContain('Efí da matriz');
  });

  it('refuses a name that another one has, and raises the numbering only upwards', () => {
    saveAccount(tools, form({ startNumber: 500 }));
    const raised = till.books.sequences.peek('titulo');

    expect(() => saveAccount(tools, form())).toThrow(
      expect.objectContaining({ code: 'conflict', detail: { field: 'label' } }),
    );
    saveAccount(tools, form({ label: 'Outra', startNumber: 10 }));
    expect([raised, till.books.sequences.peek('titulo')]).toEqual([500, 500]);
  });

  it('ends its rest when its credentials prove good', async () => {
    const id = saveAccount(tools, form());
    till.books.accounts.pauseUntil(id, '2027-01-01T00:00:00.000Z' as never);

    const { isOk } = await testCredentials(tools, id);

    expect(isOk).toBe(true);
    expect(till.books.accounts.getById(id).pausedUntilAt).toBeNull();
  });
});

describe('practice', () => {
  it('makes its account once, and starts the simulator each time', async () => {
    till.db.exec('DELETE FROM accounts');
    let starts = 0;
    const simulator = {
      start: () => Promise.resolve(void (starts += 1)),
      pay: () => Promise.resolve(),
    };

    const first = await startPractice(tools, simulator);
    const second = await startPractice(tools, simulator);

    expect(second).toEqual(first);
    expect(starts).toBe(2);
    expect(till.books.accounts.getById(first.accountId).environment).toBe('simulator');
  });
});
