import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { AccountTools } from '../../../main/services/accounts/account-tools.ts';
import { placeOf } from '../../../main/services/accounts/credential-place.ts';
import { saveAccount, type AccountForm } from '../../../main/services/accounts/save-account.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { noOutside } from '../../../main/services/ports.ts';
import { createVault } from '../../../main/services/secrets/vault.ts';
import { createSecrets } from '../../../main/store/secrets.ts';
import { openTill, TERMS, TODAY, type Till } from '../../support/till.ts';

let folder: string;
let till: Till;
let tools: AccountTools;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-twins-'));
  till = openTill({ gateway: {} });
  const vault = createVault({
    secrets: createSecrets(till.db),
    keyring: noOutside.keyring,
    keyFile: path.join(folder, 'test.key'),
    clock: till.tools.clock,
  });
  tools = { ...till.tools, vault, accountSaved: () => undefined };
});

afterEach(() => {
  till.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const form = (changes: Partial<AccountForm> = {}): AccountForm => ({
  label: 'Boleto Fácil',
  gateway: 'boleto-facil',
  profile: null,
  environment: 'production',
  instrument: 'boleto',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(250),
  startNumber: null,
  fallbackRank: null,
  terms: TERMS,
  messageLines: [],
  convenioId: 1,
  historicos: { receipt: 1, credit: 2, fee: 3 },
  showsReferenceMonth: true,
  updatesOverdue: true,
  updateDays: 365,
  credentials: { 'production-token': 'PRODUCTION-TOKEN' },
  ...changes,
});

const TEST_TOKEN = { 'production-sandbox-token': 'TEST-TOKEN' };

it('gets new charges in homologação while the test token is filled in, títulos and carnês alike', () => {
  const id = saveAccount(tools, form({ credentials: TEST_TOKEN }));
  const twin = till.books.accounts.twinOf(id);

  const titulo = till.titulo({ accountId: id });
  const carneId = createCarne(till.tools, {
    clientId: till.clientId,
    accountId: id,
    parcels: 2,
    firstDueOn: TODAY,
    amountCents: cents(9_990),
    description: 'Internet',
    businessDays: 'keep',
  });

  expect(twin).toMatchObject({
    label: 'Boleto Fácil (sandbox)',
    environment: 'homologation',
    isActive: true,
    fallbackRank: null,
  });
  expect(titulo).toMatchObject({ accountId: twin?.id, environment: 'homologation' });
  expect(till.books.carnes.getById(carneId).accountId).toBe(twin?.id);
  expect(tools.vault.get(placeOf(twin?.id ?? 0, 'homologation-token'))).toBe('TEST-TOKEN');
});

it('rests when the field is emptied: new charges count again, and old ones stay where they are', () => {
  const id = saveAccount(tools, form({ credentials: TEST_TOKEN }));
  const inTest = till.titulo({ accountId: id });
  saveAccount(tools, form({ id, credentials: { 'production-sandbox-token': '' } }));

  const titulo = till.titulo({ accountId: id });

  expect(till.books.accounts.twinOf(id)).toMatchObject({ isActive: false });
  expect(titulo).toMatchObject({ accountId: id, environment: 'production' });
  expect(till.reload(inTest)).toMatchObject({ environment: 'homologation' });
});

it('is the same twin when tests begin anew, with what the account is set to by then', () => {
  const id = saveAccount(tools, form({ credentials: TEST_TOKEN }));
  const first = till.books.accounts.twinOf(id);
  saveAccount(tools, form({ id, credentials: { 'production-sandbox-token': '' } }));

  saveAccount(
    tools,
    form({ id, forwardsEmail: true, credentials: { 'production-sandbox-token': 'OTHER-TOKEN' } }),
  );

  const again = till.books.accounts.twinOf(id);
  expect(again).toMatchObject({ id: first?.id, isActive: true, forwardsEmail: true });
  expect(again?.callbackSecretHash).toBe(first?.callbackSecretHash);
  expect(tools.vault.get(placeOf(again?.id ?? 0, 'homologation-token'))).toBe('OTHER-TOKEN');
});

it('is not there for an account that was never tested', () => {
  const id = saveAccount(tools, form());

  expect(till.books.accounts.twinOf(id)).toBeUndefined();
});

it('rests while the account itself is in no production: what it issues stays where its own form says', () => {
  const id = saveAccount(tools, form({ credentials: TEST_TOKEN }));
  saveAccount(tools, form({ id, environment: 'simulator', credentials: {} }));

  const titulo = till.titulo({ accountId: id });

  expect(titulo).toMatchObject({ accountId: id, environment: 'simulator' });
  expect(till.books.accounts.twinOf(id)).toMatchObject({ isActive: false });
});

it('is known to be one login with an account in homologação that has the same token', () => {
  const id = saveAccount(tools, form({ credentials: TEST_TOKEN }));
  const byHand = saveAccount(
    tools,
    form({
      label: 'Testes',
      environment: 'homologation',
      credentials: { 'homologation-token': 'TEST-TOKEN' },
    }),
  );

  const twin = till.books.accounts.twinOf(id);

  expect(twin?.loginFingerprint).not.toBeNull();
  expect(twin?.loginFingerprint).toBe(till.books.accounts.getById(byHand).loginFingerprint);
  expect(till.books.accounts.getById(id).loginFingerprint).not.toBe(twin?.loginFingerprint);
});
