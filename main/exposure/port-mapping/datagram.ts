/** One question by UDP to one neighbour, sent several times, since packets get lost. */
import { createSocket, type Socket } from 'node:dgram';

export interface DatagramQuestion<T> {
  readonly to: { readonly address: string; readonly port: number };
  /** All of it, in milliseconds. Sent at once, then after 1/8, 3/8 and 3/4 of it. */
  readonly forMs: number;
  /** @param sending 0 for the first. @param ownAddress the one that the packets leave from */
  packets(sending: number, ownAddress: string): readonly Uint8Array[];
  /** Undefined for what is no answer to this question. */
  read(message: Buffer): T | undefined;
  readonly signal: AbortSignal;
}

/** `silent`: no answer in time, nobody listens there, or the question was aborted. */
export type DatagramAnswer<T> =
  | { readonly kind: 'heard'; readonly value: T; readonly ownAddress: string }
  | { readonly kind: 'silent' };

const SENDINGS = [0, 1 / 8, 3 / 8, 3 / 4];

/** Answers of any other sender are dropped by the system, since the socket is connected. Nothing is thrown. */
export async function askByDatagram<T>(question: DatagramQuestion<T>): Promise<DatagramAnswer<T>> {
  if (question.signal.aborted) return { kind: 'silent' };
  const socket = createSocket('udp4');
  const limit = AbortSignal.any([question.signal, AbortSignal.timeout(question.forMs)]);
  const timers: NodeJS.Timeout[] = [];
  try {
    return await new Promise((resolve) => {
      const giveUp = (): void => resolve({ kind: 'silent' });
      limit.addEventListener('abort', giveUp, { once: true });
      // A closed port comes back as an error of the connected socket.
      socket.on('error', giveUp);
      socket.on('message', (message) => {
        const value = question.read(message);
        if (value === undefined) return;
        resolve({ kind: 'heard', value, ownAddress: socket.address().address });
      });
      socket.connect(question.to.port, question.to.address, (error?: Error) => {
        // No route leads there.
        if (error !== undefined) giveUp();
        else if (!limit.aborted) timers.push(...schedule(question, socket));
      });
    });
  } finally {
    timers.forEach((timer) => clearTimeout(timer));
    socket.close();
  }
}

function schedule<T>(question: DatagramQuestion<T>, socket: Socket): readonly NodeJS.Timeout[] {
  return SENDINGS.map((part, sending) =>
    setTimeout(() => {
      const packets = question.packets(sending, socket.address().address);
      packets.forEach((packet) => socket.send(packet));
    }, part * question.forMs),
  );
}
