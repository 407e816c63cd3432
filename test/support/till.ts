/** Books in memory with one account, one client and no network: use cases are called directly, gateways are scripts. */
import type { Database } from 'better-sqlite3';
import { PLAIN_TERMS, type ChargeTerms } from '../../domain/charge-terms.ts';
import type { Environment, GatewayId } from '../../domain/account.ts';
import type { ChargeState } from '../../domain/charge-states.ts';
import { addDays, civilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { EventKind } from '../../domain/gateway-event.ts';
import { addMs, instant, type Instant } from '../../domain/instant.ts';
import { cents } from '../../domain/money.ts';
import { newReference } from '../../domain/reference.ts';
import { gatewayDefinitions } from '../../main/gateways/registry.ts';
import type { IssuedCharge } from '../../main/gateways/charge.ts';
import type { GatewayEvent } from '../../main/gateways/events.ts';
import type { Gateway, GatewayDefinition } from '../../main/gateways/gateway.ts';
import { createMemoryLog, type MemoryLog } from '../../main/log.ts';
import { applyEvents } from '../../main/services/events/apply-events.ts';
import { createOpenGateways } from '../../main/services/open-gateways.ts';
import { registerCharge } from '../../main/services/outbox/register-charge.ts';
import { createTitulo, type TituloOrder } from '../../main/services/titulos/create-titulo.ts';
import type { Tools } from '../../main/services/tools.ts';
import type { Account, AccountToStore } from '../../main/store/accounts.ts';
import { createBooks, type Books } from '../../main/store/books.ts';
import type { Charge } from '../../main/store/charges.ts';
import { countHere } from '../../main/store/figures/figures.ts';
import { openBooks } from '../../main/store/open.ts';
import type { Titulo } from '../../main/store/titulos.ts';

export const TODAY = civilDate('2026-11-23');
const START = instant('2026-11-23T12:00:00Z');

export interface Till {
  readonly db: Database;
  readonly books: Books;
  readonly tools: Tools;
  readonly log: MemoryLog;
  readonly account: Account;
  readonly clientId: number;
  /** What windows were told of. */
  readonly notices: readonly string[];
  now(): Instant;
  /** Moves the clock. */
  pass(ms: number): void;
  addAccount(changes?: Partial<AccountToStore>): Account;
  addClient(name?: string): number;
  titulo(changes?: Partial<TituloOrder>): Titulo;
  /** A título whose charge the gateway has registered as `id`. */
  registered(
    id: string,
    changes?: Partial<TituloOrder>,
  ): { readonly titulo: Titulo; readonly charge: Charge };
  register(charge: Charge, id: string): void;
  chargeOf(tituloId: number): Charge;
  reload(titulo: Titulo): Titulo;
  apply(...events: readonly GatewayEvent[]): ReturnType<typeof applyEvents>;
  applyTo(account: Account, ...events: readonly GatewayEvent[]): ReturnType<typeof applyEvents>;
  close(): void;
}

export interface TillOptions {
  /** In place of the real adapter of Efí. */
  readonly gateway?: Script;
  readonly account?: Partial<AccountToStore>;
  readonly file?: string;
}

const DAY_MS = 86_400_000;
export const days = (count: number): number => count * DAY_MS;

export function openTill(options: TillOptions = {}): Till {
  const db = openBooks(options.file ?? ':memory:');
  const books = createBooks(db);
  const log = createMemoryLog();
  const notices: string[] = [];
  let time = START;
  let references = 0;
  const clock = { now: () => time };
  const gateways = createOpenGateways({
    books,
    clock,
    definitions: scripted(options.gateway),
    credential: () => undefined,
    keepCredential: () => undefined,
    simulatorUrl: () => 'http://127.0.0.1:9',
  });
  const tools: Tools = {
    books,
    clock,
    log,
    gateways,
    figures: countHere(books),
    notify: (area) => void notices.push(area),
    newReference: () => newReference(time, bytesOf((references += 1))),
  };
  const account = addAccount(books, options.account);
  const till: Till = {
    db,
    books,
    tools,
    log,
    account,
    notices,
    clientId: addClient(books, 'Ana Lúcia Prates'),
    now: () => time,
    pass: (ms) => void (time = addMs(time, ms)),
    addAccount: (changes) => addAccount(books, changes),
    addClient: (name = 'Bruno Sá Telles') => addClient(books, name),
    titulo: (changes) => {
      const id = createTitulo(tools, {
        clientId: till.clientId,
        accountId: account.id,
        description: 'Internet 300M',
        faceCents: cents(10_000),
        dueOn: addDays(TODAY, 7),
        competence: null,
        ...changes,
      });
      return books.titulos.getById(id);
    },
    registered: (id, changes) => {
      const titulo = till.titulo(changes);
      till.register(till.chargeOf(titulo.id), id);
      return { titulo, charge: till.chargeOf(titulo.id) };
    },
    register: (charge, id) =>
      books.transaction(() => {
        books.charges.startSending({ id: charge.id, at: time, callbackUrl: null });
        registerCharge(tools, charge.id, issuedAs(charge, id));
        for (const row of books.outbox.openOf({ chargeId: charge.id })) {
          if (row.action === 'issue') books.outbox.change({ id: row.id, state: 'done' });
        }
      }),
    chargeOf: (tituloId) => {
      const charge = books.charges.ofTitulo(tituloId).at(-1);
      if (charge === undefined) throw new Error('The título has no charge');
      return charge;
    },
    reload: ({ id }) => books.titulos.getById(id),
    apply: (...events) => applyEvents(tools, { account, events, source: 'callback' }),
    applyTo: (one, ...events) => applyEvents(tools, { account: one, events, source: 'callback' }),
    close: () => db.close(),
  };
  return till;
}

/** The methods of a gateway, answering at once. */
export type Script = {
  readonly [N in keyof Gateway]?: NonNullable<Gateway[N]> extends (
    ...input: infer I
  ) => Promise<infer O>
    ? (...input: I) => O | Promise<O>
    : Gateway[N];
};

function scripted(script: Script | undefined): ReadonlyMap<GatewayId, GatewayDefinition> {
  if (script === undefined) return gatewayDefinitions;
  const gateway = gatewayOf(script);
  return new Map(
    [...gatewayDefinitions].map(([id, definition]) => [id, { ...definition, open: () => gateway }]),
  );
}

/** What the script lacks and every gateway has breaks when it is called; optional calls are not there. */
function gatewayOf(script: Script): Gateway {
  return new Proxy(script, {
    get: (target, name): unknown => {
      const method = Reflect.get(target, name) as ((...input: unknown[]) => unknown) | undefined;
      if (name === 'topicOf') return method;
      if (method !== undefined)
        return (...input: unknown[]) => new Promise((answer) => answer(method(...input)));
      return OPTIONAL.has(String(name))
        ? undefined
        : () => Promise.reject(new Error(`The script has no ${String(name)}`));
    },
  }) as unknown as Gateway;
}

const OPTIONAL: ReadonlySet<string> = new Set([
  'changeDueDate',
  'markSettled',
  'resendEmail',
  'setCallbackUrl',
]);

let accounts = 0;

function addAccount(books: Books, changes: Partial<AccountToStore> = {}): Account {
  accounts += 1;
  const id = books.accounts.insert(
    {
      label: `Conta ${accounts}`,
      gateway: 'efi',
      profile: null,
      environment: 'simulator' satisfies Environment,
      instrument: 'bolix',
      isActive: true,
      autoSettle: true,
      sendsOnline: true,
      forwardsEmail: false,
      closesOnGatewayCancel: true,
      feeEstimateCents: cents(0),
      termsId: books.terms.idOf(TERMS),
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
      ...changes,
    },
    START,
  );
  return books.accounts.getById(id);
}

/** 2 % once and 1 % a month after the due date, payable for 30 days. */
export const TERMS: ChargeTerms = {
  ...PLAIN_TERMS,
  fine: { kind: 'percent', value: 200 },
  interest: { kind: 'percent-day', value: 33 },
  payableDays: 30,
};

function addClient(books: Books, name: string): number {
  return books.clients.insert({
    code: books.sequences.take('client'),
    name,
    personKind: 'natural',
    taxId: '52998224725',
    email: '',
    phone: '31987654321',
    street: 'Rua das Acácias',
    number: '120',
    complement: '',
    district: 'Centro',
    city: 'Ouro Preto',
    state: 'MG',
    postalCode: '35400000',
    notes: '',
    isActive: true,
    createdAt: START,
  });
}

export function issuedAs(charge: Pick<Charge, 'dueOn' | 'amountCents'>, id: string): IssuedCharge {
  return {
    gatewayId: id,
    dueOn: charge.dueOn,
    amountCents: charge.amountCents,
    bank: '364',
    linha: id.padStart(47, '3'),
    barcode: id.padStart(44, '3'),
    links: {},
  };
}

export interface Told {
  readonly amountCents?: number;
  readonly paidOn?: CivilDate;
  /** n-th paid entry of the charge. */
  readonly times?: number;
  readonly key?: string;
  readonly reference?: string;
  readonly groupId?: string;
  readonly parcel?: number;
}

/** What a gateway tells of the charge that it knows by this id. */
export function told(kind: EventKind, gatewayId: string, about: Told = {}): GatewayEvent {
  const { amountCents, paidOn = TODAY, times = 1, reference, groupId, parcel } = about;
  const hasPayment = kind === 'paid' || kind === 'credited';
  return {
    eventKey: about.key ?? `${gatewayId}:${kind}:${times}`,
    kind,
    target: {
      gatewayId,
      ...(reference === undefined ? {} : { reference }),
      ...(groupId === undefined ? {} : { groupId }),
      ...(parcel === undefined ? {} : { parcel }),
    },
    rawStatus: kind,
    raw: '{}',
    happenedOn: paidOn,
    ...(hasPayment
      ? {
          payment: {
            paymentKey: `${gatewayId}:paid:${times}`,
            paidOn,
            creditedOn: paidOn,
            method: 'boleto' as const,
            ...(amountCents === undefined ? {} : { amountCents: cents(amountCents) }),
          },
        }
      : {}),
  };
}

/** Puts a charge into a state without going the way there. */
export function force(till: Till, charge: Charge, state: ChargeState): void {
  till.db.prepare('UPDATE charges SET state = ? WHERE id = ?').run(state, charge.id);
}

/** Payments of a título as short words: state, review, and what of them was allocated. */
export function paymentsOf({ books }: Till, tituloId: number) {
  return books.payments.ofTitulo(tituloId).map(({ id, state, review, source }) => ({
    state,
    review,
    source,
    principalCents: books.allocations.ofPayment(id).principalCents,
  }));
}

function bytesOf(count: number): Uint8Array {
  return Uint8Array.from({ length: 12 }, (_, index) => Math.floor(count / 32 ** index) % 32);
}
