/** An account of Juno whose other side is the replay server. */
import { createHmac } from 'node:crypto';
import { instant } from '../../../domain/instant.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { junoDefinition } from '../../../main/gateways/juno/definition.ts';
import { startReplayServer, type ReplayServer } from '../../support/replay-server.ts';
import { recorded } from './fixture.ts';

export const CLIENT_SECRET = 'planted-client-secret';
export const RESOURCE_TOKEN = 'planted-resource-token';
export const CALLBACK_SECRET = 'planted-0123456789abcdef0123456789abcdef0123456789abcdef012345678';

/** Where the replay server answers for a path of the manual. */
export const at = (route: string): string => route.replace(' /', ' /api-integration/');
export const TOKEN = 'POST /authorization-server/oauth/token';
export const CREATE = at('POST /charges');
export const LIST = at('GET /charges');

type Settings = Readonly<Record<string, string | undefined>>;

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly createdIds: readonly string[];
  /** What the gateway gave to keep, by name. */
  readonly kept: ReadonlyMap<string, string>;
  readonly context: IssueContext;
  /** The same account with other settings. */
  open(settings: Settings): Gateway;
  /** Moves the clock. */
  pass(until: string): void;
}

const SETTINGS: Settings = {
  'homologation-client-id': 'planted-client-id',
  'homologation-client-secret': CLIENT_SECRET,
  'homologation-resource-token': RESOURCE_TOKEN,
};

export async function openReplayBench(): Promise<ReplayBench> {
  const server = await startReplayServer();
  server.play(TOKEN, recorded('token'));
  const attempts: AttemptRecord[] = [];
  const createdIds: string[] = [];
  const kept = new Map<string, string>();
  let now = instant('2026-11-21T13:00:00Z');
  const open = (settings: Settings, timeoutMs: number): Gateway =>
    junoDefinition.open(
      {
        environment: 'homologation',
        baseUrl: server.url,
        credential: (name) => kept.get(name) ?? { ...SETTINGS, ...settings }[name],
      },
      { clock: { now: () => now }, timeoutMs },
    );
  return {
    server,
    gateway: open({}, 10_000),
    hasty: open({}, 200),
    attempts,
    createdIds,
    kept,
    context: {
      record: (attempt) => void attempts.push(attempt),
      created: (id) => void createdIds.push(id),
      keepCredential: (name, value) => void kept.set(name, value),
    },
    open: (settings) => open(settings, 10_000),
    pass: (until) => void (now = instant(until)),
  };
}

/** A callback as Juno posts it, signed when there is a secret. */
export function callback(body: unknown, secret?: string): CallbackToRead {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return {
    method: 'POST',
    path: '/cb/juno',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { 'x-signature': signatureOf(bytes, secret) }),
    },
    body: bytes,
  };
}

export function signatureOf(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
