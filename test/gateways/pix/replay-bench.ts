/** An account of a bank whose other side is the replay server. */
import { instant } from '../../../domain/instant.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import { startReplayServer, type Reply, type ReplayServer } from '../../support/replay-server.ts';
import { PIX_KEY } from './samples.ts';

export const NOW = instant('2026-11-21T13:00:00Z');
export const SECRETS = {
  clientId: 'planted-client-id',
  clientSecret: 'planted-client-secret',
  appKey: 'planted-app-key',
  token: 'planted-access-token',
  callback: 'planted-callback-secret',
};

type Settings = Readonly<Record<string, string | undefined>>;

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly createdIds: readonly string[];
  readonly kept: ReadonlyMap<string, string>;
  readonly context: IssueContext;
  /** Route of a path below the bank's own. */
  route(method: string, path: string): string;
  /** The same account with other settings; names without environment and profile. */
  open(settings: Settings): Gateway;
}

export const TOKEN_ROUTE = 'POST /oauth/token';

export function token(changed: object = {}): Reply {
  const body = { access_token: SECRETS.token, token_type: 'Bearer', expires_in: 600 };
  return { status: 200, body: { ...body, ...changed } };
}

const SETTINGS: Settings = {
  'client-id': SECRETS.clientId,
  'client-secret': SECRETS.clientSecret,
  'app-key': SECRETS.appKey,
  'pix-key': PIX_KEY,
  'callback-secret': SECRETS.callback,
};

export async function openReplayBench(profile: ProfileId): Promise<ReplayBench> {
  const server = await startReplayServer();
  server.play(TOKEN_ROUTE, token());
  const attempts: AttemptRecord[] = [];
  const createdIds: string[] = [];
  const kept = new Map<string, string>();
  const open = (settings: Settings, timeoutMs: number): Gateway => {
    const all: Settings = { ...SETTINGS, ...settings };
    return pixDefinition.open(
      {
        environment: 'homologation',
        profile,
        baseUrl: server.url,
        credential: (name) => all[name.replace(`homologation-${profile}-`, '')],
      },
      { clock: { now: () => NOW }, timeoutMs },
    );
  };
  const prefix = profile === 'bb' ? '/pix/v2' : '/v2';
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
    route: (method, path) => `${method} ${prefix}${path}`,
    open: (settings) => open(settings, 10_000),
  };
}

export function callback(body: unknown, overrides: Partial<CallbackToRead> = {}): CallbackToRead {
  return {
    method: 'POST',
    path: '/c/secret/pix',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
    ...overrides,
  };
}
