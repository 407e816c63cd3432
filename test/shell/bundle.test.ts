import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBundle } from '../../main/shell/bundle.ts';

let base: string;
let dir: string;

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-bundle-'));
  dir = path.join(base, 'renderer');
  fs.mkdirSync(path.join(dir, '.vite'), { recursive: true });
  fs.mkdirSync(path.join(dir, 'assets'));
  fs.writeFileSync(path.join(base, 'secret.txt'), 'secret');
  fs.writeFileSync(path.join(dir, 'index.html'), '<meta content="__CSP_NONCE__">__CSP_NONCE__');
  fs.writeFileSync(path.join(dir, 'assets', 'index-1.js'), 'export {}');
  fs.writeFileSync(path.join(dir, 'assets', 'index-1.css'), 'a {}');
  fs.writeFileSync(path.join(dir, 'assets', 'logo-1.svg'), '<svg/>');
  fs.writeFileSync(path.join(dir, 'assets', 'index-1.js.map'), '{}');
  const manifest = {
    'index.html': {
      file: 'assets/index-1.js',
      isEntry: true,
      css: ['assets/index-1.css'],
      assets: ['assets/logo-1.svg'],
    },
  };
  fs.writeFileSync(path.join(dir, '.vite', 'manifest.json'), JSON.stringify(manifest));
});

afterEach(() => {
  fs.rmSync(base, { recursive: true, force: true });
});

describe('the bundle behind app://', () => {
  it.each([
    ['/assets/index-1.js', 'text/javascript; charset=utf-8'],
    ['/assets/index-1.css', 'text/css; charset=utf-8'],
    ['/assets/logo-1.svg', 'image/svg+xml'],
  ])('serves %s as %s, not to be guessed otherwise', async (name, type) => {
    const response = await openBundle(dir).answer('GET', name);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives every load of the page a nonce of its own, in the page and in the policy', async () => {
    const bundle = openBundle(dir);

    const first = await bundle.answer('GET', '/index.html');
    const second = await bundle.answer('GET', '/');

    const nonce = /content="([^"]+)"/.exec(await first.text())?.[1] ?? '';
    const policy = first.headers.get('content-security-policy');
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(await second.text()).not.toContain(nonce);
    expect(first.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    '/.vite/manifest.json',
    '/assets/index-1.js.map',
    '/assets',
    '/assets/',
    '/missing.js',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5c..%5csecret.txt',
    '//etc/passwd',
    '/assets/index-1.js%00',
    '/%',
  ])('does not serve %s', async (name) => {
    const response = await openBundle(dir).answer('GET', name);

    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it.each(['POST', 'PUT', 'HEAD', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await openBundle(dir).answer(method, '/index.html');

    expect(response.status).toBe(405);
  });

  it('does not open without its manifest', () => {
    const open = (): unknown => openBundle(base);

    expect(open).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
  });
});
