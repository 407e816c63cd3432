/** Made-up rows, plausible and valid. */
import { civilDate } from '../../../domain/civil-date.ts';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { AccountDetail, AccountRow, GatewayForm } from '../../../preload/contract/accounts.ts';
import type { ClientRow } from '../../../preload/contract/clients.ts';
import type { Review, TituloDetail, TituloRow } from '../../../preload/contract/titulos.ts';

export function aGateway(changes: Partial<GatewayForm> = {}): GatewayForm {
  return {
    id: 'efi',
    label: 'Efí (API Cobranças)',
    instruments: ['bolix', 'boleto'],
    environments: ['production', 'homologation', 'simulator'],
    profiles: [],
    credentialFields: [
      {
        name: 'clientId',
        label: 'Client ID Produção',
        help: 'Em Minhas Aplicações.',
        environment: 'production',
        isRequired: true,
        kind: 'secret',
        choices: [],
        profile: null,
      },
      {
        name: 'clientSecret',
        label: 'Client Secret Produção',
        help: '',
        environment: 'production',
        isRequired: true,
        kind: 'secret',
        choices: [],
        profile: null,
      },
      {
        name: 'testClientId',
        label: 'Client ID Desenvolvimento',
        help: '',
        environment: 'homologation',
        isRequired: true,
        kind: 'secret',
        choices: [],
        profile: null,
      },
    ],
    payableDays: { minimum: 0, maximum: 120 },
    messageLines: { count: 2, length: 20 },
    minimumCents: cents(500),
    maximumGroupParcels: 12,
    ...changes,
  };
}

export function anAccount(changes: Partial<AccountRow> = {}): AccountRow {
  return {
    id: 1,
    label: 'Efí principal',
    gateway: 'efi',
    gatewayLabel: 'Efí (API Cobranças)',
    environment: 'production',
    isActive: true,
    autoSettle: true,
    sendsOnline: true,
    forwardsEmail: false,
    callbackUrl: 'http://provedor.example.com:8090/callbacks/abc',
    isReady: true,
    registersCallback: false,
    checksCallback: false,
    lastCallbackAt: instant('2026-11-21T12:00:00Z'),
    callbackDeadline: null,
    liveCharges: 1_240,
    sharesLoginWith: [],
    sharesCallback: false,
    fallbackRank: null,
    polledAt: null,
    pollFailure: null,
    fallbackLabel: null,
    twin: null,
    twinOf: null,
    ...changes,
  };
}

export function anAccountDetail(changes: Partial<AccountDetail> = {}): AccountDetail {
  return {
    ...anAccount(),
    profile: null,
    instrument: 'bolix',
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: 20,
    feeEstimateCents: cents(249),
    startNumber: null,
    terms: PLAIN_TERMS,
    messageLines: [],
    convenioId: 1,
    historicos: { receipt: 1, credit: 2, fee: 3 },
    showsReferenceMonth: true,
    updatesOverdue: true,
    updateDays: 365,
    credentials: [
      { name: 'clientId', isSet: true, hint: '9f2c' },
      { name: 'clientSecret', isSet: true, hint: '77ab' },
    ],
    canChangeEnvironment: false,
    clampNotes: [],
    ...changes,
  };
}

export function aClient(changes: Partial<ClientRow> = {}): ClientRow {
  return {
    id: 1,
    code: 101,
    name: 'Maria Aparecida dos Santos',
    taxId: '52998224725',
    phone: '68999991234',
    email: 'maria@example.com',
    city: 'Rio Branco',
    isActive: true,
    billing: 'titulo',
    planName: 'Fibra 300',
    dueDay: 10,
    openCents: cents(8_990),
    overdueCents: cents(0),
    overdueCount: 0,
    ...changes,
  };
}

export function aTitulo(changes: Partial<TituloRow> = {}): TituloRow {
  return {
    id: 9,
    number: 380,
    environment: 'simulator',
    clientId: 1,
    clientName: 'Maria Aparecida dos Santos',
    kind: 'avulso',
    competence: null,
    carneId: null,
    parcelNo: null,
    parcels: null,
    faceCents: cents(8_990),
    totalCents: cents(8_990),
    settledCents: cents(0),
    dueOn: civilDate('2026-11-26'),
    effectiveDueOn: civilDate('2026-11-26'),
    daysToDue: 5,
    issuedOn: civilDate('2026-11-21'),
    state: 'open',
    status: 'due',
    charge: null,
    paidOn: null,
    paidCents: null,
    paidBy: null,
    isStillPayable: false,
    ...changes,
  };
}

export function aCharge(
  changes: Partial<NonNullable<TituloRow['charge']>> = {},
): NonNullable<TituloRow['charge']> {
  return {
    id: 90,
    attempt: 1,
    state: 'registered',
    instrument: 'bolix',
    accountId: 1,
    accountLabel: 'Prática',
    gateway: 'efi',
    documentNumber: '0000038001',
    reference: '0123456789ABCDEFGHJK',
    gatewayId: '1001',
    amountCents: cents(8_990),
    dueOn: civilDate('2026-11-26'),
    bank: '364',
    nossoNumero: null,
    linha: null,
    pixPayload: null,
    pageLink: null,
    failureText: null,
    preparedAt: instant('2026-11-21T12:00:00Z'),
    registeredAt: instant('2026-11-21T12:00:01Z'),
    ...changes,
  };
}

export function aTituloDetail(changes: Partial<TituloDetail> = {}): TituloDetail {
  return {
    ...aTitulo(),
    description: 'Mensalidade de prática',
    cancelReason: null,
    staticPix: null,
    today: { amountCents: cents(8_990), lateDays: 0, lines: [] },
    charges: [],
    payments: [],
    history: [],
    attempts: [],
    ...changes,
  };
}

export function aReview(changes: Partial<Review> = {}): Review {
  return {
    paymentId: 5,
    reason: 'approval',
    amountCents: cents(8_990),
    unallocatedCents: cents(8_990),
    paidOn: civilDate('2026-11-20'),
    method: 'boleto',
    accountLabel: 'Efí principal',
    environment: 'production',
    clientId: 1,
    clientName: 'Maria Aparecida dos Santos',
    tituloId: 9,
    tituloNumber: 380,
    ...changes,
  };
}
