/** Books in memory with a fixed clock, and what a window would have been told. */
import type { Environment } from '../../../../domain/account.ts';
import { PLAIN_TERMS } from '../../../../domain/charge-terms.ts';
import { civilDate } from '../../../../domain/civil-date.ts';
import { instant, type Instant } from '../../../../domain/instant.ts';
import { cents } from '../../../../domain/money.ts';
import { createBooks } from '../../../../main/store/books.ts';
import type { PaymentToStore } from '../../../../main/store/payments.ts';
import { openBooks, type Db } from '../../../../main/store/open.ts';
import type { ClientForm } from '../../../../main/services/clients/client-form.ts';
import type { ClientTools } from '../../../../main/services/clients/list-clients.ts';
import type { ChangedArea } from '../../../../main/services/tools.ts';

export const NOW: Instant = instant('2026-11-21T12:00:00Z');
export const TODAY = civilDate('2026-11-21');

export interface TestTools extends ClientTools {
  readonly db: Db;
  readonly told: (readonly [ChangedArea, readonly number[] | 'all'])[];
}

export function openTools(file = ':memory:'): TestTools {
  const db = openBooks(file);
  const told: [ChangedArea, readonly number[] | 'all'][] = [];
  return {
    db,
    books: createBooks(db),
    clock: { now: () => NOW },
    notify: (area, ids) => told.push([area, ids]),
    told,
  };
}

export function form(change: Partial<ClientForm> = {}): ClientForm {
  return {
    name: 'Ana Souza',
    taxId: '529.982.247-25',
    email: 'ana@example.com',
    phone: '(11) 90765-4321',
    address: {
      street: 'Rua das Acácias',
      number: '10',
      complement: '',
      district: 'Centro',
      city: 'São Paulo',
      state: 'SP',
      postalCode: '01310-100',
    },
    notes: '',
    isActive: true,
    ...change,
    contract: {
      planId: null,
      priceCents: cents(8_990),
      dueDay: 10,
      accountId: null,
      billing: 'titulo',
      login: '',
      startsOn: civilDate('2026-01-01'),
      ...change.contract,
    },
  };
}

let accounts = 0;

/** An account to make títulos out on; gives its id. */
export function addAccount(
  { books }: TestTools,
  about: { readonly environment?: Environment; readonly isContra?: boolean } = {},
): number {
  accounts += 1;
  const { environment = 'production', isContra = false } = about;
  const termsId = books.terms.idOf({ ...PLAIN_TERMS, isContra });
  return books.accounts.insert(
    {
      label: `Conta ${accounts}`,
      gateway: 'efi',
      profile: null,
      environment,
      instrument: 'boleto',
      isActive: true,
      autoSettle: true,
      sendsOnline: true,
      forwardsEmail: false,
      closesOnGatewayCancel: true,
      feeEstimateCents: cents(0),
      termsId,
      messageLines: [],
      convenioId: 1,
      historicos: { receipt: 1, credit: 2, fee: 3 },
      showsReferenceMonth: true,
      updatesOverdue: true,
      updateDays: 365,
      sendDaysBeforeDue: 20,
      startNumber: null,
      fallbackRank: null,
      loginFingerprint: null,
      twinOf: null,
      callbackSecretHash: `hash-${accounts}`,
    },
    NOW,
  );
}

export interface TituloFacts {
  readonly clientId: number;
  readonly accountId: number;
  readonly dueOn: string;
  readonly totalCents: number;
  readonly settledCents?: number;
  readonly state?: 'open' | 'partly-paid' | 'paid' | 'cancelled';
}

/** A título as a row, whatever services would have made of it; gives its id. */
export function addTitulo({ db, books }: TestTools, facts: TituloFacts): number {
  const account = books.accounts.getById(facts.accountId);
  const insert = db.prepare(
    `INSERT INTO titulos (number, environment, client_id, origin, kind, description, due_on,
      effective_due_on, face_cents, total_cents, settled_cents, terms_id, account_id, state,
      issued_on, created_at)
    VALUES (@number, @environment, @clientId, 'loose', 'avulso', 'Teste', @dueOn, @dueOn,
      @totalCents, @totalCents, @settledCents, @termsId, @accountId, @state, @dueOn, @now)`,
  );
  const row = insert.run({
    settledCents: 0,
    state: 'open',
    ...facts,
    number: books.sequences.take('titulo'),
    environment: account.environment,
    termsId: account.termsId,
    now: NOW,
  });
  return Number(row.lastInsertRowid);
}

/** A payment as a row; gives its id. */
export function addPayment(
  { books }: TestTools,
  facts: Partial<PaymentToStore> & { readonly accountId: number },
): number {
  const account = books.accounts.getById(facts.accountId);
  return books.payments.insert({
    environment: account.environment,
    paymentKey: `payment-${facts.tituloId ?? 0}-${facts.clientId ?? 0}-${facts.amountCents ?? 0}`,
    chargeId: null,
    tituloId: null,
    clientId: null,
    state: 'confirmed',
    source: 'gateway',
    method: 'boleto',
    amountCents: cents(100),
    lateCents: null,
    discountCents: null,
    feeCents: cents(0),
    feeIsEstimate: false,
    paidOn: TODAY,
    creditedOn: null,
    review: 'none',
    createdAt: NOW,
    ...facts,
  });
}
