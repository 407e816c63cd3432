/** How the core ends. */
import type { CallbackSide } from './callback-desk.ts';
import type { ReceptionTests } from './callbacks/one-click-test/tests.ts';
import type { ExposureHost } from './exposure-host.ts';
import type { OutboxRunner } from './services/outbox/run-outbox.ts';
import type { Polling } from './services/polling/run-polling.ts';
import type { Upkeep } from './services/upkeep/run-upkeep.ts';
import type { SimulatorHost } from './simulator-host.ts';
import type { Figures } from './store/figures/figures.ts';
import type { Db } from './store/open.ts';

/** First nothing more comes in, then nothing more goes out, then the files are closed. */
export async function closeAll(parts: {
  readonly tests: ReceptionTests;
  readonly callbacks: CallbackSide;
  readonly outbox: OutboxRunner;
  readonly upkeep: Upkeep;
  readonly polling: Polling;
  readonly exposure: ExposureHost;
  readonly jobs: { close(): Promise<void> };
  readonly figures: Figures;
  readonly simulator: SimulatorHost;
  readonly db: Db;
}): Promise<void> {
  await parts.tests.close();
  await parts.jobs.close();
  await parts.upkeep.stop();
  await parts.polling.stop();
  await parts.exposure.close();
  await parts.outbox.stop();
  await parts.callbacks.close();
  await parts.figures.close();
  await parts.simulator.close();
  parts.db.pragma('wal_checkpoint(TRUNCATE)');
  parts.db.close();
}
