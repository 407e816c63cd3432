/** Finds routers by the search of UPnP (Device Architecture 1.1, 1.3). */
import { createSocket, type Socket } from 'node:dgram';
import type { LanView } from './lan.ts';
import type { MappingPace } from './pace.ts';

export interface FoundDevice {
  /** `http:` address of the description, on the device itself. */
  readonly location: string;
  readonly address: string;
}

const targets = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANIPConnection:2',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
  'upnp:rootdevice',
];
const ROUTER_TARGET = /:(?:InternetGatewayDevice|WANIPConnection|WANPPPConnection):/i;
const MOST_DEVICES = 6;
const HOPS = 2;
/** Each search is sent twice, since packets get lost. */
const SECOND_AFTER_MS = 250;
const LONGEST_ANSWER = 4_096;

export interface SearchTools {
  readonly lan: LanView;
  readonly pace: MappingPace;
  readonly signal: AbortSignal;
}

/** Devices in order of likelihood: those that answered as routers first. Nothing is thrown. */
export async function findDevices(tools: SearchTools): Promise<readonly FoundDevice[]> {
  const search = new Search(tools);
  return search.run();
}

class Search {
  readonly #tools: SearchTools;
  readonly #routers = new Map<string, FoundDevice>();
  readonly #others = new Map<string, FoundDevice>();
  readonly #sockets: Socket[] = [];
  #end: () => void = () => undefined;
  #timers: NodeJS.Timeout[] = [];

  constructor(tools: SearchTools) {
    this.#tools = tools;
  }

  async run(): Promise<readonly FoundDevice[]> {
    const { lan, pace, signal } = this.#tools;
    if (signal.aborted) return [];
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    signal.addEventListener('abort', this.#end, { once: true });
    this.#timers.push(setTimeout(this.#end, pace.searchMs));
    lan.ownAddresses().forEach((address) => this.#ask(address));
    await ended;
    signal.removeEventListener('abort', this.#end);
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#sockets.forEach((socket) => socket.close());
    return [...this.#routers.values(), ...this.#others.values()].slice(0, MOST_DEVICES);
  }

  #ask(ownAddress: string): void {
    const { search } = this.#tools.lan;
    const socket = createSocket('udp4');
    this.#sockets.push(socket);
    // A link without multicast finds nothing; the other links go on.
    socket.on('error', () => undefined);
    socket.on('message', (message, { address }) => this.#hear(message, address));
    socket.bind({ address: ownAddress, port: 0 }, () => {
      if (!goesByMulticast(socket, ownAddress)) return;
      const send = (): void =>
        targets.forEach((target) => socket.send(searchFor(target), search.port, search.address));
      send();
      this.#timers.push(setTimeout(send, SECOND_AFTER_MS));
    });
  }

  #hear(message: Buffer, sender: string): void {
    const { lan, pace } = this.#tools;
    const answer = readSearchAnswer(message, sender);
    if (answer === undefined || !lan.isLan(sender)) return;
    const device = { location: answer.location, address: sender };
    if (!ROUTER_TARGET.test(answer.target)) {
      if (this.#others.size < MOST_DEVICES) this.#others.set(device.location, device);
      return;
    }
    if (this.#routers.size === 0)
      this.#timers.push(setTimeout(() => this.#end(), pace.searchGraceMs));
    if (this.#routers.size < MOST_DEVICES) this.#routers.set(device.location, device);
    this.#others.delete(device.location);
  }
}

/** False for a link, such as some VPNs, that the system lets nobody send multicast on. */
function goesByMulticast(socket: Socket, ownAddress: string): boolean {
  try {
    socket.setMulticastTTL(HOPS);
    socket.setMulticastInterface(ownAddress);
    return true;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}

function searchFor(target: string): string {
  return [
    'M-SEARCH * HTTP/1.1',
    'HOST: 239.255.255.250:1900',
    'MAN: "ssdp:discover"',
    'MX: 2',
    `ST: ${target}`,
    '',
    '',
  ].join('\r\n');
}

/**
 * A description elsewhere than on the sender would let any device of the network send our questions where it likes.
 * @returns undefined for what is no answer, or one that leads away from `sender`
 */
export function readSearchAnswer(
  message: Buffer,
  sender: string,
): { readonly location: string; readonly target: string } | undefined {
  if (message.length > LONGEST_ANSWER) return undefined;
  const [status = '', ...lines] = message.toString('latin1').split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200\b/.test(status)) return undefined;
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const location = headers.get('location') ?? '';
  return isOn(location, sender) ? { location, target: headers.get('st') ?? '' } : undefined;
}

/** Whether the address is plain http on that very host, without a login. */
export function isOn(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  return protocol === 'http:' && hostname === host && username === '' && password === '';
}
