/** A DNS server on loopback that knows a few A and AAAA records and answers NXDOMAIN for the rest (RFC 1035, 4). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';

export interface TestDnsServer {
  /** As a resolver takes it. */
  readonly address: string;
  close(): Promise<void>;
}

/** Addresses by name, `servfail`, or `silence`. */
export type Zone = Readonly<Record<string, readonly string[] | 'servfail' | 'silence'>>;

const A = 1;
const AAAA = 28;

export async function startDnsServer(zone: Zone): Promise<TestDnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = readQuestion(query);
    const known = zone[name];
    if (known === 'silence') return;
    const records = known === undefined || known === 'servfail' ? [] : recordsOf(known, type);
    const head = Buffer.from(query.subarray(0, 12));
    const code = known === undefined ? 3 : known === 'servfail' ? 2 : 0;
    head.writeUInt16BE(0x8180 | code, 2);
    head.writeUInt16BE(records.length, 6);
    head.fill(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function recordsOf(addresses: readonly string[], type: number): readonly Buffer[] {
  if (type !== A && type !== AAAA) return [];
  return addresses
    .filter((address) => isIPv4(address) === (type === A))
    .map((address) => {
      const bytes = isIPv4(address) ? address.split('.').map(Number) : sixBytes(address);
      return Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes]);
    });
}

/** @param address all eight groups, none left out */
function sixBytes(address: string): readonly number[] {
  return address.split(':').flatMap((group) => {
    const value = parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}
