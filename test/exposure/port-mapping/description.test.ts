import { describe, expect, it } from 'vitest';
import { readDescription } from '../../../main/exposure/port-mapping/description.ts';
import { openAtRouter } from './open-at-router.ts';

const LOCATION = 'http://192.168.88.1:2828/gateway.xml';

function describeWith(services: string, more = ''): string {
  return `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0">${more}<device><deviceList><device><serviceList>${services}</serviceList></device></deviceList></device></root>`;
}

function service(type: string, url: string): string {
  return `<service><serviceType>urn:schemas-upnp-org:service:${type}</serviceType><controlURL>${url}</controlURL></service>`;
}

describe('the description of a router', () => {
  it('gives its connections, IP before PPP and version 2 before 1', () => {
    const xml = describeWith(
      service('WANPPPConnection:1', '/ppp') +
        service('WANIPConnection:1', 'ip1') +
        service('WANIPConnection:2', '/ip2?a=1&amp;b=2') +
        service('WANCommonInterfaceConfig:1', '/common'),
    );

    const services = readDescription(xml, LOCATION);

    expect(services.map(({ controlUrl }) => controlUrl)).toEqual([
      'http://192.168.88.1:2828/ip2?a=1&b=2',
      'http://192.168.88.1:2828/ip1',
      'http://192.168.88.1:2828/ppp',
    ]);
  });

  it('goes by URLBase on the same host', () => {
    const xml = describeWith(
      service('WANIPConnection:1', 'upnp/control'),
      '<URLBase>http://192.168.88.1:5000/</URLBase>',
    );

    expect(readDescription(xml, LOCATION)).toHaveLength(1);
    expect(readDescription(xml, LOCATION)[0]?.controlUrl).toBe(
      'http://192.168.88.1:5000/upnp/control',
    );
  });

  it('goes by its own place where URLBase leads elsewhere', () => {
    const xml = describeWith(
      service('WANIPConnection:1', '/control'),
      '<URLBase>http://192.168.0.1:5000/</URLBase>',
    );

    expect(readDescription(xml, LOCATION)[0]?.controlUrl).toBe('http://192.168.88.1:2828/control');
  });

  it.each([
    ['a control on another host', describeWith(service('WANIPConnection:1', 'http://10.0.0.5/x'))],
    ['no control', describeWith(service('WANIPConnection:1', ''))],
    ['other services', describeWith(service('RenderingControl:1', '/x'))],
    ['a document type', `<!DOCTYPE root>${describeWith(service('WANIPConnection:1', '/x'))}`],
    [
      'entities of its own',
      `<!DOCTYPE root [<!ENTITY a "aaaa">]>${describeWith(service('WANIPConnection:1', '/&a;'))}`,
    ],
    ['a page of HTML', '<html><body>Login'],
    ['no XML', 'x'],
    ['more than 64 KiB', describeWith(service('WANIPConnection:1', '/x') + ' '.repeat(70_000))],
    ['too many levels', '<root>' + '<device><deviceList>'.repeat(40)],
  ])('gives nothing for %s', (_, xml) => {
    expect(readDescription(xml, LOCATION)).toEqual([]);
  });

  it('that brings definitions of its own opens no port', async () => {
    const { first, router } = await openAtRouter({
      switches: { description: '<!DOCTYPE root [<!ENTITY a "b">]><root/>' },
    });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'no-answer' });
    expect(router.heard.filter((one) => one !== 'search')).toEqual([]);
  });
});
