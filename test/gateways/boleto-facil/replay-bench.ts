/** An account of Boleto Fácil whose other side is the replay server. */
import { instant } from '../../../domain/instant.ts';
import { boletoFacilDefinition } from '../../../main/gateways/boleto-facil/definition.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import {
  startReplayServer,
  type ReceivedRequest,
  type ReplayServer,
} from '../../support/replay-server.ts';

export const TOKEN = 'PLANTED0TOKEN0OF0THE0ACCOUNT';

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly createdIds: readonly string[];
  readonly context: IssueContext;
  /** The same account with another token. */
  open(token: string | undefined): Gateway;
  /** The forms that a method was asked with, in order. */
  formsOf(method: string): readonly Readonly<Record<string, string>>[];
}

export async function openReplayBench(): Promise<ReplayBench> {
  const server = await startReplayServer();
  const attempts: AttemptRecord[] = [];
  const createdIds: string[] = [];
  const clock = { now: () => instant('2026-11-21T13:00:00Z') };
  const open = (token: string | undefined, timeoutMs: number): Gateway =>
    boletoFacilDefinition.open(
      {
        environment: 'homologation',
        baseUrl: server.url,
        credential: (name) => (name === 'homologation-token' ? token : undefined),
      },
      { clock, timeoutMs },
    );
  return {
    server,
    gateway: open(TOKEN, 10_000),
    hasty: open(TOKEN, 200),
    attempts,
    createdIds,
    context: {
      record: (attempt) => void attempts.push(attempt),
      created: (id) => void createdIds.push(id),
    },
    open: (token) => open(token, 10_000),
    formsOf: (method) => server.requestsTo(`POST /${method}`).map(formOf),
  };
}

function formOf({ body }: ReceivedRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(typeof body === 'string' ? body : ''));
}

/** A callback as Juno posts it (juno 2.1). */
export function callback(
  fields: Readonly<Record<string, string>>,
  overrides: Partial<CallbackToRead> = {},
): CallbackToRead {
  return {
    method: 'POST',
    path: '/cb/boleto-facil',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(new URLSearchParams(fields).toString()),
    ...overrides,
  };
}
