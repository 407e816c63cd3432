/** An IP address as a number: 32 bits for family 4, 128 bits for family 6. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A block of addresses: those whose first `prefix` bits are those of `base`. */
export interface IpBlock {
  readonly base: IpAddress;
  readonly prefix: number;
}

const BITS = { 4: 32n, 6: 128n } as const;
const GROUPS = 8;

/**
 * Reads dotted decimal of four parts without leading zeros, or IPv6 in any form of RFC 4291 (2.2), without zone.
 * @returns undefined for anything else, also for the short and octal forms that some systems take
 */
export function parseIpAddress(text: string): IpAddress | undefined {
  return text.includes(':') ? parseSix(text) : parseFour(text);
}

/** Dotted decimal, or the one short form of RFC 5952; an IPv4-mapped address keeps its dots. */
export function formatIpAddress({ family, value }: IpAddress): string {
  if (family === 4) return bytesOf(value).join('.');
  if (value >> 32n === 0xffffn) return `::ffff:${bytesOf(value & 0xffff_ffffn).join('.')}`;
  const groups = groupsOf(value);
  const { start, length } = longestRunOfZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** @param text for example `100.64.0.0/10`. Throws RangeError on anything else: blocks are written by us. */
export function ipBlock(text: string): IpBlock {
  const [address = '', prefix = ''] = text.split('/');
  const base = parseIpAddress(address);
  if (base === undefined || !/^\d{1,3}$/.test(prefix) || BigInt(prefix) > BITS[base.family])
    throw new RangeError('not a block of addresses');
  return { base, prefix: Number(prefix) };
}

export function isInBlock(address: IpAddress, { base, prefix }: IpBlock): boolean {
  const shift = BITS[base.family] - BigInt(prefix);
  return address.family === base.family && address.value >> shift === base.value >> shift;
}

/** True when both texts are the same address, however they are written. */
export function isSameIpAddress(one: string, other: string): boolean {
  const [a, b] = [parseIpAddress(one), parseIpAddress(other)];
  return a !== undefined && a.family === b?.family && a.value === b.value;
}

function parseFour(text: string): IpAddress | undefined {
  if (!/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return { family: 4, value: join(bytes, 8n) };
}

function parseSix(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = [readGroups(halves[0] ?? '', halves.length === 1), readTail(halves[1])];
  if (head === undefined || tail === undefined) return undefined;
  const missing = GROUPS - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return { family: 6, value: join(groups, 16n) };
}

function readTail(text: string | undefined): readonly number[] | undefined {
  return text === undefined ? [] : readGroups(text, true);
}

/** @param isEnd an IPv4 address may stand in place of the last two groups of all */
function readGroups(text: string, isEnd: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const four = isEnd && last.includes('.') ? parseFour(last) : undefined;
  const hex = four === undefined ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  const groups = hex.map((part) => parseInt(part, 16));
  return four === undefined
    ? groups
    : [...groups, Number(four.value >> 16n), Number(four.value & 0xffffn)];
}

function join(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

function bytesOf(value: bigint): readonly number[] {
  return [24n, 16n, 8n, 0n].map((shift) => Number((value >> shift) & 0xffn));
}

function groupsOf(value: bigint): readonly number[] {
  return Array.from({ length: GROUPS }, (_, index) =>
    Number((value >> BigInt(16 * (GROUPS - 1 - index))) & 0xffffn),
  );
}

function longestRunOfZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1;
    else if (index - start + 1 > best.length) best = { start, length: index - start + 1 };
  });
  return best;
}
