import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, type Instant } from '../../domain/instant.ts';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../main/simulator/simulator.ts';

/** A Saturday morning in São Paulo. */
export const START = instant('2026-11-21T12:00:00Z');

export const fixedClock = (at: Instant = START) => ({ now: () => at });

export interface Harness {
  readonly simulator: Simulator;
  readonly dataDir: string;
  /** A call of the simulated API with a fresh token, or with none when `token` is null. */
  api(method: string, path: string, body?: unknown, token?: string | null): Promise<Reply>;
  /** A fresh access token of the simulated Efí. */
  authorize(): Promise<string>;
  /** A control call below `/control`. */
  control(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Stops and starts again on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** JSON off a wire, which tests look into freely. */
export type Wire = ReturnType<typeof JSON.parse>;

/** The named fields (`status.current`) of every row, for a comparison at one glance. */
export const columns = (rows: Wire, ...names: readonly string[]): readonly unknown[][] =>
  (rows as Wire[]).map((row) =>
    names.map((name) =>
      name.split('.').reduce((value: unknown, key) => (value as Record<string, unknown>)[key], row),
    ),
  );

export interface Reply {
  readonly status: number;
  readonly body: Wire;
}

export async function startHarness(options: Partial<SimulatorOptions> = {}): Promise<Harness> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-simulator-'));
  const start = () => startSimulator({ dataDir, port: 0, clock: fixedClock(), ...options });
  let simulator = await start();

  const send = async (method: string, url: string, body: unknown, headers = {}): Promise<Reply> => {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };

  const authorize = async (): Promise<string> => {
    const basic = Buffer.from('Client_Id_sandbox:Client_Secret_sandbox').toString('base64');
    const url = `${simulator.baseUrl('efi')}/v1/authorize`;
    const grant = { grant_type: 'client_credentials' };
    const { body } = await send('POST', url, grant, { authorization: `Basic ${basic}` });
    return String(body.access_token);
  };

  return {
    get simulator() {
      return simulator;
    },
    dataDir,
    authorize,
    async api(method, path, body, token) {
      const bearer = token === undefined ? await authorize() : token;
      const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
      return send(method, `${simulator.baseUrl('efi')}${path}`, body, headers);
    },
    control: (method, path, body) => send(method, `${simulator.controlUrl}${path}`, body),
    async restart() {
      await simulator.close();
      simulator = await start();
    },
    async close() {
      await simulator.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
