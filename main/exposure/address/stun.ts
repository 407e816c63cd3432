/** Asks a STUN server under which address it sees this computer. */
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import type { WebTrouble } from '../http.ts';
import {
  encodeBindingRequest,
  readBindingAnswer,
  TRANSACTION_ID_BYTES,
  type MappedAddress,
} from './stun-message.ts';

export interface StunQuestion {
  readonly host: string;
  readonly port: number;
  /** 4 unless told. */
  readonly family?: 4 | 6 | undefined;
  /** For the whole exchange; 5 s unless told. */
  readonly timeoutMs?: number | undefined;
  /** Before the request is sent once more, doubling from then on; 500 ms unless told (RFC 8489, 6.2.1). */
  readonly firstRetryMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type StunAnswer =
  | { readonly kind: 'answered'; readonly mapped: MappedAddress }
  | { readonly kind: 'failed'; readonly trouble: WebTrouble };

const TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 500;

/** Never rejects. Packets that are no answer to this request are passed over. */
export function askStun(question: StunQuestion): Promise<StunAnswer> {
  const { signal, timeoutMs = TIMEOUT_MS } = question;
  if (signal?.aborted) return Promise.resolve({ kind: 'failed', trouble: 'aborted' });
  if (!isPort(question.port)) return Promise.resolve({ kind: 'failed', trouble: 'bad-request' });
  const id = randomBytes(TRANSACTION_ID_BYTES);
  const socket = createSocket(question.family === 6 ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    const end = (answer: StunAnswer): void => {
      clearTimeout(limit);
      stopSending();
      signal?.removeEventListener('abort', cancel);
      closeOnce(socket);
      resolve(answer);
    };
    const cancel = (): void => end({ kind: 'failed', trouble: 'aborted' });
    const limit = setTimeout(() => end({ kind: 'failed', trouble: 'timeout' }), timeoutMs);
    const stopSending = sendAgainAndAgain(socket, encodeBindingRequest(id), question);
    signal?.addEventListener('abort', cancel, { once: true });
    socket.on('error', (error) => end({ kind: 'failed', trouble: troubleOf(error) }));
    socket.on('message', (packet) => {
      const mapped = readBindingAnswer(packet, id);
      if (mapped !== undefined) end({ kind: 'answered', mapped });
    });
  });
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

/** A connected socket takes packets from that server alone and learns of a closed port. */
function sendAgainAndAgain(socket: Socket, request: Buffer, question: StunQuestion): () => void {
  let waitMs = question.firstRetryMs ?? FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const send = (): void => {
    if (isOver) return;
    socket.send(request);
    timer = setTimeout(send, waitMs);
    waitMs *= 2;
  };
  // With a callback, Node would hand it the error of the look-up in place of emitting it.
  socket.once('connect', send);
  socket.connect(question.port, question.host);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

// A name that is still being looked up reports its error to the closed socket later; nobody waits for it any more.
function closeOnce(socket: Socket): void {
  socket.removeAllListeners('error');
  socket.on('error', () => undefined);
  socket.close();
}

const troubles = new Map<string, WebTrouble>([
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
]);

function troubleOf(error: Error): WebTrouble {
  return troubles.get('code' in error ? String(error.code) : '') ?? 'broken';
}
