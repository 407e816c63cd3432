/** Packets of NAT-PMP (RFC 6886, 3): version 0, big-endian. */

const VERSION = 0;
const ASK_ADDRESS = 0;
const MAP_TCP = 2;
const ANSWER = 128;

/** `result` 0 is success; `epochS` counts seconds since the router started. */
export type NatPmpAnswer =
  | {
      readonly kind: 'address';
      readonly result: number;
      readonly epochS: number;
      readonly address: string;
    }
  | {
      readonly kind: 'map';
      readonly result: number;
      readonly epochS: number;
      readonly internalPort: number;
      readonly externalPort: number;
      readonly lifeS: number;
    }
  /** An error without the rest, such as the answer to a newer version (result 1). */
  | { readonly kind: 'error'; readonly result: number; readonly epochS: number };

export interface NatPmpMap {
  readonly internalPort: number;
  /** 0 together with `lifeS` 0 deletes. */
  readonly externalPort: number;
  readonly lifeS: number;
}

export function addressRequest(): Buffer {
  return Buffer.from([VERSION, ASK_ADDRESS]);
}

export function natPmpMapRequest({ internalPort, externalPort, lifeS }: NatPmpMap): Buffer {
  const packet = Buffer.alloc(12);
  packet.writeUInt8(MAP_TCP, 1);
  packet.writeUInt16BE(internalPort, 4);
  packet.writeUInt16BE(externalPort, 6);
  packet.writeUInt32BE(lifeS, 8);
  return packet;
}

/** @returns undefined for what is no answer of version 0 */
export function readNatPmp(message: Buffer): NatPmpAnswer | undefined {
  if (message.length < 8 || message[0] !== VERSION) return undefined;
  const operation = message.readUInt8(1);
  if (operation < ANSWER) return undefined;
  const head = { result: message.readUInt16BE(2), epochS: message.readUInt32BE(4) };
  if (operation === ANSWER + ASK_ADDRESS && message.length >= 12)
    return { kind: 'address', ...head, address: [...message.subarray(8, 12)].join('.') };
  if (operation === ANSWER + MAP_TCP && message.length >= 16)
    return {
      kind: 'map',
      ...head,
      internalPort: message.readUInt16BE(8),
      externalPort: message.readUInt16BE(10),
      lifeS: message.readUInt32BE(12),
    };
  return head.result === 0 ? undefined : { kind: 'error', ...head };
}
