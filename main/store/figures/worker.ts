/** Counts over the books through a connection of its own that can only read. `workerData` is the path of the books. */
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../../domain/assert-never.ts';
import { openReader } from '../open.ts';
import { createOverview } from '../overview.ts';
import { createTituloList } from '../titulo-list.ts';
import type { AnyRequest, FiguresReply } from './protocol.ts';

const db = openReader(String(workerData));
const overview = createOverview(db);
const tituloList = createTituloList(db);

function answer(request: AnyRequest): unknown {
  switch (request.call) {
    case 'tituloTotals':
      return tituloList.totals(request.input.filter, request.input.today);
    case 'home':
      return overview.home(request.input.isPractice, request.input.days);
    default:
      return assertNever(request);
  }
}

function reply(request: AnyRequest): FiguresReply {
  const { ticket } = request;
  try {
    return { ticket, value: answer(request) };
  } catch (error) {
    return { ticket, error: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', (message: AnyRequest | 'close') => {
  if (message !== 'close') {
    parentPort?.postMessage(reply(message));
    return;
  }
  db.close();
  parentPort?.close();
});
