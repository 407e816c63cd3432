import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../main/start-arguments.ts';

const cwd = path.resolve('/provedor');
const strict = { cwd, isStrict: true };
const tolerant = { cwd, isStrict: false };

describe('the command line', () => {
  it('may be empty', () => {
    expect(parseArguments([], strict)).toEqual({ kind: 'run', options: { clock: 'system' } });
  });

  it('names folder, ports, key file and clock', () => {
    const line = '--data-dir dados --port=8090 --simulator-port 0 --key-file k --clock simulator';

    const parsed = parseArguments(line.split(' '), strict);

    expect(parsed).toEqual({
      kind: 'run',
      options: {
        dataDir: path.join(cwd, 'dados'),
        listenerPort: 8090,
        simulatorPort: 0,
        keyFile: path.join(cwd, 'k'),
        clock: 'simulator',
      },
    });
  });

  it('names the simulator of another process', () => {
    const parsed = parseArguments(['--simulator-url', 'http://127.0.0.1:9000/'], strict);

    expect(parsed).toMatchObject({ options: { simulatorUrl: 'http://127.0.0.1:9000' } });
  });

  it('asks the desktop to begin without a window, and only the desktop', () => {
    const desktop = parseArguments(['.', '--hidden', '--port', '0'], tolerant);
    const headless = parseArguments(['--hidden'], strict);

    expect(desktop).toMatchObject({ options: { isHidden: true, listenerPort: 0 } });
    expect(headless).toEqual({ kind: 'wrong', words: 'Opção desconhecida: --hidden' });
  });

  it('asks for help', () => {
    expect(parseArguments(['-h'], strict)).toEqual({ kind: 'help' });
  });

  it.each([
    ['--port', 'Falta o valor de --port'],
    ['--data-dir=', 'Falta o valor de --data-dir'],
    ['--port --clock simulator', 'Falta o valor de --port'],
    ['--port 65536', '--port aceita um número de 0 a 65535, não "65536"'],
    ['--port 80a', '--port aceita um número de 0 a 65535, não "80a"'],
    ['--simulator-port -1', '--simulator-port aceita um número de 0 a 65535, não "-1"'],
    ['--clock amanhã', '--clock aceita "system" ou "simulator", não "amanhã"'],
    [
      '--simulator-url http://provedor.example:9000',
      '--simulator-url aceita http://127.0.0.1:PORTA, não "http://provedor.example:9000"',
    ],
    [
      '--simulator-url http://127.0.0.1:0',
      '--simulator-url aceita http://127.0.0.1:PORTA, não "http://127.0.0.1:0"',
    ],
    [
      '--simulator-url http://127.0.0.1:9000 --simulator-port 0',
      'Use --simulator-port ou --simulator-url, não os dois',
    ],
    ['--porta 80', 'Opção desconhecida: --porta'],
    ['dados', 'Opção desconhecida: dados'],
  ])('%s is refused in words', (line, words) => {
    const parsed = parseArguments(line.split(' '), strict);

    expect(parsed).toEqual({ kind: 'wrong', words });
  });

  it("carries the flags of Chromium and the app's folder on the desktop", () => {
    const line = '--no-sandbox --remote-debugging-port=0 . --data-dir dados --inspect=0';

    const parsed = parseArguments(line.split(' '), tolerant);

    expect(parsed).toMatchObject({ kind: 'run', options: { dataDir: path.join(cwd, 'dados') } });
  });
});
