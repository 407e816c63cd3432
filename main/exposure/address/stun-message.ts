/** The two STUN messages that tell one's own public address (RFC 8489, 5 and 14). */
import { formatIpAddress } from '../../../domain/ip-address.ts';

const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
const MAPPED_ADDRESS = 0x0001;
const XOR_MAPPED_ADDRESS = 0x0020;
const FAMILY_4 = 0x01;
const FAMILY_6 = 0x02;

/** Bytes of the number by which an answer is known. */
export const TRANSACTION_ID_BYTES = 12;

export interface MappedAddress {
  readonly address: string;
  readonly port: number;
}

/** @param id `TRANSACTION_ID_BYTES` random bytes */
export function encodeBindingRequest(id: Uint8Array): Buffer {
  const header = Buffer.alloc(HEADER_BYTES - TRANSACTION_ID_BYTES);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  return Buffer.concat([header, id]);
}

/**
 * The address that the server saw. Servers of RFC 3489 send it unmasked; where both are there, the masked one is taken,
 * since routers are known to rewrite addresses that they find in packets.
 * @returns undefined when the packet is no successful answer to that request
 */
export function readBindingAnswer(packet: Buffer, id: Uint8Array): MappedAddress | undefined {
  if (packet.length < HEADER_BYTES || packet.readUInt16BE(0) !== BINDING_SUCCESS) return undefined;
  const isOurs = packet.subarray(HEADER_BYTES - TRANSACTION_ID_BYTES, HEADER_BYTES).equals(id);
  const end = HEADER_BYTES + packet.readUInt16BE(2);
  if (!isOurs || packet.readUInt32BE(4) !== MAGIC_COOKIE || end !== packet.length) return undefined;
  const attributes = readAttributes(packet.subarray(HEADER_BYTES));
  const masked = attributes.get(XOR_MAPPED_ADDRESS);
  if (masked !== undefined) return readAddress(masked, packet.subarray(4, HEADER_BYTES));
  const plain = attributes.get(MAPPED_ADDRESS);
  return plain && readAddress(plain, Buffer.alloc(16));
}

/** Values by type, the first of each; padded to four bytes. A cut attribute ends the reading. */
function readAttributes(body: Buffer): ReadonlyMap<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  let at = 0;
  while (at + 4 <= body.length) {
    const type = body.readUInt16BE(at);
    const length = body.readUInt16BE(at + 2);
    const value = body.subarray(at + 4, at + 4 + length);
    if (value.length < length) break;
    if (!attributes.has(type)) attributes.set(type, value);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return attributes;
}

/** @param mask 16 bytes: the cookie and the transaction id, or zeros */
function readAddress(value: Buffer, mask: Buffer): MappedAddress | undefined {
  const bytes = { [FAMILY_4]: 4, [FAMILY_6]: 16 }[value[1] ?? 0];
  if (bytes === undefined || value.length !== 4 + bytes) return undefined;
  const hex = Array.from(value.subarray(4), (byte, index) =>
    (byte ^ (mask[index] ?? 0)).toString(16).padStart(2, '0'),
  );
  return {
    address: formatIpAddress({
      family: bytes === 4 ? 4 : 6,
      value: BigInt(`0x${hex.join('')}`),
    }),
    port: value.readUInt16BE(2) ^ mask.readUInt16BE(0),
  };
}
