/** This computer's own addresses, and through what kind of link each is had. */
import { networkInterfaces } from 'node:os';
import { judgeAddress, type AddressVerdict } from '../../../domain/public-address.ts';

/** `vpn` and `virtual` are told by the name of the interface, since no system tells it otherwise. */
export type LinkKind = 'real' | 'vpn' | 'virtual';

export interface LocalAddress {
  readonly interfaceName: string;
  readonly address: string;
  readonly family: 4 | 6;
  readonly link: LinkKind;
  readonly verdict: AddressVerdict;
}

export type ReadInterfaces = typeof networkInterfaces;

const VPN =
  /^(?:tun|tap|wg|utun|ipsec|zt|tailscale|nordlynx|proton|ham\d)|vpn|wireguard|zerotier|tailscale|hamachi|openvpn|tap-windows/i;
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|podman)|vethernet|virtualbox|vmware|hyper-v|wsl/i;

/** Without loopback and link-local ones; those of real links first, IPv4 before IPv6. */
export function listLocalAddresses(
  read: ReadInterfaces = networkInterfaces,
): readonly LocalAddress[] {
  const all = Object.entries(read()).flatMap(([interfaceName, entries = []]) =>
    entries.map(({ address, internal }) => ({ interfaceName, address, internal })),
  );
  return all
    .filter(({ internal }) => !internal)
    .map(({ interfaceName, address }) => toLocal(interfaceName, address))
    .filter(({ verdict }) => !isOnlyOnTheWire(verdict))
    .sort((a, b) => rank(a) - rank(b));
}

function toLocal(interfaceName: string, address: string): LocalAddress {
  const [plain = ''] = address.split('%');
  const link = VPN.test(interfaceName) ? 'vpn' : VIRTUAL.test(interfaceName) ? 'virtual' : 'real';
  const family = plain.includes(':') ? 6 : 4;
  return { interfaceName, address: plain, family, link, verdict: judgeAddress(plain) };
}

function isOnlyOnTheWire(verdict: AddressVerdict): boolean {
  return (
    verdict.kind === 'unreadable' ||
    (verdict.kind === 'not-public' && ['link-local', 'loopback'].includes(verdict.range))
  );
}

const RANKS: readonly LinkKind[] = ['real', 'vpn', 'virtual'];

function rank({ link, family }: LocalAddress): number {
  return RANKS.indexOf(link) * 2 + (family === 4 ? 0 : 1);
}
