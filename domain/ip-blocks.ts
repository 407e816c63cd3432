/** Addresses and ranges as an operator types them, and who a request really came from behind a proxy. */
import { ipBlock, isInBlock, parseIpAddress, type IpBlock } from './ip-address.ts';

/** One address, or a block such as `198.51.100.0/24`; undefined for anything else. */
export function readBlock(text: string): IpBlock | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  const base = parseIpAddress(address);
  if (base === undefined || rest.length > 0) return undefined;
  const bits = base.family === 4 ? 32 : 128;
  if (prefix === undefined) return { base, prefix: bits };
  const isPrefix = /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
  return isPrefix ? ipBlock(`${address}/${prefix}`) : undefined;
}

/** What is no block is left out. */
export function readBlocks(texts: readonly string[]): readonly IpBlock[] {
  return texts.flatMap((text) => readBlock(text) ?? []);
}

/** False for a text that is no address. */
export function isInAnyBlock(text: string, blocks: readonly IpBlock[]): boolean {
  const address = parseIpAddress(plainAddress(text));
  return address !== undefined && blocks.some((block) => isInBlock(address, block));
}

/** IPv4 in its plain form: `::ffff:203.0.113.9` is `203.0.113.9`. */
export function plainAddress(text: string): string {
  return text.trim().replace(/^::ffff:(?=\d+\.)/iu, '');
}

/**
 * Who sent a request. A header is believed only when the peer is a proxy of the operator's own, and of a list only
 * what such proxies added: everything before the last stranger may be invented by the sender.
 *
 * @param forwarded the header's value, addresses from the sender on, as `X-Forwarded-For` and `CF-Connecting-IP` have
 *   them; a port behind an address is left out
 */
export function realSource(
  peer: string,
  forwarded: string | undefined,
  proxies: readonly IpBlock[],
): string {
  let source = plainAddress(peer);
  const hops = (forwarded ?? '').split(',').map(withoutPort).reverse();
  for (const hop of hops) {
    if (!isInAnyBlock(source, proxies) || parseIpAddress(hop) === undefined) return source;
    source = hop;
  }
  return source;
}

function withoutPort(hop: string): string {
  const text = hop.trim();
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1];
  return plainAddress(bracketed ?? text.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1'));
}
