/** STUN servers on loopback that answer as told, written from RFC 8489 without sight of the client. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What is sent back for one request; nothing when empty. */
export type StunAnswers = (request: Buffer, count: number) => readonly Buffer[];

export interface TestStunServer {
  readonly port: number;
  readonly requests: readonly Buffer[];
  close(): Promise<void>;
}

export async function startStunServer(answers: StunAnswers): Promise<TestStunServer> {
  const requests: Buffer[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (request, { port, address }) => {
    requests.push(request);
    for (const answer of answers(request, requests.length)) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    requests,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

export interface AnswerParts {
  readonly type?: number;
  /** Whole attributes, padded. */
  readonly attributes: readonly Buffer[];
}

/** Header with the cookie and the id of the request, then the attributes. */
export function stunAnswer(request: Buffer, { type = 0x0101, attributes }: AnswerParts): Buffer {
  const body = Buffer.concat(attributes);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, request.subarray(4, 20), body]);
}

export function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** @param address four or sixteen bytes */
export function xorMapped(request: Buffer, address: readonly number[], port: number): Buffer {
  const key = request.subarray(4, 20);
  const value = Buffer.from([
    0,
    address.length === 4 ? 1 : 2,
    (port >> 8) ^ 0x21,
    (port & 255) ^ 0x12,
    ...address.map((byte, index) => byte ^ (key[index] ?? 0)),
  ]);
  return attribute(0x0020, value);
}

export function plainMapped(address: readonly number[], port: number): Buffer {
  return attribute(0x0001, Buffer.from([0, 1, port >> 8, port & 255, ...address]));
}
