import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseIpAddress } from '../../../domain/ip-address.ts';
import {
  encodeBindingRequest,
  readBindingAnswer,
} from '../../../main/exposure/address/stun-message.ts';
import { askStun } from '../../../main/exposure/address/stun.ts';
import {
  attribute,
  plainMapped,
  startStunServer,
  stunAnswer,
  xorMapped,
  type StunAnswers,
  type TestStunServer,
} from '../support/stun-server.ts';

const servers: TestStunServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answers: StunAnswers): Promise<TestStunServer> {
  const server = await startStunServer(answers);
  servers.push(server);
  return server;
}

const hex = (text: string) => Buffer.from(text, 'hex');

describe('a STUN message', () => {
  // RFC 8489; the pair of the reference sheet on ways in, 4.1.
  const REQUEST = '000100002112a442b7e7a701bc34d686fa87dfae';
  const ANSWER = '0101000c2112a442b7e7a701bc34d686fa87dfae002000080001f523ea12d54b';
  const ID = hex(REQUEST).subarray(8);

  it('is written as the vector says', () => {
    expect(encodeBindingRequest(ID).toString('hex')).toBe(REQUEST);
  });

  it('is read as the vector says', () => {
    expect(readBindingAnswer(hex(ANSWER), ID)).toEqual({ address: '203.0.113.9', port: 54321 });
  });

  it.each([
    ['for another request', hex(ANSWER), Buffer.alloc(12)],
    ['an error', hex(ANSWER.replace('0101', '0111')), ID],
    ['another cookie', hex(ANSWER.replace('2112a442', '00000000')), ID],
    ['cut', hex(ANSWER).subarray(0, 28), ID],
    ['longer than it says', Buffer.concat([hex(ANSWER), Buffer.alloc(4)]), ID],
    ['without address', hex('010100002112a442b7e7a701bc34d686fa87dfae'), ID],
    ['of an unknown family', hex(ANSWER.replace('00080001', '00080003')), ID],
    ['empty', Buffer.alloc(0), ID],
  ])('is passed over when it is %s', (_, packet, id) => {
    expect(readBindingAnswer(packet, id)).toBeUndefined();
  });

  it('is read whatever stands before the address', () => {
    const request = encodeBindingRequest(ID);
    const answer = stunAnswer(request, {
      attributes: [
        attribute(0x8022, Buffer.from('servidor')),
        attribute(0x802b, Buffer.alloc(3)),
        plainMapped([10, 0, 0, 1], 1),
        xorMapped(request, [203, 0, 113, 9], 54321),
      ],
    });

    expect(readBindingAnswer(answer, ID)).toEqual({ address: '203.0.113.9', port: 54321 });
  });

  it('of an old server is read too', () => {
    const answer = stunAnswer(encodeBindingRequest(ID), {
      attributes: [plainMapped([198, 51, 100, 7], 4000)],
    });

    expect(readBindingAnswer(answer, ID)).toEqual({ address: '198.51.100.7', port: 4000 });
  });

  it('brings any address and port unchanged', () => {
    const address = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
    );
    const id = fc.uint8Array({ minLength: 12, maxLength: 12 });

    fc.assert(
      fc.property(address, fc.nat(65_535), id, (bytes, port, transaction) => {
        const request = encodeBindingRequest(transaction);
        const answer = stunAnswer(request, { attributes: [xorMapped(request, [...bytes], port)] });

        const mapped = readBindingAnswer(answer, transaction);

        const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
        const family = bytes.length === 4 ? 4 : 6;
        expect(mapped?.port).toBe(port);
        expect(parseIpAddress(mapped?.address ?? '')).toEqual({ family, value });
      }),
    );
  });

  it('never breaks the reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const packet = Buffer.concat([
          hex('0101'),
          Buffer.from([0, bytes.length]),
          hex(REQUEST).subarray(4),
          bytes,
        ]);

        expect(() => readBindingAnswer(packet, ID)).not.toThrow();
      }),
    );
  });
});

describe('a question to a STUN server', () => {
  it('brings the address that the server saw', async () => {
    const { port } = await serve((request) => [
      stunAnswer(request, { attributes: [xorMapped(request, [203, 0, 113, 9], 54321)] }),
    ]);

    const answer = await askStun({ host: '127.0.0.1', port });

    expect(answer).toEqual({ kind: 'answered', mapped: { address: '203.0.113.9', port: 54321 } });
  });

  it('is sent again when the first packet is lost', async () => {
    const server = await serve((request, count) =>
      count < 3
        ? []
        : [stunAnswer(request, { attributes: [xorMapped(request, [203, 0, 113, 9], 1)] })],
    );

    const answer = await askStun({ host: '127.0.0.1', port: server.port, firstRetryMs: 5 });

    expect(answer.kind).toBe('answered');
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map((request) => request.toString('hex'))).size).toBe(1);
  });

  it('passes over packets that are no answer to it', async () => {
    const { port } = await serve((request) => [
      Buffer.from('lixo'),
      stunAnswer(Buffer.alloc(20), { attributes: [plainMapped([10, 0, 0, 1], 1)] }),
      stunAnswer(request, { attributes: [xorMapped(request, [203, 0, 113, 9], 2)] }),
    ]);

    const answer = await askStun({ host: '127.0.0.1', port });

    expect(answer).toMatchObject({ mapped: { address: '203.0.113.9' } });
  });

  it('takes no answer from anybody else', async () => {
    const stranger = createSocket('udp4');
    const { port } = await startDeaf((request, from) =>
      stranger.send(
        stunAnswer(request, { attributes: [xorMapped(request, [10, 0, 0, 1], 1)] }),
        from,
        '127.0.0.1',
      ),
    );

    const answer = await askStun({ host: '127.0.0.1', port, timeoutMs: 150 });
    stranger.close();

    expect(answer).toEqual({ kind: 'failed', trouble: 'timeout' });
  });

  it('gives up on silence, at a closed port, and when it is called off', async () => {
    const silent = await serve(() => []);
    const gone = await startStunServer(() => []);
    await gone.close();
    const controller = new AbortController();
    const ask = (port: number, signal?: AbortSignal) =>
      askStun({ host: '127.0.0.1', port, timeoutMs: 100, signal });

    const asked = [ask(silent.port), ask(gone.port), ask(silent.port, controller.signal)];
    controller.abort();
    const answers = await Promise.all([...asked, ask(silent.port, controller.signal)]);

    expect(answers.map((answer) => (answer.kind === 'failed' ? answer.trouble : ''))).toEqual([
      'timeout',
      'refused',
      'aborted',
      'aborted',
    ]);
  });

  it('says when the name of the server leads nowhere or its port is none', async () => {
    const answers = await Promise.all([
      askStun({ host: `${'a'.repeat(64)}.example.com`, port: 3478 }),
      askStun({ host: '127.0.0.1', port: 0 }),
      askStun({ host: '127.0.0.1', port: 65_536 }),
    ]);

    expect(answers).toEqual([
      { kind: 'failed', trouble: 'name-not-found' },
      { kind: 'failed', trouble: 'bad-request' },
      { kind: 'failed', trouble: 'bad-request' },
    ]);
  });
});

const deaf: ReturnType<typeof createSocket>[] = [];

afterEach(() => deaf.splice(0).forEach((socket) => socket.close()));

/** Hands on what arrives and answers nothing itself. */
async function startDeaf(
  heard: (request: Buffer, fromPort: number) => void,
): Promise<{ readonly port: number }> {
  const socket = createSocket('udp4');
  deaf.push(socket);
  socket.on('message', (request, { port }) => heard(request, port));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { port: socket.address().port };
}
