import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findPublicAddress } from '../../../main/exposure/address/find-public-address.ts';
import {
  providerSources,
  suggestedSources,
  type AddressSource,
} from '../../../main/exposure/address/sources.ts';
import { exampleJudge } from '../support/example-judge.ts';
import { startStunServer, stunAnswer, xorMapped } from '../support/stun-server.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function web(
  name: string,
  body: string,
  { form = 'text', status = 200 }: { form?: 'text' | 'trace' | 'page'; status?: number } = {},
): Promise<AddressSource> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return { kind: 'web', name, url: `http://127.0.0.1:${port}/`, form };
}

async function stun(name: string, address: readonly number[]): Promise<AddressSource> {
  const server = await startStunServer((request) => [
    stunAnswer(request, { attributes: [xorMapped(request, address, 40_000)] }),
  ]);
  closers.push(() => server.close());
  return { kind: 'stun', name, host: '127.0.0.1', port: server.port };
}

const find = (sources: readonly AddressSource[], signal?: AbortSignal) =>
  findPublicAddress(sources, { judge: exampleJudge, timeoutMs: 300, signal });

const TRACE = 'fl=1f1\nh=1.1.1.1\nip=203.0.113.9\nts=1\nvisit_scheme=https\n';
const PAGE =
  '<html><head><title>Current IP Check</title></head><body>Current IP Address: 203.0.113.9</body></html>';

describe('the public address', () => {
  it('is not asked of anybody unless a source is named', async () => {
    expect(await findPublicAddress([])).toEqual({ kind: 'not-asked' });
  });

  it('is what sources of different kinds agree on, each named', async () => {
    const sources = [
      await web('texto', '203.0.113.9\n'),
      await web('traço', TRACE, { form: 'trace' }),
      await web('página', PAGE, { form: 'page' }),
      await stun('stun', [203, 0, 113, 9]),
    ];

    const finding = await find(sources);

    expect(finding).toMatchObject({
      kind: 'found',
      address: '203.0.113.9',
      backing: 'majority',
      text: 'A internet vê este computador como 203.0.113.9 (segundo texto, traço, página, stun).',
    });
  });

  it('is what the majority says, and the others are named too', async () => {
    const sources = [
      await web('um', '203.0.113.9'),
      await stun('dois', [203, 0, 113, 9]),
      await web('três', '198.51.100.7'),
    ];

    const finding = await find(sources);

    expect(finding).toMatchObject({ kind: 'found', address: '203.0.113.9', backing: 'majority' });
    expect(finding).toHaveProperty('text', expect.stringContaining('Também apareceu 198.51.100.7'));
    expect(finding).toHaveProperty('answers.2', {
      kind: 'told',
      source: 'três',
      address: '198.51.100.7',
    });
  });

  it('is left open when there is no majority', async () => {
    const finding = await find([await web('um', '203.0.113.9'), await web('dois', '198.51.100.7')]);

    expect(finding).toMatchObject({
      kind: 'disagree',
      addresses: ['203.0.113.9', '198.51.100.7'],
      text: expect.stringContaining('balanceamento') as string,
    });
  });

  it('rests on one source when the others are silent, and says why they are', async () => {
    const gone = await stun('fora', [203, 0, 113, 9]);
    await closers.pop()?.();

    const finding = await find([
      await web('bom', '203.0.113.9'),
      await web('erro', 'x', { status: 500 }),
      await web('login', '<html>Entre na rede</html>'),
      await web('privado', '192.168.88.1'),
      await web('cgnat', '100.64.0.9'),
      await web('v6', '2001:db8::9'),
      await web('traço', 'ip=\n', { form: 'trace' }),
      gone,
    ]);

    const troubles =
      finding.kind === 'found'
        ? finding.answers.map((answer) => (answer.kind === 'silent' ? answer.trouble : answer.kind))
        : [];
    expect(finding).toMatchObject({ kind: 'found', backing: 'single' });
    expect(troubles).toEqual([
      'told',
      'bad-status',
      'unreadable',
      'not-public',
      'not-public',
      'not-public',
      'unreadable',
      'refused',
    ]);
  });

  it('is unknown when nobody tells it', async () => {
    const finding = await find([await web('erro', '', { status: 503 })]);

    expect(finding).toMatchObject({
      kind: 'none',
      answers: [{ source: 'erro', text: 'erro: O serviço respondeu com erro.' }],
    });
  });

  it('is no longer looked for when the operator goes away', async () => {
    const controller = new AbortController();
    controller.abort();

    const finding = await find([await web('um', '203.0.113.9')], controller.signal);

    expect(finding).toEqual({ kind: 'cancelled' });
  });

  it('has three sources of different kinds to suggest, each with a name', () => {
    const kinds = suggestedSources.map((source) => (source.kind === 'web' ? source.form : 'stun'));

    expect(kinds).toEqual(['text', 'trace', 'stun']);
    expect(new Set(suggestedSources.map(({ name }) => name)).size).toBe(3);
    expect(Object.values(providerSources).map(({ name }) => name)).toHaveLength(4);
  });
});
