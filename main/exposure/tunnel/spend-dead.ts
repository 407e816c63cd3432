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
  /** How many connections are likely to be dead. */
  readonly count: number;
  /** How many can be, at most. */
  readonly most: number;
  readonly answering: Answering;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly lookup?: WebRequest['lookup'];
}

/**
 * Goes on until a request comes through: the dead connections, being older, are used up then. Gives how many are dead
 * and still counted by the server; the number it was given where no request came through. Rejects never.
 */
export async function spendDead(options: SpendOptions): Promise<number> {
  const { count, most } = options;
  const first = Math.min(count, most) + 1;
  const ends: SpendEnd[] = await Promise.all(Array.from({ length: first }, () => spend(options)));
  const isOver = (): boolean => ends.some((end) => end !== 'unanswered');
  while (!isOver() && ends.length < most) {
    ends.push(await spend(options));
  }
  const dead = ends.filter((end) => end === 'unanswered').length;
  return Math.min(most, ends.includes('through') ? dead : count);
}

/** `unclear`: somebody else answered, or nobody could be asked; that says nothing about connections. */
type SpendEnd = 'through' | 'unanswered' | 'unclear';

async function spend(options: SpendOptions): Promise<SpendEnd> {
  const { url, answering, timeoutMs, signal, lookup } = options;
  const path = `/${randomUUID()}`;
  answering.keepOwn(path);
  // The public servers show a page to what may be a browser, unless this header is there.
  const headers = { 'bypass-tunnel-reminder': '1' };
  const answer = await ask(`${url}${path}`, { headers, timeoutMs, signal, lookup });
  if (answer.kind === 'answered') return answer.status === 204 ? 'through' : 'unclear';
  return answer.trouble === 'timeout' ? 'unanswered' : 'unclear';
}
