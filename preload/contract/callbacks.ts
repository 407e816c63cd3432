import { z } from 'zod';
import { environments } from '../../domain/account.ts';
import { eventKinds } from '../../domain/gateway-event.ts';
import {
  amount,
  amountFromZero,
  civilDateField,
  id,
  instantField,
  page,
  paging,
} from './fields.ts';

export const callbackStates = ['new', 'done', 'parked', 'ignored'] as const;

const callbackEffect = z.object({
  kind: z.enum(eventKinds),
  rawStatus: z.string(),
  state: z.enum(['new', 'applied', 'unmatched', 'ignored']),
  tituloId: id.nullable(),
  tituloNumber: z.int().nullable(),
  clientName: z.string().nullable(),
  amountCents: amount.nullable(),
  happenedOn: civilDateField.nullable(),
});

export const callbackRow = z.object({
  id,
  receivedAt: instantField,
  accountId: id,
  accountLabel: z.string(),
  environment: z.enum(environments),
  method: z.string(),
  state: z.enum(callbackStates),
  /** HTTP status that was answered. */
  answered: z.int(),
  answeredUs: z.int().nullable(),
  tries: z.int(),
  nextTryAt: instantField.nullable(),
  failure: z.string().nullable(),
  replayOf: id.nullable(),
  /** Our own test of the way in: nothing is settled by it. */
  isTest: z.boolean(),
  effects: z.array(callbackEffect),
});
export type CallbackRow = z.infer<typeof callbackRow>;

export const callbackDetail = callbackRow.extend({
  path: z.string(),
  sourceIp: z.string(),
  /** Whether its gateway calls from there; null where that is not known or not looked at. */
  isExpectedSource: z.boolean().nullable(),
  /** `no-secret`: it came to a borrowed path, which anybody can call. */
  auth: z.enum(['ok', 'wrong', 'none', 'unsigned', 'no-secret']),
  hash: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  bodySize: z.int(),
  /** The body as text where it is text, with every control character shown as an escape. */
  bodyText: z.string().nullable(),
  /** The first bytes in hexadecimal where it is not. */
  bodyHex: z.string().nullable(),
  parsed: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type CallbackDetail = z.infer<typeof callbackDetail>;

export const callbackFilter = z.object({
  accountId: id.optional(),
  state: z.enum(callbackStates).optional(),
  from: instantField.optional(),
  to: instantField.optional(),
});
export type CallbackFilter = z.infer<typeof callbackFilter>;

export const testSteps = [
  'charge',
  'address',
  'port',
  'tls',
  'http',
  'inbox',
  'query',
  'settlement',
] as const;

/** `not-needed` belongs to no verdict; `untried` says that something could not be tried, and why. */
export const testStepStates = [
  'waiting',
  'running',
  'passed',
  'failed',
  'untried',
  'not-needed',
] as const;

const testStep = z.object({
  key: z.enum(testSteps),
  state: z.enum(testStepStates),
  /** What was seen; empty while nothing was. */
  text: z.string(),
  /** What the operator can do about it. */
  advice: z.string().nullable(),
  evidence: z.array(z.object({ label: z.string(), value: z.string() })).readonly(),
  elapsedMs: z.int().nullable(),
});
export type TestStep = z.infer<typeof testStep>;

/** A posting that a payment would write; nothing of it is kept. */
const rehearsedPosting = z.object({
  side: z.enum(['receipt', 'credit', 'fee']),
  historico: z.string(),
  cashAccount: z.string().nullable(),
  amountCents: amountFromZero,
  onDate: civilDateField,
  isExpected: z.boolean(),
});

export const receptionTest = z.object({
  accountId: id,
  startedAt: instantField,
  /** Null while it runs. */
  verdict: z.enum(['passed', 'incomplete', 'failed']).nullable(),
  steps: z.array(testStep).readonly(),
  /** The row that the test left in the inbox. */
  inboxId: id.nullable(),
  postings: z.array(rehearsedPosting).readonly(),
});
export type ReceptionTest = z.infer<typeof receptionTest>;

export const callbackCalls = {
  'callbacks.list': {
    input: z.object({ filter: callbackFilter, ...paging }),
    output: page(callbackRow),
  },
  'callbacks.get': { input: z.object({ id }), output: callbackDetail },
  /** Reads the same stored request again. Nothing that was settled is settled twice. */
  'callbacks.replay': { input: z.object({ id }), output: z.object({ id }) },
  /**
   * Tests the whole way of a callback of this account, from its public address to the postings, and gives the ended
   * test. A second call while one runs waits for the same one.
   */
  'callbacks.test': { input: z.object({ accountId: id }), output: receptionTest },
  /** The last test of the account since the start, step by step while it runs. */
  'callbacks.lastTest': { input: z.object({ accountId: id }), output: receptionTest.nullable() },
};
