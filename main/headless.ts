/** The core with no window, for a machine that stays on: `node dist/main/headless.js --data-dir DIR --port P`. */
import os from 'node:os';
import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { assertNever } from '../domain/assert-never.ts';
import { startCore, type Core } from './app.ts';
import { defaultDataDir, openDataFolder, type DataFolder } from './data-folder.ts';
import { endCore } from './end-core.ts';
import { createLog, type Log } from './log.ts';
import { noOutside } from './services/ports.ts';
import { canLoadSqlite, sqliteMissingText } from './sqlite-runtime.ts';
import { parseArguments, type StartArguments } from './start-arguments.ts';
import { startFailureText } from './start-failure.ts';

const USAGE = `Uso: npm run headless -- --data-dir PASTA --port PORTA [opções]

  --data-dir PASTA        pasta de dados (sem ela, a pasta usual do Baixa)
  --port PORTA            porta em que chegam os retornos, em lugar da configurada (0: qualquer uma livre)
  --simulator-port PORTA  liga o simulador nesta porta (0: qualquer uma livre)
  --simulator-url URL     usa o simulador que outro Baixa mantém, em http://127.0.0.1:PORTA
  --key-file ARQUIVO      chave que abre as credenciais sem ninguém por perto; criada se a pasta for nova
  --clock simulator       usa o relógio do simulador, só para testes
  --help                  mostra este texto
`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

await main();

async function main(): Promise<void> {
  const parsed = parseArguments(process.argv.slice(2), { cwd: process.cwd(), isStrict: true });
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'wrong':
      endWith(2, `${parsed.words}\n\n${USAGE}`);
      return;
    case 'run':
      if (canLoadSqlite()) await run(parsed.options);
      else endWith(1, `${sqliteMissingText()}\n`);
      return;
    default:
      assertNever(parsed);
  }
}

async function run(wished: StartArguments): Promise<void> {
  try {
    const folder = openDataFolder(wished.dataDir ?? usualDataDir());
    const log = createLog({ dir: folder.logs });
    endOnBugs(log);
    const signal = nextSignal();
    const core = await start(wished, folder).catch((error: unknown) => {
      log.error('core.not-started', error);
      throw error;
    });
    tellAddresses(core);
    await signal;
    await endCore(core, log);
    process.exit(0);
  } catch (error) {
    const { title, text } = startFailureText(error);
    endWith(1, `Baixa: ${title}\n${text}\n`);
  }
}

function usualDataDir(): string {
  return defaultDataDir({ platform: process.platform, env: process.env, homeDir: os.homedir() });
}

async function start(wished: StartArguments, folder: DataFolder): Promise<Core> {
  return startCore({
    ...wished,
    dataDir: folder.dir,
    workersDir: import.meta.dirname,
    resourcesDir: path.resolve(import.meta.dirname, '..', '..', 'resources'),
    outside: noOutside,
    version: packageJson.version,
    runtime: `Node ${process.versions.node}`,
    isUnsandboxed: false,
  });
}

/** Programs read these two lines; they are not translated. */
function tellAddresses({ addresses }: Core): void {
  const { listenerPort, simulatorPort } = addresses;
  if (listenerPort !== null) say(`listening on http://127.0.0.1:${listenerPort}`);
  if (simulatorPort !== null) say(`simulator on http://127.0.0.1:${simulatorPort}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Resolves with the first request to end. A second one ends the process at once, as without us. */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    // A core that listens to nothing and polls nothing would let Node run out of work and end.
    const awake = setInterval(() => undefined, 2 ** 31 - 1);
    const end = (): void => {
      clearInterval(awake);
      for (const name of SIGNALS) process.off(name, end);
      resolve();
    };
    for (const name of SIGNALS) process.on(name, end);
  });
}

/** After a bug nothing in memory can be trusted; what is on the disk can, and is taken up at the next start. */
function endOnBugs(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('core.bug', error);
    endWith(
      1,
      'Baixa: erro inesperado; o registro, na subpasta "logs" da pasta de dados, diz onde.\n',
    );
  });
}

function endWith(exitCode: number, words: string): void {
  process.stderr.write(words, () => process.exit(exitCode));
}
