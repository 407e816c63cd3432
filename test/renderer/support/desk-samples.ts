/** Made-up rows of clients, carnês, callbacks and imports. */
import { civilDate, type Competence } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { CallbackDetail, CallbackRow } from '../../../preload/contract/callbacks.ts';
import type { CarnePreview, CarneRow } from '../../../preload/contract/carnes.ts';
import type { ClientDetail, PlanRow } from '../../../preload/contract/clients.ts';
import type { ImportAnalysis, ImportSummary } from '../../../preload/contract/imports.ts';
import type { Output } from '../../../preload/contract/api.ts';

/** A name that tries to be markup, to turn text round and to ring a bell. */
export const HOSTILE_NAME = '<img src=x onerror="window.wasRun=1"> \u202eafoj\u202c\u0007fim';

export function aClientDetail(changes: Partial<ClientDetail> = {}): ClientDetail {
  return {
    id: 1,
    code: 101,
    name: 'Maria Aparecida dos Santos',
    taxId: '52998224725',
    email: 'maria@example.com',
    phone: '68999991234',
    address: {
      street: 'Rua das Acácias',
      number: '120',
      complement: '',
      district: 'Bosque',
      city: 'Rio Branco',
      state: 'AC',
      postalCode: '69900123',
    },
    notes: '',
    isActive: true,
    contract: {
      id: 5,
      planId: 1,
      priceCents: null,
      dueDay: 10,
      accountId: 1,
      billing: 'titulo',
      login: 'maria.santos',
      startsOn: civilDate('2024-03-10'),
      planName: 'Fibra 300',
    },
    warnings: [],
    totals: {
      openCents: cents(26_970),
      overdueCents: cents(8_990),
      overdueCount: 1,
      receivedCents: cents(215_760),
      creditCents: cents(0),
    },
    ...changes,
  };
}

export function aPlan(changes: Partial<PlanRow> = {}): PlanRow {
  return {
    id: 1,
    name: 'Fibra 300',
    priceCents: cents(8_990),
    isActive: true,
    accountId: null,
    clients: 12,
    ...changes,
  };
}

export function aTotal(changes: Partial<Output<'titulos.totals'>> = {}): Output<'titulos.totals'> {
  return {
    count: 1,
    faceCents: cents(8_990),
    totalCents: cents(8_990),
    balanceCents: cents(8_990),
    countedAt: instant('2026-11-21T12:00:00Z'),
    ...changes,
  };
}

export function aCarne(changes: Partial<CarneRow> = {}): CarneRow {
  return {
    id: 7,
    environment: 'simulator',
    clientId: 1,
    clientName: 'Maria Aparecida dos Santos',
    accountId: 1,
    accountLabel: 'Prática',
    description: 'Mensalidade de internet',
    parcels: 12,
    paidParcels: 2,
    registeredParcels: 10,
    overdueParcels: 1,
    cancelledParcels: 0,
    totalCents: cents(107_880),
    openCents: cents(89_900),
    firstDueOn: civilDate('2026-01-10'),
    lastDueOn: civilDate('2026-12-10'),
    isCurrent: true,
    state: 'overdue',
    ...changes,
  };
}

type Parcel = CarnePreview['parcels'][number];

export function aParcel(changes: Partial<Parcel> = {}): Parcel {
  return {
    number: 1,
    dueOn: civilDate('2026-12-10'),
    effectiveDueOn: civilDate('2026-12-10'),
    isShifted: false,
    amountCents: cents(8_990),
    competence: '2026-12' as Competence,
    clashesWith: null,
    ...changes,
  };
}

export function aPreview(changes: Partial<CarnePreview> = {}): CarnePreview {
  return {
    parcels: [aParcel()],
    totalCents: cents(8_990),
    way: 'gateway-carne',
    reasons: [],
    problems: [],
    ...changes,
  };
}

export function aCallback(changes: Partial<CallbackRow> = {}): CallbackRow {
  return {
    id: 3,
    receivedAt: instant('2026-11-21T12:00:00Z'),
    accountId: 1,
    accountLabel: 'Prática',
    environment: 'simulator',
    method: 'POST',
    state: 'done',
    answered: 200,
    answeredUs: 2_345,
    tries: 1,
    nextTryAt: null,
    failure: null,
    replayOf: null,
    isTest: false,
    effects: [
      {
        kind: 'paid',
        rawStatus: 'paid',
        state: 'applied',
        tituloId: 9,
        tituloNumber: 380,
        clientName: 'Maria Aparecida dos Santos',
        amountCents: cents(8_990),
        happenedOn: civilDate('2026-11-21'),
      },
    ],
    ...changes,
  };
}

export function aCallbackDetail(changes: Partial<CallbackDetail> = {}): CallbackDetail {
  return {
    ...aCallback(),
    path: '/callbacks/4k7q2',
    sourceIp: '127.0.0.1',
    isExpectedSource: null,
    auth: 'none',
    hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
    bodySize: 26,
    bodyText: 'notification=1a2b3c4d-5e6f',
    bodyHex: null,
    parsed: [{ name: 'token', value: '1a2b3c4d-5e6f' }],
    ...changes,
  };
}

export function anAnalysis(changes: Partial<ImportAnalysis> = {}): ImportAnalysis {
  return {
    importId: 4,
    fileName: 'clientes.csv',
    encoding: 'windows-1252',
    delimiter: ';',
    headers: ['NOME', 'DOC', 'FONE'],
    sample: [['Maria dos Santos', '529.982.247-25', '(68) 99999-1234']],
    rowCount: 40,
    mapping: ['name', 'taxId', null],
    isRemembered: false,
    ...changes,
  };
}

export function aSummary(changes: Partial<ImportSummary> = {}): ImportSummary {
  return {
    state: 'checked',
    total: 40,
    toCreate: 30,
    toUpdate: 7,
    unchanged: 1,
    withWarnings: 5,
    refused: 2,
    ...changes,
  };
}
