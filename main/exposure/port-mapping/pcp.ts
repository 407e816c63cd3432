/** Packets of PCP (RFC 6887, 7 and 11): version 2, big-endian, IPv4 addresses mapped into IPv6. */

const VERSION = 2;
const ANNOUNCE = 0;
const MAP = 1;
const ANSWER = 128;
const TCP = 6;
const HEADER_BYTES = 24;
const MAP_BYTES = 60;
const MOST_BYTES = 1_100;
const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');

export const PCP_NONCE_BYTES = 12;

export interface PcpMap {
  /** Seconds; 0 deletes. */
  readonly lifeS: number;
  /** Must be the address that the packet leaves from. */
  readonly ownAddress: string;
  /** 12 bytes, the same for every packet about this mapping. */
  readonly nonce: Uint8Array;
  readonly internalPort: number;
  /** What is wished for; the router may choose another. */
  readonly externalPort: number;
}

/** `result` 0 is success; `lifeS` of an error says for how long it will last; `epochS` as in NAT-PMP. */
export interface PcpAnswer {
  readonly result: number;
  readonly lifeS: number;
  readonly epochS: number;
  /** Of a MAP only, and of an error only where the router repeats the question. */
  readonly map?: {
    readonly nonce: Buffer;
    readonly internalPort: number;
    readonly externalPort: number;
    /** Undefined for IPv6. */
    readonly externalAddress: string | undefined;
  };
}

export function pcpMapRequest(map: PcpMap): Buffer {
  const body = Buffer.alloc(MAP_BYTES - HEADER_BYTES);
  body.set(map.nonce.subarray(0, PCP_NONCE_BYTES), 0);
  body.writeUInt8(TCP, 12);
  body.writeUInt16BE(map.internalPort, 16);
  body.writeUInt16BE(map.externalPort, 18);
  body.set(mapped('0.0.0.0'), 20);
  return Buffer.concat([header(MAP, map.lifeS, map.ownAddress), body]);
}

/** Changes nothing: asked only for the router's epoch. */
export function announceRequest(ownAddress: string): Buffer {
  return header(ANNOUNCE, 0, ownAddress);
}

export function readPcpMap(message: Buffer): PcpAnswer | undefined {
  return readAnswer(message, MAP);
}

export function readAnnounce(message: Buffer): PcpAnswer | undefined {
  return readAnswer(message, ANNOUNCE);
}

function header(operation: number, lifeS: number, ownAddress: string): Buffer {
  const packet = Buffer.alloc(HEADER_BYTES);
  packet.writeUInt8(VERSION, 0);
  packet.writeUInt8(operation, 1);
  packet.writeUInt32BE(lifeS, 4);
  packet.set(mapped(ownAddress), 8);
  return packet;
}

function readAnswer(message: Buffer, operation: number): PcpAnswer | undefined {
  const isFit = message.length >= HEADER_BYTES && message.length <= MOST_BYTES;
  if (!isFit || message.length % 4 !== 0 || message[0] !== VERSION) return undefined;
  if (message[1] !== operation + ANSWER) return undefined;
  const head = {
    result: message.readUInt8(3),
    lifeS: message.readUInt32BE(4),
    epochS: message.readUInt32BE(8),
  };
  if (operation !== MAP) return head;
  if (message.length >= MAP_BYTES) return { ...head, map: readMap(message) };
  return head.result === 0 ? undefined : head;
}

function readMap(message: Buffer): NonNullable<PcpAnswer['map']> {
  const address = message.subarray(44, 60);
  const isFour = address.subarray(0, 12).equals(MAPPED);
  return {
    nonce: Buffer.from(message.subarray(24, 36)),
    internalPort: message.readUInt16BE(40),
    externalPort: message.readUInt16BE(42),
    externalAddress: isFour ? [...address.subarray(12)].join('.') : undefined,
  };
}

function mapped(address: string): Buffer {
  return Buffer.concat([MAPPED, Buffer.from(address.split('.').map(Number))]);
}
