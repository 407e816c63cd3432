import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentPolicy } from '../../main/shell/content-policy.ts';
import { checkedHttps } from '../../main/shell/https-address.ts';
import { isOwnAddress, isStartPage, pageOf } from '../../main/shell/page.ts';

describe('the page of a window', () => {
  const page = pageOf(undefined, false);

  it('comes from the bundle', () => {
    expect(page).toEqual({ url: 'app://baixa/index.html', prefix: 'app://baixa/' });
  });

  it.each(['http://localhost:5173/', 'http://127.0.0.1:5173/', 'http://[::1]:5173/'])(
    'comes from %s while developing',
    (address) => {
      expect(pageOf(address, false)).toEqual({ url: address, prefix: address });
    },
  );

  it.each([
    ['http://localhost:5173/', true],
    ['http://192.0.2.7:5173/', false],
    ['http://localhost.example.com/', false],
    ['https://localhost/', false],
    ['file:///tmp/index.html', false],
    ['rubbish', false],
  ])('does not come from %s (packaged: %s)', (address, isPackaged) => {
    expect(pageOf(address, isPackaged)).toEqual(page);
  });

  it.each([
    ['app://baixa/index.html#/titulos', true],
    ['app://baixa/assets/x.js', true],
    ['app://baixa.example.com/', false],
    ['app://other/index.html', false],
    ['https://baixa/', false],
    ['data:text/html,app://baixa/', false],
    ['about:blank', false],
    ['', false],
  ])('owns %s: %s', (address, expected) => {
    expect(isOwnAddress(page, address)).toBe(expected);
  });

  it.each([
    ['app://baixa/index.html', true],
    ['app://baixa/index.html#/clientes/7', true],
    ['app://baixa/index.html?x=1', false],
    ['app://baixa/assets/index.html', false],
  ])('starts at %s: %s', (address, expected) => {
    expect(isStartPage(page, address)).toBe(expected);
  });
});

describe('the content policy', () => {
  it('allows scripts from the bundle alone', () => {
    const policy = contentPolicy('abc');

    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
  });
});

describe('a link that leaves the app', () => {
  it('is opened when it is https', () => {
    expect(checkedHttps('https://example.com/boleto?id=7')).toBe('https://example.com/boleto?id=7');
  });

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'ms-msdt:/id',
    'smb://server/share',
    '\\\\server\\share',
    'https://banco.example@golpe.test/',
    'https://user:pass@example.com/',
    'https://',
    ' ',
    '',
  ])('is refused when it is %j', (address) => {
    const check = (): unknown => checkedHttps(address);

    expect(check).toThrow(expect.objectContaining({ code: 'not-allowed' }));
  });

  it('never is anything but https, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((s) => `https:${s}`),
        ),
        (text) => {
          const outcome = tryCheck(text);

          expect(outcome === undefined || outcome.startsWith('https://')).toBe(true);
        },
      ),
    );
  });
});

function tryCheck(text: string): string | undefined {
  try {
    return checkedHttps(text);
  } catch {
    return undefined;
  }
}
