/** A charge of practice for the test of the way in: issued, and at the simulator paid, like any other. */
import { addDays } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Account } from '../../store/accounts.ts';
import { payInPractice } from '../accounts/practice.ts';
import type { SimulatorControl } from '../ports.ts';
import { createTitulo } from '../titulos/create-titulo.ts';
import { sendTitulo } from '../titulos/send-titulos.ts';
import { todayOf, type Tools } from '../tools.ts';

export interface TestChargeOrder {
  /** Of the simulator or of homologação. */
  readonly account: Account;
  readonly simulator: Pick<SimulatorControl, 'start' | 'panel'>;
  readonly wakeOutbox: () => void;
  readonly signal: AbortSignal;
  /** For the issue, and once more for the payment; 15 s unless told. */
  readonly issueTimeoutMs?: number;
}

export type TestCharge = { readonly tituloNumber?: number } &
  /** `untold`: paid at the simulator, which did not tell of it in time. */
  (
    | { readonly ending: 'paid' | 'registered' | 'untold' }
    /** `text` says why in Portuguese. */
    | { readonly ending: 'trouble'; readonly text: string }
  );

const SYSTEM_NAME = 'baixa';
const CLIENT_NAME = 'reception-test';
const AMOUNT = cents(1_000);
const DUE_IN_DAYS = 5;
const TIMEOUT_MS = 15_000;
const LOOK_MS = 100;

/** Throws what `createTitulo` and the simulator throw. */
export async function issueTestCharge(tools: Tools, order: TestChargeOrder): Promise<TestCharge> {
  const { account, simulator } = order;
  const isPractice = account.environment === 'simulator';
  if (isPractice) await simulator.start();
  const tituloId = createTestTitulo(tools, account);
  const { number: tituloNumber } = tools.books.titulos.getById(tituloId);
  const sent = sendTitulo(tools, tituloId);
  if (sent.result === 'refused') return { ending: 'trouble', text: REFUSED, tituloNumber };
  order.wakeOutbox();
  const isRegistered = await waitFor(order, () => !isOnItsWay(tools, tituloId));
  const charge = tools.books.charges.ofTitulo(tituloId).at(-1);
  if (!isRegistered || charge?.state !== 'registered')
    return { ending: 'trouble', text: charge?.failureText ?? NO_ANSWER, tituloNumber };
  if (!isPractice) return { ending: 'registered', tituloNumber };
  await payInPractice(tools, simulator, tituloId);
  const isTold = await waitFor(order, () => isConfirmed(tools, tituloId));
  return { ending: isTold ? 'paid' : 'untold', tituloNumber };
}

function createTestTitulo(tools: Tools, account: Account): number {
  const { minimumCents } = tools.gateways.definitionOf(account.gateway).limits;
  return createTitulo(tools, {
    clientId: testClientOf(tools),
    accountId: account.id,
    description: 'Teste de recepção (prática)',
    faceCents: largest(AMOUNT, minimumCents),
    dueOn: addDays(todayOf(tools), DUE_IN_DAYS),
    competence: null,
  });
}

function largest(one: Cents, other: Cents): Cents {
  return one > other ? one : other;
}

/** Made once, and inactive: nothing is billed to it but tests. */
function testClientOf({ books, clock }: Tools): number {
  const known = books.clients.idByExternalId(SYSTEM_NAME, CLIENT_NAME);
  if (known !== undefined) return known;
  return books.transaction(() => {
    const clientId = books.clients.insert({
      code: books.sequences.take('client'),
      ...TEST_CLIENT,
      createdAt: clock.now(),
    });
    books.clients.noteExternalId({ system: SYSTEM_NAME, externalId: CLIENT_NAME, clientId });
    return clientId;
  });
}

/** A made-up person; the CPF has valid check digits. */
const TEST_CLIENT = {
  name: 'Teste de recepção (prática)',
  personKind: 'natural',
  taxId: '52998224725',
  email: 'teste@example.com',
  phone: '31999990000',
  street: 'Rua do Teste',
  number: '1',
  complement: '',
  district: 'Centro',
  city: 'Belo Horizonte',
  state: 'MG',
  postalCode: '30110000',
  notes: 'Criado pelo botão Testar recepção. Não é um cliente de verdade.',
  isActive: false,
} as const;

function isOnItsWay({ books }: Tools, tituloId: number): boolean {
  const state = books.charges.ofTitulo(tituloId).at(-1)?.state;
  return state === 'prepared' || state === 'sending' || state === 'sent' || state === 'unknown';
}

/** Whether it is settled too is the account's choice. */
function isConfirmed({ books }: Tools, tituloId: number): boolean {
  return books.payments
    .ofTitulo(tituloId)
    .some(({ state }) => state === 'confirmed' || state === 'credited');
}

/** @returns false when it did not come true in time, or nobody waits any more */
async function waitFor(
  { signal, issueTimeoutMs }: TestChargeOrder,
  isTrue: () => boolean,
): Promise<boolean> {
  const endMs = performance.now() + (issueTimeoutMs ?? TIMEOUT_MS);
  while (!isTrue()) {
    if (signal.aborted || performance.now() > endMs) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return true;
}

const REFUSED = 'a conta está inativa ou incompleta.';
const NO_ANSWER = 'o gateway não respondeu a tempo.';
