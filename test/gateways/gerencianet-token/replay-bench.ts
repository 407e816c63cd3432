/** An account in token mode whose other side is the replay server. */
import { instant } from '../../../domain/instant.ts';
import type { AttemptRecord, Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { gerencianetTokenDefinition } from '../../../main/gateways/gerencianet-token/definition.ts';
import { startReplayServer, type ReplayServer } from '../../support/replay-server.ts';
import { TOKEN } from './samples.ts';

export const ISSUE = 'POST /xml/boleto/emite/xml';
export const KEY_STATUS = 'POST /xml/statusChave/xml';
export const DETAIL = 'POST /webservice/detalharCobranca';
export const CANCEL = 'POST /webservice/cancelarCobranca';

type Settings = Readonly<Record<string, string | undefined>>;

export interface ReplayBench {
  readonly server: ReplayServer;
  readonly gateway: Gateway;
  /** The same account with a patience of 200 ms. */
  readonly hasty: Gateway;
  readonly attempts: readonly AttemptRecord[];
  readonly context: IssueContext;
  /** The same account with other settings. */
  open(settings: Settings): Gateway;
}

/** @param now the 21st of November of 2026, 10:00 in São Paulo, unless given */
export async function openReplayBench(now = '2026-11-21T13:00:00Z'): Promise<ReplayBench> {
  const server = await startReplayServer();
  const attempts: AttemptRecord[] = [];
  const clock = { now: () => instant(now) };
  const open = (settings: Settings, timeoutMs: number): Gateway =>
    gerencianetTokenDefinition.open(
      {
        environment: 'production',
        baseUrl: server.url,
        credential: (name) => ({ 'production-token': TOKEN, ...settings })[name],
      },
      { clock, timeoutMs },
    );
  return {
    server,
    gateway: open({}, 10_000),
    hasty: open({}, 200),
    attempts,
    context: {
      record: (attempt) => void attempts.push(attempt),
      created: () => undefined,
    },
    open: (settings) => open(settings, 10_000),
  };
}
