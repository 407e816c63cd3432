import { afterEach } from 'vitest';
import { judgeAddress, type AddressJudge } from '../../../domain/public-address.ts';
import {
  openMapping,
  type MappingPorts,
  type PortMapping,
} from '../../../main/exposure/port-mapping/port-mapping.ts';
import type { MappingRequest, MappingState } from '../../../main/exposure/port-mapping/state.ts';
import { createMemoryLog, type MemoryLog } from '../../../main/log.ts';
import { createHandTime, type HandTime } from '../../support/router/hand-time.ts';
import {
  startRouter,
  type RouterSwitches,
  type TestRouter,
} from '../../support/router/test-router.ts';

export interface AtRouter {
  readonly router: TestRouter;
  readonly time: HandTime;
  readonly log: MemoryLog;
  readonly told: readonly MappingState[];
  readonly mapping: PortMapping;
  /** What came of the first look. */
  readonly first: MappingState;
}

/** Short, since answers on loopback come at once and silence is only waited for. */
export const quickPace = {
  portControlMs: 800,
  questionMs: 800,
  searchMs: 600,
  searchGraceMs: 20,
  webMs: 2_000,
  afterFailedActionMs: 5,
  releaseMs: 1_000,
};

/** Addresses of examples stand for public ones. */
export const judgeInTests: AddressJudge = (text) => {
  const verdict = judgeAddress(text);
  if (verdict.kind !== 'not-public' || verdict.range !== 'documentation') return verdict;
  return { kind: 'public', family: 4, address: verdict.address };
};

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

export const request: MappingRequest = {
  internalPort: 9_000,
  wantedExternalPort: 18_080,
  description: 'Baixa',
};

interface Options {
  readonly switches?: Partial<RouterSwitches>;
  readonly request?: Partial<MappingRequest>;
  readonly ports?: Partial<MappingPorts>;
  /** Before anything is asked of it. */
  readonly prepare?: (router: TestRouter) => void;
}

/** Starts a router, asks it for port 18080 to 9000 unless told, and waits for the outcome. Closed after the test. */
export async function openAtRouter(options: Options = {}): Promise<AtRouter> {
  const time = createHandTime();
  const router = await startRouter(time, options.switches);
  closers.push(() => router.close());
  options.prepare?.(router);
  const log = createMemoryLog();
  const told: MappingState[] = [];
  const mapping = openMapping(
    { ...request, ...options.request },
    {
      clock: time.clock,
      timers: time.timers,
      log,
      lan: router.lan,
      pace: quickPace,
      judge: judgeInTests,
      onState: (state) => told.push(state),
      ...options.ports,
    },
  );
  closers.push(() => mapping.close());
  const first = await mapping.renew();
  return { router, time, log, told, mapping, first };
}
