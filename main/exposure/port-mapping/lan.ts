/** This computer's own network: who routes, which addresses are ours, where routers listen. */
import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { judgeAddress } from '../../../domain/public-address.ts';
import { guessGateway, readLinuxRoutes, readWindowsRoutes } from './routes.ts';

export interface LanView {
  /** Routers by their addresses on this side, the likeliest first. */
  gateways(): Promise<readonly string[]>;
  /** Own IPv4 addresses, loopback left out. */
  ownAddresses(): readonly string[];
  /** The own address that packets to `address` leave from; undefined where no route leads there. */
  ownAddressTowards(address: string): Promise<string | undefined>;
  /** Whether questions may go there: private addresses only, so that nothing is asked of strangers. */
  isLan(address: string): boolean;
  /** PCP and NAT-PMP: RFC 6886 and RFC 6887 give 5351. */
  readonly portControlPort: number;
  /** UPnP Device Architecture 1.1, 1.3: 239.255.255.250, port 1900. */
  readonly search: { readonly address: string; readonly port: number };
  /** RouterOS serves `/gateway.xml` at 2828, also where multicast does not pass. */
  readonly mikrotikPort: number;
}

const ROUTE_TIMEOUT_MS = 5_000;
const run = promisify(execFile);

export const systemLan: LanView = {
  gateways: async () => {
    const routes = (await readRoutes()).filter(isPrivate);
    return routes.length > 0 ? routes : ownAddresses().filter(isPrivate).map(guessGateway);
  },
  ownAddresses,
  ownAddressTowards,
  isLan: isPrivate,
  portControlPort: 5351,
  search: { address: '239.255.255.250', port: 1900 },
  mikrotikPort: 2828,
};

/** The system chooses the address when a socket is connected; nothing is sent. */
export async function ownAddressTowards(address: string): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<string | undefined>((resolve) => {
      socket.on('error', () => resolve(undefined));
      socket.connect(9, address, (error?: Error) => {
        resolve(error === undefined ? socket.address().address : undefined);
      });
    });
  } finally {
    socket.close();
  }
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** CGNAT counts in: an office behind the ISP's own CGNAT may speak PCP with it. */
function isPrivate(address: string): boolean {
  const verdict = judgeAddress(address);
  return verdict.kind === 'not-public' && ['private', 'cgnat'].includes(verdict.range);
}

async function readRoutes(): Promise<readonly string[]> {
  if (process.platform === 'linux') return readLinuxRoutes(await textOf('/proc/net/route'));
  if (process.platform === 'win32') return readWindowsRoutes(await printedRoutes());
  return [];
}

async function printedRoutes(): Promise<string> {
  // By its full path, so that no other route.exe of the search path is run.
  const program = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'route.exe');
  const { stdout } = await run(program, ['print', '-4', '0.0.0.0'], {
    timeout: ROUTE_TIMEOUT_MS,
    windowsHide: true,
  }).catch(() => ({ stdout: '' }));
  return stdout;
}

function textOf(file: string): Promise<string> {
  // Without the table the address of the router is guessed.
  return readFile(file, 'utf8').catch(() => '');
}
