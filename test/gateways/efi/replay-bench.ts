/** An account of Efí whose other side is the replay server. */
import { addMs, instant, type Instant } from '../../../domain/instant.ts';
import { efiDefinition } from '../../../main/gateways/efi/definition.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { startReplayServer, type ReplayServer } from '../../support/replay-server.ts';
import { recorded } from './fixture.ts';

export const CLIENT_SECRET = 'Client_Secret_planted';

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly createdIds: readonly string[];
  readonly context: IssueContext;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  advance(ms: number): void;
}

export async function openReplayBench(): Promise<ReplayBench> {
  const server = await startReplayServer();
  server.play('POST /v1/authorize', recorded('authorize'));
  const attempts: AttemptRecord[] = [];
  const createdIds: string[] = [];
  let now: Instant = instant('2026-11-21T13:00:00Z');
  const clock = { now: () => now };
  const open = (timeoutMs: number): Gateway =>
    efiDefinition.open(
      { environment: 'homologation', baseUrl: server.url, credential: secretOf },
      { clock, timeoutMs },
    );
  return {
    server,
    gateway: open(10_000),
    hasty: open(200),
    attempts,
    createdIds,
    context: {
      record: (attempt) => void attempts.push(attempt),
      created: (id) => void createdIds.push(id),
    },
    advance: (ms) => {
      now = addMs(now, ms);
    },
  };
}

function secretOf(name: string): string | undefined {
  return name === 'homologation-client-id' ? 'Client_Id_planted' : CLIENT_SECRET;
}

export function callback(body: string, overrides: Partial<CallbackToRead> = {}): CallbackToRead {
  return {
    method: 'POST',
    path: '/cb/efi',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(body),
    ...overrides,
  };
}
