import { z } from 'zod';
import { leftOutReasons } from '../../domain/left-out.ts';
import { amount, id, instantField, jobStarted, line, nothing } from './fields.ts';
import { addressField } from './clients.ts';

export const companyField = z.object({
  legalName: line(200).min(1, 'required'),
  tradeName: line(200),
  /** CNPJ or CPF, with or without mask. */
  taxId: line(20),
  phone: line(30),
  email: line(250),
  address: addressField,
});
export type CompanyField = z.infer<typeof companyField>;

export const settingsField = z.object({
  /** 127.0.0.1 behind a tunnel, 0.0.0.0 where the router forwards a port. */
  listenerHost: z.enum(['127.0.0.1', '0.0.0.0']),
  listenerPort: z.int().min(1).max(65_535),
  /** What the gateways call, for example `http://provedor.example.com:8090`; null while practising. */
  publicBaseUrl: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .nullable(),
  checksTaxIds: z.boolean(),
});
export type SettingsField = z.infer<typeof settingsField>;

export const listenerStates = ['listening', 'failed', 'off'] as const;

/** The status line and the first-run steps. */
export const statusField = z.object({
  /** The core's own clock, which may be the simulator's. */
  now: instantField,
  version: z.string(),
  dataDir: z.string(),
  runtime: z.string(),
  listener: z.object({
    state: z.enum(listenerStates),
    host: z.string(),
    port: z.int().nullable(),
    failureCode: z.string().nullable(),
  }),
  publicBaseUrl: z.string().nullable(),
  simulatorPort: z.int().nullable(),
  lastCallbackAt: instantField.nullable(),
  outbox: z.object({ waiting: z.int(), running: z.int(), unknown: z.int(), failed: z.int() }),
  reviews: z.int(),
  hasRealAccount: z.boolean(),
  hasPracticeAccount: z.boolean(),
  hasCompany: z.boolean(),
  hasClients: z.boolean(),
  hasSettledTitulo: z.boolean(),
  isUnsandboxed: z.boolean(),
});
export type StatusField = z.infer<typeof statusField>;

export const unlockers = ['keyring', 'passphrase', 'keyfile'] as const;

/** How the secrets of this data folder are opened. */
export const securityField = z.object({
  state: z.enum(['not-set-up', 'locked', 'open']),
  unlockers: z.array(z.enum(unlockers)),
  hasKeyring: z.boolean(),
});
export type SecurityField = z.infer<typeof securityField>;

export const jobStates = ['running', 'done', 'failed', 'cancelled'] as const;
export const jobField = z.object({
  jobId: z.string(),
  kind: z.string(),
  state: z.enum(jobStates),
  done: z.int(),
  total: z.int(),
  /** Rows that ended badly so far, for jobs with a result per row. */
  failed: z.int(),
  perSecond: z.number(),
  secondsLeft: z.number().nullable(),
  fileId: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Of printing: what of the selection is not on the paper, and why. */
  leftOut: z
    .array(
      z.object({
        reason: z.enum(leftOutReasons),
        count: z.int(),
        /** Of the first ones. */
        tituloNumbers: z.array(z.int()).readonly(),
      }),
    )
    .readonly()
    .optional(),
});
export type JobField = z.infer<typeof jobField>;

const searchHit = z.object({
  kind: z.enum(['client', 'titulo']),
  id,
  label: z.string(),
  detail: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;

const pickedFile = z.object({ fileId: z.string(), name: z.string(), bytes: z.int() });

export const systemCalls = {
  'company.get': { input: nothing, output: companyField.nullable() },
  'company.save': { input: companyField, output: companyField },
  'settings.get': { input: nothing, output: settingsField },
  'settings.save': { input: settingsField, output: settingsField },
  'status.get': { input: nothing, output: statusField },
  'home.summary': {
    input: z.object({ isPractice: z.boolean() }),
    output: z.object({
      receivedTodayCents: amount,
      receivedMonthCents: amount,
      expectedMonthCents: amount,
      openCents: amount,
      overdueCents: amount,
      overdueCount: z.int(),
      rejected: z.int(),
      unknown: z.int(),
      unregistered: z.int(),
      reviews: z.int(),
    }),
  },
  'security.status': { input: nothing, output: securityField },
  'security.setUp': {
    input: z.object({
      unlocker: z.enum(unlockers),
      passphrase: z.string().min(8, 'too-short').max(200).optional(),
    }),
    output: securityField,
  },
  'security.unlock': {
    input: z.object({ passphrase: z.string().min(1).max(200) }),
    output: securityField,
  },
  /** Makes the simulator account, ready to use, if there is none. */
  'practice.start': { input: nothing, output: z.object({ accountId: id }) },
  /** The simulated client pays this título. Only for simulator accounts. */
  'practice.pay': { input: z.object({ tituloId: id }), output: nothing },
  'search.find': { input: z.object({ text: z.string().max(100) }), output: z.array(searchHit) },
  'jobs.list': { input: nothing, output: z.array(jobField) },
  'jobs.cancel': { input: z.object({ jobId: z.string() }), output: nothing },
  'files.pick': { input: z.object({ kind: z.enum(['csv']) }), output: pickedFile.nullable() },
  'files.open': { input: z.object({ fileId: z.string() }), output: nothing },
  'files.saveAs': {
    input: z.object({ fileId: z.string(), suggestedName: line(120) }),
    output: z.object({ isSaved: z.boolean() }),
  },
  'links.open': { input: z.object({ url: z.url({ protocol: /^https$/ }) }), output: nothing },
  'documents.boletos': {
    input: z.object({ tituloIds: z.array(id).min(1).max(5_000), isSecondCopy: z.boolean() }),
    output: jobStarted,
  },
  'documents.carnes': {
    input: z.object({
      carneIds: z.array(id).min(1).max(5_000),
      hasCover: z.boolean(),
      order: z.enum(['by-client', 'stacked']),
      isSecondCopy: z.boolean(),
    }),
    output: jobStarted,
  },
  'documents.receipt': { input: z.object({ tituloId: id }), output: jobStarted },
};
