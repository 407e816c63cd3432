/** Which addresses a gateway can reach from outside, and why it cannot reach the others. */
import {
  formatIpAddress,
  ipBlock,
  isInBlock,
  parseIpAddress,
  type IpAddress,
} from './ip-address.ts';

export type AddressRange =
  | 'this-network'
  | 'private'
  | 'cgnat'
  | 'loopback'
  | 'link-local'
  | 'protocol'
  | 'documentation'
  | 'transition'
  | 'benchmarking'
  | 'discard'
  | 'multicast'
  | 'reserved';

/** `address` is in its one short form; an IPv4 address inside an IPv6 one has been taken out of it. */
export type AddressVerdict =
  | { readonly kind: 'public'; readonly family: 4 | 6; readonly address: string }
  | { readonly kind: 'not-public'; readonly range: AddressRange; readonly address: string }
  | { readonly kind: 'unreadable' };

export type AddressJudge = (text: string) => AddressVerdict;

/** IANA, special-purpose address registries for IPv4 and IPv6, with the blocks that they leave to other registries. */
const blocks = (
  [
    ['0.0.0.0/8', 'this-network'],
    ['10.0.0.0/8', 'private'],
    ['172.16.0.0/12', 'private'],
    ['192.168.0.0/16', 'private'],
    ['100.64.0.0/10', 'cgnat'],
    ['127.0.0.0/8', 'loopback'],
    ['169.254.0.0/16', 'link-local'],
    ['192.0.0.0/24', 'protocol'],
    ['192.0.2.0/24', 'documentation'],
    ['198.51.100.0/24', 'documentation'],
    ['203.0.113.0/24', 'documentation'],
    ['192.31.196.0/24', 'protocol'],
    ['192.52.193.0/24', 'protocol'],
    ['192.175.48.0/24', 'protocol'],
    ['192.88.99.0/24', 'transition'],
    ['198.18.0.0/15', 'benchmarking'],
    ['224.0.0.0/4', 'multicast'],
    ['240.0.0.0/4', 'reserved'],
    ['::/128', 'this-network'],
    ['::1/128', 'loopback'],
    ['64:ff9b:1::/48', 'transition'],
    ['100::/64', 'discard'],
    ['100:0:0:1::/64', 'discard'],
    ['2001::/23', 'protocol'],
    ['2001:db8::/32', 'documentation'],
    ['3fff::/20', 'documentation'],
    ['2002::/16', 'transition'],
    ['2620:4f:8000::/48', 'protocol'],
    ['5f00::/16', 'protocol'],
    ['fc00::/7', 'private'],
    ['fe80::/10', 'link-local'],
    ['fec0::/10', 'private'],
    ['ff00::/8', 'multicast'],
  ] as const
).map(([block, range]) => ({ block: ipBlock(block), range }));

/** Outside of this block no IPv6 address has been given out. */
const GLOBAL_UNICAST = ipBlock('2000::/3');

/** IPv4-mapped, NAT64 and the old IPv4-compatible form: the IPv4 address within decides. */
const wrappers = ['::ffff:0:0/96', '64:ff9b::/96', '::/96'].map(ipBlock);

/** Judges one IP address. Names are judged by the addresses that they resolve to. */
export function judgeAddress(text: string): AddressVerdict {
  const parsed = parseIpAddress(text.trim());
  if (parsed === undefined) return { kind: 'unreadable' };
  const inner = unwrap(parsed);
  const address = formatIpAddress(inner);
  const range = rangeOf(inner);
  return range === undefined
    ? { kind: 'public', family: inner.family, address }
    : { kind: 'not-public', range, address };
}

/** What such an address is, for the operator: completes `é um endereço ...`. */
export const rangeTexts: Readonly<Record<AddressRange, string>> = {
  'this-network': 'sem destino (esta rede)',
  private: 'de rede privada, que só existe dentro da sua rede',
  cgnat: 'de CGNAT (100.64.0.0/10), dividido entre vários clientes da operadora',
  loopback: 'deste próprio computador',
  'link-local': 'automático de rede local, dado quando não há DHCP',
  protocol: 'reservado para protocolos da internet',
  documentation: 'de exemplo, usado só em manuais',
  transition: 'de passagem entre IPv4 e IPv6',
  benchmarking: 'reservado para testes de desempenho',
  discard: 'de descarte',
  multicast: 'de multicast, que não pertence a um computador',
  reserved: 'reservado, que ninguém usa na internet',
};

export function isPublicAddress(text: string): boolean {
  return judgeAddress(text).kind === 'public';
}

function unwrap(address: IpAddress): IpAddress {
  const isOwnKind = blocks.some(({ block }) => block.prefix === 128 && isInBlock(address, block));
  if (isOwnKind || !wrappers.some((wrapper) => isInBlock(address, wrapper))) return address;
  return { family: 4, value: address.value & 0xffff_ffffn };
}

function rangeOf(address: IpAddress): AddressRange | undefined {
  const known = blocks.find(({ block }) => isInBlock(address, block));
  if (known !== undefined) return known.range;
  return address.family === 6 && !isInBlock(address, GLOBAL_UNICAST) ? 'reserved' : undefined;
}
