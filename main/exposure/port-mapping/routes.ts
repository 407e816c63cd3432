/** Reads default gateways out of what the operating system tells of its routes. */
import { parseIpAddress } from '../../../domain/ip-address.ts';

interface Route {
  readonly gateway: string;
  readonly metric: number;
}

/** RTF_UP and RTF_GATEWAY of the Linux kernel's route.h. */
const UP_WITH_GATEWAY = 0x3;

/**
 * @param table `/proc/net/route`; addresses are hexadecimal in the byte order of the machine, little-endian wherever
 * this program runs
 * @returns dotted decimal, the lowest metric first
 */
export function readLinuxRoutes(table: string): readonly string[] {
  const routes = table.split('\n').flatMap((line) => {
    const [, destination, gateway = '', flags = '', , , metric, mask] = line.trim().split(/\s+/);
    const isDefault = destination === '00000000' && mask === '00000000';
    const isUsable = (parseInt(flags, 16) & UP_WITH_GATEWAY) === UP_WITH_GATEWAY;
    if (!isDefault || !isUsable || !/^[0-9A-F]{8}$/i.test(gateway)) return [];
    const bytes = [...Buffer.from(gateway, 'hex')].reverse();
    return [{ gateway: bytes.join('.'), metric: Number(metric) }];
  });
  return byMetric(routes);
}

/**
 * @param table what `route print -4 0.0.0.0` writes; its headings are in the language of the system, its rows are not:
 * destination, mask, gateway, own address, metric
 */
export function readWindowsRoutes(table: string): readonly string[] {
  const routes = table.split(/\r?\n/).flatMap((line) => {
    const [destination, mask, gateway = '', , metric] = line.trim().split(/\s+/);
    if (destination !== '0.0.0.0' || mask !== '0.0.0.0') return [];
    if (parseIpAddress(gateway) === undefined || gateway === '0.0.0.0') return [];
    // Permanent routes are listed a second time, with a word for "default" as metric.
    return [{ gateway, metric: Number(metric) }];
  });
  return byMetric(routes.filter(({ metric }) => Number.isFinite(metric)));
}

/** Where no route can be read: routers usually have the first address of a network of 256. */
export function guessGateway(ownAddress: string): string {
  return ownAddress.replace(/\d+$/, '1');
}

function byMetric(routes: readonly Route[]): readonly string[] {
  const sorted = routes.toSorted((one, other) => one.metric - other.metric);
  return [...new Set(sorted.map(({ gateway }) => gateway))];
}
