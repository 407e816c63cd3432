/** A worker file that dies with a message in its hands while `die` stands beside inbox.db, and is the real one otherwise. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { workerFile } from './inbox.ts';

export interface DyingWorker {
  readonly workerFile: string;
  letDie(): void;
  letLive(): void;
}

export function writeDyingWorker(folder: string): DyingWorker {
  const sign = path.join(folder, 'die');
  const file = path.join(folder, 'dying-worker.mjs');
  fs.writeFileSync(
    file,
    `import fs from 'node:fs';
     import { parentPort } from 'node:worker_threads';
     parentPort.on('message', () => {
       if (fs.existsSync(${JSON.stringify(sign)})) process.exit(1);
     });
     await import(${JSON.stringify(pathToFileURL(workerFile()).href)});`,
  );
  return {
    workerFile: file,
    letDie: () => fs.writeFileSync(sign, ''),
    letLive: () => fs.rmSync(sign),
  };
}
