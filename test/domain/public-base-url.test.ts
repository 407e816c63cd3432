import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAddress, type AddressJudge } from '../../domain/public-address.ts';
import { baseUrlNoteTexts, checkPublicBaseUrl } from '../../domain/public-base-url.ts';

/** Documentation addresses stand for public ones. */
const judge: AddressJudge = (text) => {
  const verdict = judgeAddress(text);
  const isExample = verdict.kind === 'not-public' && verdict.range === 'documentation';
  if (!isExample) return verdict;
  return { kind: 'public', family: text.includes(':') ? 6 : 4, address: verdict.address };
};

describe('a public address that an operator types', () => {
  it.each([
    ['http://Provedor.example.com:8080/', 'http://provedor.example.com:8080', 'name', 8080],
    ['  https://provedor.example.com  ', 'https://provedor.example.com', 'name', 443],
    ['http://provedor.example.com:80/baixa/', 'http://provedor.example.com/baixa', 'name', 80],
    ['http://provedor.example.com./', 'http://provedor.example.com', 'name', 80],
    ['https://bücher.example.com', 'https://xn--bcher-kva.example.com', 'name', 443],
    ['http://203.0.113.9:8080', 'http://203.0.113.9:8080', 'ipv4', 8080],
    ['http://[2001:DB8::9]:8080/', 'http://[2001:db8::9]:8080', 'ipv6', 8080],
  ])('%j is kept as %s', (typed, url, hostKind, port) => {
    expect(checkPublicBaseUrl(typed, judge)).toMatchObject({
      kind: 'accepted',
      url,
      hostKind,
      port,
    });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['provedor.example.com:8080', 'scheme'],
    ['ftp://provedor.example.com', 'scheme'],
    ['http://provedor .example.com', 'unreadable'],
    ['http:\\\\provedor.example.com', 'unreadable'],
    ['http://provedor.example.com\\x', 'unreadable'],
    ['http://', 'unreadable'],
    ['http://provedor.example.com:99999', 'unreadable'],
    ['http://[fe80::1%eth0]/', 'unreadable'],
    ['http://user:senha@provedor.example.com', 'credentials'],
    ['http://token@provedor.example.com', 'credentials'],
    ['http://@provedor.example.com', 'credentials'],
    ['http://provedor.example.com/?a=1', 'query'],
    ['http://provedor.example.com/#a', 'query'],
    ['http://provedor.example.com:0', 'port'],
    ['http://localhost:8080', 'name-local'],
    ['http://LOCALHOST.', 'name-local'],
    ['http://servidor.local', 'name-local'],
    ['http://servidor.lan', 'name-local'],
    ['http://caixa.home.arpa', 'name-local'],
    ['http://provedor.test', 'name-local'],
    ['http://servidor', 'name-single'],
    ['http://foo..example.com', 'name-malformed'],
    ['http://meu_servidor.example.com', 'name-malformed'],
    ['http://-x.example.com', 'name-malformed'],
    [`http://${'a'.repeat(64)}.example.com`, 'name-malformed'],
  ])('%j is refused: %s', (typed, problem) => {
    const verdict = checkPublicBaseUrl(typed, judge);

    expect(verdict).toMatchObject({ kind: 'refused', problem });
    expect(verdict).toHaveProperty('text', expect.stringMatching(/\.$/));
  });

  it.each([
    'http://172.16.0.1:8080',
    'http://172.31.255.254',
    'http://10.0.0.5',
    'http://192.168.88.2:8080',
    'http://100.64.3.2',
    'http://169.254.169.254/latest',
    'http://127.1',
    'http://0x7f.1',
    'http://2130706433',
    'http://0177.0.0.1',
    'http://１２７.0.0.1',
    'http://127.0.0.1.',
    'http://[::1]',
    'http://[::ffff:192.168.0.1]',
    'http://[::ffff:c0a8:1]',
    'http://[fd00::1]',
  ])('%s is refused as no public address, however it is written (M117, Q7)', (typed) => {
    expect(checkPublicBaseUrl(typed)).toMatchObject({
      kind: 'refused',
      problem: 'address-not-public',
    });
  });

  it('never accepts a number that is a private address in disguise', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('decimal', 'hex', 'octal', 'plain'), (text, form) => {
        const bytes = text.split('.').map(Number);
        const number = bytes.reduce((value, byte) => value * 256 + byte, 0);
        const host = {
          decimal: String(number),
          hex: `0x${number.toString(16)}`,
          octal: bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
          plain: text,
        }[form];

        const verdict = checkPublicBaseUrl(`http://${host}:8080`);

        expect(verdict.kind === 'accepted').toBe(judgeAddress(text).kind === 'public');
      }),
    );
  });

  it('says what works but deserves a word', () => {
    const notesOn = (typed: string) => {
      const verdict = checkPublicBaseUrl(typed, judge);
      return verdict.kind === 'accepted' ? verdict.notes : [];
    };

    expect(notesOn('https://provedor.example.com')).toEqual([]);
    expect(notesOn('http://203.0.113.9')).toEqual(['plain-http', 'fixed-address']);
    expect(notesOn('https://[2001:db8::9]')).toEqual(['ipv6-address']);
    expect(notesOn('https://abc123.sn.mynetname.net')).toEqual(['router-serial']);
    expect(Object.values(baseUrlNoteTexts).every((text) => text.endsWith('.'))).toBe(true);
  });
});
