/**
 * The log file: one JSON object a line. It takes declared fields only, so that neither a secret nor a client's name can
 * slip in; failures are told by code and bugs by the places in their stack, never by their messages.
 */
import fs from 'node:fs';
import path from 'node:path';
import electronLog from 'electron-log/node';
import { assertNever } from '../domain/assert-never.ts';
import { Failure } from '../domain/failure.ts';

/**
 * What a line may carry: `integer` and `boolean` as they are; a `word` is a name out of the program (state, code, kind,
 * path template), which begins with a letter or `/` and has no run of six digits, where a CPF or a telephone would show;
 * `id` and `version` have forms of their own.
 */
const fieldKinds = {
  accountId: 'integer',
  clientId: 'integer',
  contractId: 'integer',
  tituloId: 'integer',
  carneId: 'integer',
  chargeId: 'integer',
  groupId: 'integer',
  outboxId: 'integer',
  inboxId: 'integer',
  eventId: 'integer',
  paymentId: 'integer',
  windowId: 'integer',
  jobId: 'id',
  action: 'word',
  area: 'word',
  call: 'word',
  code: 'word',
  environment: 'word',
  from: 'word',
  gateway: 'word',
  holder: 'word',
  kind: 'word',
  method: 'word',
  operation: 'word',
  pathTemplate: 'word',
  platform: 'word',
  reason: 'word',
  runtime: 'word',
  signal: 'word',
  source: 'word',
  state: 'word',
  to: 'word',
  version: 'version',
  attempt: 'integer',
  bytes: 'integer',
  count: 'integer',
  done: 'integer',
  durationMs: 'integer',
  exitCode: 'integer',
  failed: 'integer',
  pid: 'integer',
  port: 'integer',
  schemaVersion: 'integer',
  simulatorPort: 'integer',
  status: 'integer',
  total: 'integer',
  tries: 'integer',
  waitMs: 'integer',
  isUnsandboxed: 'boolean',
  isReplay: 'boolean',
} as const;

type FieldKind = (typeof fieldKinds)[keyof typeof fieldKinds];
type FieldValue<K extends FieldKind> = K extends 'integer'
  ? number
  : K extends 'boolean'
    ? boolean
    : string;

/** The declared fields of a line, all optional. */
export type LogFields = {
  readonly [N in keyof typeof fieldKinds]?: FieldValue<(typeof fieldKinds)[N]> | undefined;
};

export type LogLevel = 'info' | 'warn' | 'error';

/** `event` is a fixed name of the form `area.what-happened`; it never holds a value. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** `error`: whatever was caught. Only its code, its class and the places in its stack are written. */
  error(event: string, error: unknown, fields?: LogFields): void;
}

/** One line as it is written; `at` is set by the file. */
export type LogLine = Readonly<Record<string, unknown>> & {
  readonly level: LogLevel;
  readonly event: string;
};

/** A log that is kept in memory, for tests. */
export interface MemoryLog extends Log {
  readonly lines: readonly LogLine[];
}

const FILE_NAME = 'baixa.log';
const MAX_FILE_BYTES = 2 * 1024 * 1024;
const KEPT_FILES = 4;

export interface LogOptions {
  /** An existing folder. */
  readonly dir: string;
  /** When a file is full and the next one begins; 2 MiB unless told. */
  readonly maxFileBytes?: number;
}

/** Writes `baixa.log` and keeps four older ones. A disk that takes no more lines stops the log, not the work. */
export function createLog({ dir, maxFileBytes = MAX_FILE_BYTES }: LogOptions): Log {
  const file = path.join(dir, FILE_NAME);
  const logger = electronLog.create({ logId: file });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = maxFileBytes;
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  logger.transports.file.archiveLogFn = () => rotate(file);
  logger.transports.file.format = ({ message }) => [
    JSON.stringify({ at: message.date.toISOString(), ...(message.data[0] as LogLine) }),
  ];
  return logTo((line) => logger[line.level](line));
}

export function createMemoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  return { lines, ...logTo((line) => void lines.push(line)) };
}

function logTo(write: (line: LogLine) => void): Log {
  return {
    info: (event, fields = {}) => write({ level: 'info', event, ...declared(fields) }),
    warn: (event, fields = {}) => write({ level: 'warn', event, ...declared(fields) }),
    error: (event, error, fields = {}) =>
      write({ level: 'error', event, ...declared(fields), ...describeError(error) }),
  };
}

// Types stop at a cast, so what may be written is decided again here.
function declared(fields: LogFields): Record<string, unknown> {
  const kinds: Readonly<Partial<Record<string, FieldKind>>> = fieldKinds;
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined || value === undefined) return [];
    return [[name, isOf(kind, value) ? value : REFUSED] as const];
  });
  return Object.fromEntries(lines);
}

const REFUSED = '(refused)';
const WORD = /^[A-Za-z/][\w ./:{}-]{0,119}$/;
const DIGIT_RUN = /\d{6}/;
const ID = /^[A-Za-z0-9-]{1,40}$/;
const VERSION = /^\d{1,5}(?:\.\d{1,5}){0,3}(?:-[a-z0-9.]{1,20})?$/;

function isOf(kind: FieldKind, value: string | number | boolean): boolean {
  switch (kind) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'word':
      return typeof value === 'string' && WORD.test(value) && !DIGIT_RUN.test(value);
    case 'id':
      return typeof value === 'string' && ID.test(value);
    case 'version':
      return typeof value === 'string' && VERSION.test(value);
    default:
      return assertNever(kind);
  }
}

const MAX_FRAMES = 12;
const MAX_CAUSES = 4;

/** A Failure by its code, any other error by its class, its system code and its stack without the message. */
function describeError(error: unknown): Record<string, unknown> {
  const own = describeOne(error);
  const causes = causesOf(error).map(describeOne);
  return causes.length === 0 ? own : { ...own, causes };
}

function describeOne(error: unknown): Record<string, unknown> {
  if (error instanceof Failure) return { code: error.code };
  if (!(error instanceof Error)) return { thrown: typeof error };
  const system = 'code' in error && isOf('word', String(error.code)) ? String(error.code) : null;
  return { errorClass: error.constructor.name, system, frames: framesOf(error) };
}

function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  let next = error instanceof Error ? error.cause : undefined;
  while (next !== undefined && causes.length < MAX_CAUSES) {
    causes.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return causes;
}

// The message may quote what the code was given, so the places are read behind it; folders would tell the user's name.
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const places = stack.slice(Math.max(0, stack.indexOf(error.message)) + error.message.length);
  return [...places.matchAll(/^ {4}at (?:(.+) \()?.*?([\w.-]+:\d+:\d+)\)?$/gm)]
    .slice(0, MAX_FRAMES)
    .map(([, called, place]) => `${called ?? ''}@${place ?? ''}`);
}

function rotate(file: string): void {
  const older = (n: number): string => `${file}.${n}`;
  fs.rmSync(older(KEPT_FILES), { force: true });
  for (let n = KEPT_FILES - 1; n >= 1; n -= 1) {
    if (fs.existsSync(older(n))) fs.renameSync(older(n), older(n + 1));
  }
  fs.renameSync(file, older(1));
}
