/** Answers searches; the search goes to one address here, since loopback has no multicast. */
import { LOOPBACK, type RouterCore } from './test-router.ts';
import { serveUdp, type UdpServer } from './udp-server.ts';

const SEARCH =
  /^M-SEARCH \* HTTP\/1\.1\r\nHOST: 239\.255\.255\.250:1900\r\nMAN: "ssdp:discover"\r\nMX: [1-5]\r\nST: (\S+)\r\n\r\n$/;

export function startSearchSide(core: RouterCore, webPort: number): Promise<UdpServer> {
  return serveUdp((message) => {
    const target = SEARCH.exec(message.toString())?.[1];
    const { switches } = core;
    if (target === undefined || switches.igd === 'off' || switches.isSearchMute) return [];
    const version = Number(
      /(?:InternetGatewayDevice|WANIPConnection):(\d)$/.exec(target)?.[1] ?? 9,
    );
    const isMine = version <= switches.igd || target === 'upnp:rootdevice';
    if (!isMine) return [];
    if (switches.losesPackets > 0) {
      switches.losesPackets -= 1;
      return [];
    }
    core.heard.push('search');
    return [Buffer.from(answerTo(target, switches.location ?? locationOf(webPort)))];
  });
}

function locationOf(port: number): string {
  return `http://${LOOPBACK}:${port}/description.xml`;
}

function answerTo(target: string, location: string): string {
  return [
    'HTTP/1.1 200 OK',
    'Cache-Control: max-age=120',
    `st: ${target}`,
    `USN: uuid:1::${target}`,
    'EXT:',
    'Server: Test/1.0 UPnP/1.1 Router/1.0',
    `Location: ${location}`,
    '',
    '',
  ].join('\r\n');
}
