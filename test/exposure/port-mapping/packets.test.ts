import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDescription } from '../../../main/exposure/port-mapping/description.ts';
import {
  addressRequest,
  natPmpMapRequest,
  readNatPmp,
} from '../../../main/exposure/port-mapping/nat-pmp.ts';
import {
  announceRequest,
  pcpMapRequest,
  readAnnounce,
  readPcpMap,
} from '../../../main/exposure/port-mapping/pcp.ts';
import { readSearchAnswer } from '../../../main/exposure/port-mapping/ssdp.ts';

// Source: RFC 6886 and RFC 6887; the PCP request was decoded by an independent server (libpcpnatpmp).
// Client 192.168.88.2, 9000 -> 18080, external 203.0.113.9.
const nonce = Buffer.from('0102030405060708090a0b0c', 'hex');

describe('NAT-PMP', () => {
  it('asks for the address in two bytes', () => {
    expect(addressRequest().toString('hex')).toBe('0000');
  });

  it('asks for a TCP port in twelve bytes', () => {
    const packet = natPmpMapRequest({ internalPort: 9_000, externalPort: 18_080, lifeS: 7_200 });

    expect(packet.toString('hex')).toBe('00020000232846a000001c20');
  });

  it('deletes with external port and life 0', () => {
    const packet = natPmpMapRequest({ internalPort: 9_000, externalPort: 0, lifeS: 0 });

    expect(packet.toString('hex')).toBe('000200002328000000000000');
  });

  it.each([
    [
      '00800000000003e8cb007109',
      { kind: 'address', result: 0, epochS: 1_000, address: '203.0.113.9' },
    ],
    [
      '00820000000003e9232846a000000e10',
      {
        kind: 'map',
        result: 0,
        epochS: 1_001,
        internalPort: 9_000,
        externalPort: 18_080,
        lifeS: 3_600,
      },
    ],
    ['0081000100000064', { kind: 'error', result: 1, epochS: 100 }],
    ['0082000200000064', { kind: 'error', result: 2, epochS: 100 }],
  ])('reads the answer %s', (hex, answer) => {
    expect(readNatPmp(Buffer.from(hex, 'hex'))).toEqual(answer);
  });

  it.each([
    ['nothing', ''],
    ['its own question come back', '00020000232846a000001c20'],
    ['a newer version', '0280000000000000000000'],
    ['an address that was cut', '00800000000003e8cb00'],
  ])('reads no answer out of %s', (_, hex) => {
    expect(readNatPmp(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});

describe('PCP', () => {
  it('asks for a TCP port in sixty bytes', () => {
    const packet = pcpMapRequest({
      lifeS: 7_200,
      ownAddress: '192.168.88.2',
      nonce: Buffer.from('0102030405060708090a0b06', 'hex'),
      internalPort: 9_000,
      externalPort: 18_080,
    });

    expect(packet.toString('hex')).toBe(
      '0201000000001c2000000000000000000000ffffc0a85802' +
        '0102030405060708090a0b06' +
        '06000000232846a0' +
        '00000000000000000000ffff00000000',
    );
  });

  it('reads what was granted', () => {
    const answer = readPcpMap(
      Buffer.from(
        '0281000000001c20000003e8000000000000000000000000' +
          '0102030405060708090a0b0c' +
          '06000000232846a0' +
          '00000000000000000000ffffcb007109',
        'hex',
      ),
    );

    expect(answer).toEqual({
      result: 0,
      lifeS: 7_200,
      epochS: 1_000,
      map: { nonce, internalPort: 9_000, externalPort: 18_080, externalAddress: '203.0.113.9' },
    });
  });

  it('reads an error that does not repeat the question', () => {
    const answer = readPcpMap(Buffer.from('0281000c0000001e000003e8' + '00'.repeat(12), 'hex'));

    expect(answer).toEqual({ result: 12, lifeS: 30, epochS: 1_000 });
  });

  it('asks for the epoch alone', () => {
    const packet = announceRequest('192.168.88.2');
    const answer = readAnnounce(Buffer.from('0280000000000000000003e8' + '00'.repeat(12), 'hex'));

    expect(packet.toString('hex')).toBe('0200000000000000' + '00000000000000000000ffffc0a85802');
    expect(answer).toEqual({ result: 0, lifeS: 0, epochS: 1_000 });
  });

  it.each([
    ['a success without a mapping', '02810000' + '00'.repeat(20)],
    ['a length that no packet has', '02810000' + '00'.repeat(57)],
    ['a packet over the limit', '02810000' + '00'.repeat(1_100)],
    ['a question', '02010000' + '00'.repeat(56)],
  ])('reads no answer out of %s', (_, hex) => {
    expect(readPcpMap(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});

describe('whatever a neighbour sends', () => {
  it('is read without a fault', () => {
    const starts = ['', '0080', '0082', '0280', '0281', '485454502f312e3120323030'];
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 1_200 }));

    fc.assert(
      fc.property(bytes, ([start, rest]) => {
        const message = Buffer.concat([Buffer.from(start, 'hex'), rest]);
        readNatPmp(message);
        readPcpMap(message);
        readAnnounce(message);
        readSearchAnswer(message, '192.168.88.1');
        readDescription(message.toString(), 'http://192.168.88.1/x.xml');
      }),
    );
  });

  it('as XML of any tags is read without a fault', () => {
    const tags = [
      'root',
      'device',
      'deviceList',
      'serviceList',
      'service',
      'controlURL',
      '__proto__',
    ];
    const part = fc.oneof(
      fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<a:${tag}/>`])),
      fc.constantFrom('urn:schemas-upnp-org:service:WANIPConnection:1', '/x', '&amp;', '<![CDATA['),
    );

    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        readDescription(`<root>${parts.join('')}</root>`, 'http://192.168.88.1/x.xml');
      }),
    );
  });
});
