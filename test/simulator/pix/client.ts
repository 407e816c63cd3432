import { startHarness, type Harness, type Reply } from '../harness.ts';
import type { SimulatorOptions } from '../../../main/simulator/simulator.ts';

export type PixId = 'pix-bb' | 'pix-efi';

/** A bank's API by plain fetch: token, application key and prefix as the bank wants them. */
export interface PixClient extends Harness {
  readonly id: PixId;
  /** A call of the API with a fresh token; `path` is below the bank's prefix. */
  pix(method: string, path: string, body?: unknown): Promise<Reply>;
  /** A call of any path of the bank's host, exactly as given. */
  raw(method: string, path: string, init?: RequestInit): Promise<Response>;
  token(scope?: string): Promise<string>;
  /** A control call below the gateway's id. */
  on(method: string, path: string, body?: unknown): Promise<Reply>;
}

const prefixes = { 'pix-bb': '/pix/v2', 'pix-efi': '/v2' } as const;

export async function startPix(
  id: PixId,
  options: Partial<SimulatorOptions> = {},
): Promise<PixClient> {
  const harness = await startHarness(options);
  const base = () => harness.simulator.baseUrl(id);
  const raw = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${base()}${path}`, { method, ...init });
  const token = async (scope?: string): Promise<string> => {
    const response = await raw('POST', '/oauth/token', tokenRequest(id, scope));
    const body = (await response.json()) as { readonly access_token: string };
    return body.access_token;
  };
  const pix = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const response = await raw(method, withKey(id, `${prefixes[id]}${path}`), {
      headers: {
        authorization: `Bearer ${await token()}`,
        'x-skip-mtls-checking': 'true',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return Object.defineProperties(
    {
      ...harness,
      id,
      raw,
      token,
      pix,
      on: (method: string, path: string, body?: unknown) =>
        harness.control(method, `/${id}${path}`, body),
    },
    { simulator: { get: () => harness.simulator } },
  );
}

/** The token request of each bank; `scope` only where it is asked. */
export function tokenRequest(id: PixId, scope?: string): RequestInit {
  if (id === 'pix-efi')
    return {
      headers: {
        authorization: basic('Client_Id_sandbox:Client_Secret_sandbox'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'client_credentials' }),
    };
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scope !== undefined) form.set('scope', scope);
  return { headers: { authorization: basic('sandbox:sandbox') }, body: form };
}

export const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

export const withKey = (id: PixId, path: string): string =>
  id === 'pix-efi' ? path : `${path}${path.includes('?') ? '&' : '?'}gw-dev-app-key=sandbox`;
