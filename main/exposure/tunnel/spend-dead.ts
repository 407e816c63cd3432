/**
 * A server hands a request to its oldest connection, and it does not notice that one is dead. So after connections died,
 * requests of our own are thrown at the public address until the dead ones are used up: a customer's payment would
 * otherwise wait there.
 */
import { randomUUID } from 'node:crypto';
import { ask, type WebRequest } from '../http.ts';
import type { Answering } from './answering.ts';

export interface SpendOptions {
  /** The tunnel's public address, without a closing slash. */
  readonly url: string;
  /** How many connections may be dead. */
  readonly count: number;
  readonly answering: Answering;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly lookup?: WebRequest['lookup'];
}

/** Gives how many requests were not answered: so many connections are counted by the server and dead. Rejects never. */
export async function spendDead(options: SpendOptions): Promise<number> {
  const answers = await Promise.all(Array.from({ length: options.count }, () => spend(options)));
  return answers.filter((isAnswered) => !isAnswered).length;
}

async function spend(options: SpendOptions): Promise<boolean> {
  const { url, answering, timeoutMs, signal, lookup } = options;
  const path = `/${randomUUID()}`;
  const release = answering.keepOwn(path);
  // The public servers show a page to what may be a browser, unless this header is there.
  const headers = { 'bypass-tunnel-reminder': '1' };
  const answer = await ask(`${url}${path}`, { headers, timeoutMs, signal, lookup });
  release();
  return answer.kind === 'answered' && answer.status === 204;
}
