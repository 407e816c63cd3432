import type { Connection } from './test-router.ts';

/** One root device with a WANDevice and a WANConnectionDevice, as routers nest them. */
export function describeRouter(version: 1 | 2, connections: readonly Connection[]): string {
  const services = connections.map(({ kind }, index) => serviceXml(version, kind, index));
  return `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>1</minor></specVersion>
<device><deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:${version}</deviceType><friendlyName>R&amp;D</friendlyName>
<serviceList><service><serviceType>urn:schemas-upnp-org:service:Layer3Forwarding:1</serviceType><controlURL>/l3</controlURL></service></serviceList>
<deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:${version}</deviceType>
<deviceList><device><deviceType>urn:schemas-upnp-org:device:WANConnectionDevice:${version}</deviceType>
<serviceList>${services.join('')}</serviceList></device></deviceList></device></deviceList></device></root>`;
}

function serviceXml(version: 1 | 2, kind: 'IP' | 'PPP', index: number): string {
  const number = kind === 'IP' ? version : 1;
  return `<service><serviceType>urn:schemas-upnp-org:service:WAN${kind}Connection:${number}</serviceType><serviceId>urn:upnp-org:serviceId:WAN${kind}Conn1</serviceId><controlURL>/control/${index}</controlURL><eventSubURL>/event/${index}</eventSubURL><SCPDURL>/scpd.xml</SCPDURL></service>`;
}
