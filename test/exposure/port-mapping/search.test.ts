import { describe, expect, it } from 'vitest';
import { readSearchAnswer } from '../../../main/exposure/port-mapping/ssdp.ts';
import { systemLan } from '../../../main/exposure/port-mapping/lan.ts';
import { createHandTime } from '../../support/router/hand-time.ts';
import { startRouter } from '../../support/router/test-router.ts';
import { openAtRouter } from './open-at-router.ts';

describe('the search for a router', () => {
  it('hears a second answer after the first packet was lost', async () => {
    const { first } = await openAtRouter({ switches: { losesPackets: 3 } });

    expect(first.kind).toBe('open');
  });

  it('finds RouterOS where multicast does not pass', async () => {
    const { first } = await openAtRouter({ switches: { isSearchMute: true, isMikrotik: true } });

    expect(first).toMatchObject({ kind: 'open', way: 'upnp' });
  });

  it('says so when a router answers nothing', async () => {
    const { first } = await openAtRouter({ switches: { igd: 'off', portControl: 'mute' } });

    expect(first).toMatchObject({
      kind: 'blocked',
      reason: 'no-answer',
      nextTryAt: '2026-11-21T12:00:30.000Z',
    });
    expect(first).toHaveProperty('advice.0', expect.stringContaining('UPnP'));
  });

  it('says so when there is no router, and when there is no network', async () => {
    const time = createHandTime();
    const router = await startRouter(time, { igd: 'off' });
    const alone = { ...router.lan, gateways: () => Promise.resolve([]) };

    const noGateway = await openAtRouter({ ports: { lan: alone } });
    const noNetwork = await openAtRouter({ ports: { lan: { ...alone, ownAddresses: () => [] } } });
    await router.close();

    expect(noGateway.first).toMatchObject({ kind: 'blocked', reason: 'no-gateway' });
    expect(noNetwork.first).toMatchObject({ kind: 'blocked', reason: 'no-network' });
  });

  it('says so when no route leads to the router', async () => {
    const time = createHandTime();
    const router = await startRouter(time, { igd: 'off' });
    // The system refuses to connect a plain socket to a broadcast address, and sends nothing.
    const nowhere = {
      ...router.lan,
      gateways: () => Promise.resolve(['255.255.255.255']),
      isLan: () => true,
    };

    const { first } = await openAtRouter({ ports: { lan: nowhere } });
    await router.close();

    expect(first).toMatchObject({ kind: 'blocked', reason: 'no-answer' });
    expect(await router.lan.ownAddressTowards('255.255.255.255')).toBeUndefined();
  });

  it('asks nothing of a gateway with a public address', async () => {
    const time = createHandTime();
    const router = await startRouter(time, { igd: 'off', portControl: 'pcp' });
    const lan = { ...router.lan, isLan: () => false };

    const { first } = await openAtRouter({ ports: { lan } });
    await router.close();

    expect(first).toMatchObject({ reason: 'no-gateway' });
    expect(router.heard).toEqual([]);
  });

  it('does not follow a description to another host', async () => {
    const { first, router } = await openAtRouter({
      switches: { location: 'http://127.0.0.2:1/description.xml' },
    });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'no-answer' });
    expect(router.heard.filter((one) => one !== 'search')).toEqual([]);
  });

  it.each([
    ['another host', 'http://192.168.88.7:80/x.xml'],
    ['a name', 'http://router.test/x.xml'],
    ['a login', 'http://a:b@192.168.88.1/x.xml'],
    ['another protocol', 'https://192.168.88.1/x.xml'],
    ['no address', ''],
  ])('takes no answer that leads to %s', (_, location) => {
    const message = Buffer.from(
      `HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nLOCATION: ${location}\r\n\r\n`,
    );

    expect(readSearchAnswer(message, '192.168.88.1')).toBeUndefined();
  });

  it('takes an answer that leads to its sender, whatever the case of its headers', () => {
    const message = Buffer.from(
      'HTTP/1.1 200 OK\r\nst:upnp:rootdevice\r\nlocation:http://192.168.88.1:2828/gateway.xml\r\n\r\n',
    );

    expect(readSearchAnswer(message, '192.168.88.1')).toEqual({
      location: 'http://192.168.88.1:2828/gateway.xml',
      target: 'upnp:rootdevice',
    });
  });

  it('goes on where a link is gone', async () => {
    const time = createHandTime();
    const router = await startRouter(time);
    const lan = { ...router.lan, ownAddresses: () => ['198.51.100.99', '127.0.0.1'] };

    const { first } = await openAtRouter({ ports: { lan } });

    expect(first.kind).toBe('open');
    await router.close();
  });

  it('finds only private addresses as routers of this very computer', async () => {
    const gateways = await systemLan.gateways();

    expect(gateways.filter((address) => !systemLan.isLan(address))).toEqual([]);
    expect(systemLan.ownAddresses()).not.toContain('127.0.0.1');
    expect(await systemLan.ownAddressTowards('127.0.0.1')).toBe('127.0.0.1');
  });

  it('asks only private addresses', () => {
    const asked = [
      '192.168.0.1',
      '10.0.0.1',
      '172.16.0.1',
      '100.64.0.1',
      '203.0.113.1',
      '127.0.0.1',
    ];

    expect(asked.filter((address) => systemLan.isLan(address))).toEqual(asked.slice(0, 4));
  });
});
