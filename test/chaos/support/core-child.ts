/**
 * A whole core in a process of its own, to be killed: `node core-child.js '{"dataDir":...}'`. Calls of the window come
 * and go as messages; without its parent the process ends.
 */
import path from 'node:path';
import { startCore, type Core } from '../../../main/app.ts';
import { openDataFolder } from '../../../main/data-folder.ts';
import { noOutside } from '../../../main/services/ports.ts';
import type { CorePlace, FromCore, ToCore } from './core-messages.ts';

const place = JSON.parse(process.argv[2] ?? '{}') as CorePlace;
process.once('disconnect', () => process.exit(0));

openDataFolder(place.dataDir);
const core = await startCore({
  ...place,
  keyFile: path.join(place.dataDir, 'core.key'),
  workersDir: import.meta.dirname,
  resourcesDir: import.meta.dirname,
  outside: noOutside,
  clock: 'simulator',
  version: '0.0.0-test',
  runtime: `Node ${process.versions.node}`,
  isUnsandboxed: false,
});
process.on('message', (message) => void take(core, message as ToCore));
tell({ kind: 'ready', listenerPort: core.addresses.listenerPort });

async function take(running: Core, message: ToCore): Promise<void> {
  if (message.kind === 'close') {
    await running.close();
    process.disconnect();
    return;
  }
  const result = await running.dispatch(message.name, message.input, { kind: 'test' });
  tell({ kind: 'result', id: message.id, result });
}

function tell(message: FromCore): void {
  process.send?.(message);
}
