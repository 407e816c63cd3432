/** A process with an inbox and a listener, to be killed or traced: `node listener-child.js <folder> <worker> <secret>`. */
import path from 'node:path';
import { openInbox } from '../../../main/callbacks/inbox/inbox.ts';
import { createCallbackAccounts } from '../../../main/callbacks/listener-accounts.ts';
import { hashOfSecret } from '../../../main/services/accounts/callback-secret.ts';
import { startListener } from '../../../main/callbacks/listener.ts';
import { systemClock } from '../../../main/clock.ts';
import { createMemoryLog } from '../../../main/log.ts';

const [folder = '', workerFile = '', secret = ''] = process.argv.slice(2);
const inbox = await openInbox({ file: path.join(folder, 'inbox.db'), workerFile });
const accounts = createCallbackAccounts();
accounts.put(hashOfSecret(secret), { accountId: 7 });
const listener = await startListener({
  host: '127.0.0.1',
  port: 0,
  inbox,
  findAccount: accounts.find,
  clock: systemClock,
  log: createMemoryLog(),
  onStored: () => undefined,
});
process.stdout.write(`port ${listener.port}\n`);
process.stdin.once('close', () => {
  void listener.close().then(() => inbox.close());
});
process.stdin.resume();
