import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveHost } from '../../../main/exposure/address/resolve-host.ts';
import { startDnsServer, type TestDnsServer } from '../support/dns-server.ts';
import { exampleJudge } from '../support/example-judge.ts';

let dns: TestDnsServer;

beforeAll(async () => {
  dns = await startDnsServer({
    'provedor.example.com': ['203.0.113.9'],
    'dupla.example.com': ['203.0.113.9', '2001:db8:0:0:0:0:0:9'],
    'interno.example.com': ['203.0.113.9', '192.168.88.2'],
    'mapeado.example.com': ['0:0:0:0:0:ffff:c0a8:5802'],
    'vazio.example.com': [],
    'falha.example.com': 'servfail',
    'mudo.example.com': 'silence',
  });
});

afterAll(() => dns.close());

const resolve = (host: string, expected?: string, signal?: AbortSignal) =>
  resolveHost(host, expected, {
    servers: [dns.address],
    timeoutMs: 50,
    judge: exampleJudge,
    signal,
  });

describe('a public name', () => {
  it('is asked of DNS and judged by every address', async () => {
    const [one, both, inner, mapped] = await Promise.all([
      resolve('provedor.example.com', '203.0.113.9'),
      resolve('dupla.example.com'),
      resolve('interno.example.com'),
      resolve('mapeado.example.com'),
    ]);

    expect(one).toEqual({
      kind: 'public',
      v4: ['203.0.113.9'],
      v6: [],
      hasIpv6: false,
      text: 'provedor.example.com aponta para 203.0.113.9.',
    });
    expect(both).toMatchObject({ kind: 'public', v6: ['2001:db8::9'], hasIpv6: true });
    expect(inner).toMatchObject({ kind: 'not-public' });
    expect(inner).toHaveProperty('text', expect.stringContaining('192.168.88.2'));
    expect(mapped).toMatchObject({ kind: 'not-public' });
  });

  it('that points to another link or was not updated is told apart', async () => {
    const finding = await resolve('provedor.example.com', '198.51.100.7');

    expect(finding).toMatchObject({
      kind: 'elsewhere',
      text: expect.stringContaining('198.51.100.7') as string,
    });
  });

  it('that does not exist is told from a DNS that does not answer', async () => {
    const findings = await Promise.all([
      resolve('nenhum.example.com'),
      resolve('vazio.example.com'),
      resolve('falha.example.com'),
      resolve('mudo.example.com'),
    ]);

    expect(findings.map(({ kind }) => kind)).toEqual([
      'not-found',
      'not-found',
      'no-answer',
      'no-answer',
    ]);
  });

  it('is no longer looked up when the operator goes away', async () => {
    const controller = new AbortController();
    const during = resolve('mudo.example.com', undefined, controller.signal);
    controller.abort();

    const findings = [
      await during,
      await resolve('provedor.example.com', undefined, controller.signal),
    ];

    expect(findings).toEqual([{ kind: 'cancelled' }, { kind: 'cancelled' }]);
  });
});
