/** An account of Asaas whose other side is the replay server. */
import { instant } from '../../../domain/instant.ts';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { startReplayServer, type ReplayServer } from '../../support/replay-server.ts';

export const ACCESS_TOKEN = '$aact_hmlg_planted-token';
export const CALLBACK_TOKEN = 'planted-callback-token-0123456789abcdef';

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly createdIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly context: IssueContext;
  /** The same account with other settings. */
  open(settings: Readonly<Record<string, string | undefined>>): Gateway;
}

const SETTINGS: Readonly<Record<string, string | undefined>> = {
  'homologation-access-token': ACCESS_TOKEN,
  'homologation-callback-token': CALLBACK_TOKEN,
  'homologation-callback-email': 'financeiro@provedor.example',
};

export async function openReplayBench(): Promise<ReplayBench> {
  const server = await startReplayServer();
  const attempts: AttemptRecord[] = [];
  const createdIds: string[] = [];
  const customerIds: string[] = [];
  const clock = { now: () => instant('2026-11-21T13:00:00Z') };
  const open = (settings: ReplayBenchSettings, timeoutMs: number): Gateway =>
    asaasDefinition.open(
      {
        environment: 'homologation',
        baseUrl: server.url,
        credential: (name) => ({ ...SETTINGS, ...settings })[name],
      },
      { clock, timeoutMs },
    );
  return {
    server,
    gateway: open({}, 10_000),
    hasty: open({}, 200),
    attempts,
    createdIds,
    customerIds,
    context: {
      record: (attempt) => void attempts.push(attempt),
      created: (id) => void createdIds.push(id),
      customerCreated: (id) => void customerIds.push(id),
    },
    open: (settings) => open(settings, 10_000),
  };
}

type ReplayBenchSettings = Readonly<Record<string, string | undefined>>;

export function callback(body: unknown, overrides: Partial<CallbackToRead> = {}): CallbackToRead {
  return {
    method: 'POST',
    path: '/cb/asaas',
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
    ...overrides,
  };
}
