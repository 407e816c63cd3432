/** What the command line may say, the same for the desktop and for the core without a window. */
import path from 'node:path';
import { parseArgs } from 'node:util';

/** Named as the core's own options. */
export interface StartArguments {
  /** Absolute. */
  readonly dataDir?: string;
  /** In place of the setting; 0 takes any free one. */
  readonly listenerPort?: number;
  /** 0 takes any free one. */
  readonly simulatorPort?: number;
  /** `http://127.0.0.1:Q`, where another process runs the simulator. */
  readonly simulatorUrl?: string;
  /** Absolute. */
  readonly keyFile?: string;
  readonly clock: 'system' | 'simulator';
  /** Of the desktop: no window at the start, as when the system starts it. */
  readonly isHidden?: boolean;
}

/** `wrong` says in Portuguese what cannot be understood. */
export type ParsedArguments =
  | { readonly kind: 'run'; readonly options: StartArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly words: string };

export interface ArgumentRules {
  /** Where relative paths begin. */
  readonly cwd: string;
  /** Refuses what it does not know; the desktop's command line also carries Chromium's own flags. */
  readonly isStrict: boolean;
}

const known = {
  'data-dir': { type: 'string' },
  port: { type: 'string' },
  'simulator-port': { type: 'string' },
  'simulator-url': { type: 'string' },
  'key-file': { type: 'string' },
  clock: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  hidden: { type: 'boolean' },
} as const;

type Values = Readonly<Partial<Record<string, string | boolean | (string | boolean)[]>>>;

/** @param args without the program and the script */
export function parseArguments(args: readonly string[], rules: ArgumentRules): ParsedArguments {
  const { values, positionals } = parseArgs({ args: [...args], options: known, strict: false });
  if (values.help === true) return { kind: 'help' };
  const { hidden, ...rest } = values;
  const empty = Object.keys(known).find((name) => isEmpty((rest as Values)[name]));
  if (empty !== undefined) return wrong(`Falta o valor de --${empty}`);
  const isHidden = hidden !== undefined;
  const stranger = rules.isStrict
    ? (findStranger(rest, positionals) ?? (isHidden ? '--hidden' : undefined))
    : undefined;
  if (stranger !== undefined) return wrong(`Opção desconhecida: ${stranger}`);
  const parsed = readValues(rest as Readonly<Partial<Record<keyof typeof known, string>>>, rules);
  if (parsed.kind !== 'run' || !isHidden) return parsed;
  return { kind: 'run', options: { ...parsed.options, isHidden } };
}

function findStranger(values: Values, positionals: readonly string[]): string | undefined {
  const name = Object.keys(values).find((key) => !Object.hasOwn(known, key));
  return name === undefined ? positionals[0] : `--${name}`;
}

// A forgotten value would swallow the next option: a folder called `--port` is no wish of anybody's.
function isEmpty(value: Values[string]): boolean {
  return value === true || value === '' || (typeof value === 'string' && value.startsWith('--'));
}

function readValues(
  values: Readonly<Partial<Record<keyof typeof known, string>>>,
  { cwd }: ArgumentRules,
): ParsedArguments {
  const { port, clock = 'system' } = values;
  const dataDir = values['data-dir'];
  const keyFile = values['key-file'];
  const simulatorPort = values['simulator-port'];
  if (port !== undefined && !isPort(port)) return wrong(badPort('port', port));
  if (simulatorPort !== undefined && !isPort(simulatorPort)) {
    return wrong(badPort('simulator-port', simulatorPort));
  }
  const simulatorUrl = values['simulator-url']?.replace(/\/$/, '');
  if (simulatorUrl !== undefined && !isLoopbackUrl(simulatorUrl)) {
    return wrong(`--simulator-url aceita http://127.0.0.1:PORTA, não "${simulatorUrl}"`);
  }
  if (simulatorUrl !== undefined && simulatorPort !== undefined) {
    return wrong('Use --simulator-port ou --simulator-url, não os dois');
  }
  if (clock !== 'system' && clock !== 'simulator') {
    return wrong(`--clock aceita "system" ou "simulator", não "${clock}"`);
  }
  const options = {
    clock,
    ...(dataDir === undefined ? {} : { dataDir: path.resolve(cwd, dataDir) }),
    ...(keyFile === undefined ? {} : { keyFile: path.resolve(cwd, keyFile) }),
    ...(port === undefined ? {} : { listenerPort: Number(port) }),
    ...(simulatorPort === undefined ? {} : { simulatorPort: Number(simulatorPort) }),
    ...(simulatorUrl === undefined ? {} : { simulatorUrl }),
  } as const;
  return { kind: 'run', options };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

// Practice must not depend on, nor speak to, another machine.
function isLoopbackUrl(text: string): boolean {
  const port = /^http:\/\/127\.0\.0\.1:(\d+)$/.exec(text)?.[1];
  return port !== undefined && isPort(port) && Number(port) > 0;
}

function badPort(name: string, text: string): string {
  return `--${name} aceita um número de 0 a 65535, não "${text}"`;
}

function wrong(words: string): ParsedArguments {
  return { kind: 'wrong', words };
}
