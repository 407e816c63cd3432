/** Answers of a core where nothing is wrong: a test overrides what it is about. */
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { StatusField } from '../../../preload/contract/system.ts';
import type { Answers } from './fake-bridge.ts';

export const settledStatus: StatusField = {
  now: instant('2026-11-21T12:03:00Z'),
  version: '0.1.0',
  dataDir: '/home/operador/baixa',
  runtime: 'Electron',
  listener: { state: 'listening', host: '127.0.0.1', port: 8090, failureCode: null },
  publicBaseUrl: 'http://provedor.example.com:8090',
  simulatorPort: null,
  lastCallbackAt: instant('2026-11-21T12:00:00Z'),
  outbox: { waiting: 0, running: 0, unknown: 0, failed: 0 },
  reviews: 0,
  hasRealAccount: true,
  hasPracticeAccount: true,
  hasCompany: true,
  hasClients: true,
  hasSettledTitulo: true,
  isUnsandboxed: false,
};

export const quietAnswers: Answers = {
  'security.status': () => ({ state: 'open', unlockers: ['passphrase'], hasKeyring: false }),
  'status.get': () => settledStatus,
  'accounts.list': () => [],
  'exposure.get': () => ({
    settings: { ways: [], asksOutside: false, hasDdnsPassword: false },
    baseUrl: null,
    light: null,
    ways: [],
    availability: [],
    urls: [],
    phone: null,
  }),
  'accounts.bookkeeping': () => ({
    convenios: [{ id: 1, name: 'Carteira', bank: '0-Carteira' }],
    historicos: [
      { id: 1, code: '1', name: 'Recebimento de título', side: 'receipt' },
      { id: 2, code: '2', name: 'Crédito em conta', side: 'credit' },
      { id: 3, code: '3', name: 'Tarifa de cobrança', side: 'fee' },
    ],
  }),
  'jobs.list': () => [],
  'reviews.list': () => ({ rows: [] }),
  'home.summary': () => ({
    receivedTodayCents: cents(0),
    receivedMonthCents: cents(0),
    expectedMonthCents: cents(0),
    openCents: cents(0),
    overdueCents: cents(0),
    overdueCount: 0,
    rejected: 0,
    unknown: 0,
    unregistered: 0,
    reviews: 0,
  }),
};
