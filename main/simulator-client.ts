/** The control calls over HTTP: the one way from the app to a simulator, its own or another process's. */
import type { z } from 'zod';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { SimulatorPanel } from './services/ports.ts';
import {
  toldAction,
  toldCharges,
  toldDetail,
  toldFaults,
  toldMove,
  toldNotices,
  toldOverview,
  toldRefusal,
  toldResend,
  toldUrl,
  toldUrls,
  toldUrlTest,
} from './services/simulator/told.ts';

const CALL_TIMEOUT_MS = 10_000;
/** A schedule of months runs in seconds, but may have thousands of callbacks on its way; Node's fetch ends at 300 s. */
const ADVANCE_TIMEOUT_MS = 280_000;
/** A URL that is being tested may keep the simulator waiting until it gives up. */
const TEST_TIMEOUT_MS = 60_000;
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/control`, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** @param controlUrl `http://127.0.0.1:Q/control`; undefined while no simulator runs */
export function createSimulatorClient(controlUrl: () => string | undefined): SimulatorPanel {
  const ask = <S extends z.ZodType>(schema: S, call: Call): Promise<z.output<S>> =>
    askControl(controlUrl(), schema, call);

  return {
    overview: () => ask(toldOverview, { method: 'GET', path: '/' }),
    charges: async (gateway, query) => {
      const wanted = { ...query, order: 'newest', callbacks: 'none' };
      const path = pathOf(gateway, ['charges'], wanted);
      return (await ask(toldCharges, { method: 'GET', path })).charges;
    },
    charge: (gateway, id) =>
      ask(toldDetail, { method: 'GET', path: pathOf(gateway, ['charges', id]) }),
    async act({ gateway, id }, action, input) {
      const path = pathOf(gateway, ['charges', id, action]);
      try {
        const { charge } = await ask(toldAction, { method: 'POST', path, body: input });
        return { ending: 'done', charge };
      } catch (error) {
        const reason = reasonOf(error, 'state-not-allowed');
        if (reason === undefined) throw error;
        return { ending: 'refused', reason };
      }
    },
    notices: async (gateway, query) => {
      const path = pathOf(gateway, ['callbacks', 'attempts'], query);
      return (await ask(toldNotices, { method: 'GET', path })).attempts;
    },
    resend: async (gateway, selection) => {
      const path = pathOf(gateway, ['callbacks', 'resend']);
      return (await ask(toldResend, { method: 'POST', path, body: selection })).queued;
    },
    async urls(gateway) {
      const path = pathOf(gateway, ['url']);
      const { urls, ...panel } = await ask(toldUrls, { method: 'GET', path });
      return { urls, panel };
    },
    async setPanelUrls(gateway, urls) {
      await ask(toldUrls, { method: 'PUT', path: pathOf(gateway, ['url']), body: urls });
    },
    async switchUrl(gateway, url, active) {
      await ask(toldUrl, { method: 'PUT', path: pathOf(gateway, ['url']), body: { url, active } });
    },
    testUrl: (gateway, url) =>
      ask(toldUrlTest, {
        method: 'POST',
        path: pathOf(gateway, ['url', 'test']),
        body: { url },
        timeoutMs: TEST_TIMEOUT_MS,
      }),
    faults: () => ask(toldFaults, { method: 'GET', path: '/faults' }),
    setFaults: (plan) => ask(toldFaults, { method: 'PUT', path: '/faults', body: plan }),
    async advance(advanceMs) {
      try {
        return await ask(toldMove, {
          method: 'POST',
          path: '/clock',
          body: { advanceMs },
          timeoutMs: ADVANCE_TIMEOUT_MS,
        });
      } catch (error) {
        const reason = reasonOf(error, 'state-not-allowed');
        if (reason === undefined) throw error;
        throw new Failure('not-allowed', 'The clock is locked', { gatewayText: reason });
      }
    },
  };
}

function pathOf(gateway: string, parts: readonly string[], query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  );
  const path = [gateway, ...parts].map(encodeURIComponent).join('/');
  return given.length === 0 ? `/${path}` : `/${path}?${search.toString()}`;
}

/** What the simulator said when it refused with this code. */
function reasonOf(error: unknown, code: FailureCode): string | undefined {
  if (!(error instanceof Failure) || error.code !== code) return undefined;
  const { gatewayText } = error.detail;
  return typeof gatewayText === 'string' ? gatewayText : '';
}

async function askControl<S extends z.ZodType>(
  controlUrl: string | undefined,
  schema: S,
  call: Call,
): Promise<z.output<S>> {
  if (controlUrl === undefined)
    throw new Failure('gateway-unavailable', 'The simulator is not running');
  const { status, text } = await exchange(`${controlUrl}${call.path}`, call);
  const value = parsed(text);
  if (status !== 200) throw refusalOf(status, value);
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Failure(
    'gateway-answer-unreadable',
    'The answer is none of the simulator',
    {},
    { cause: read.error },
  );
}

async function exchange(
  url: string,
  { method, body, timeoutMs = CALL_TIMEOUT_MS }: Call,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await readText(response) };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure('gateway-unavailable', 'No simulator answers there', {}, { cause });
  }
}

async function readText({ body }: Response): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_ANSWER_BYTES)
      throw new Failure('gateway-answer-unreadable', 'The answer of the simulator is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('gateway-answer-unreadable', 'The answer is no JSON', {}, { cause });
  }
}

const CODES: Readonly<Record<number, FailureCode>> = {
  400: 'invalid-input',
  404: 'not-found',
  409: 'state-not-allowed',
};

function refusalOf(status: number, value: unknown): Failure {
  const told = toldRefusal.safeParse(value);
  const gatewayText = told.success ? told.data.error.message : '';
  const code = CODES[status] ?? 'gateway-answer-unreadable';
  return new Failure(code, 'The simulator refused the call', { status, gatewayText });
}
