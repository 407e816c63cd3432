import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMs } from '../../../domain/instant.ts';
import { createDdns, type Ddns } from '../../../main/exposure/ddns/ddns.ts';
import { createMemoryLog } from '../../../main/log.ts';
import { startDyndns2Provider, type TestProvider } from '../support/dyndns2-provider.ts';
import { exampleJudge } from '../support/example-judge.ts';
import { createMovingClock } from '../support/moving-clock.ts';

const MINUTE = 60_000;
const TOKEN = '5f0c4f1e-0d0f-4a3e-9d5f-1c2b3a495867';
const A = { v4: '203.0.113.9' };

let provider: TestProvider;
let clock: ReturnType<typeof createMovingClock>;
let log: ReturnType<typeof createMemoryLog>;

beforeEach(async () => {
  provider = await startDyndns2Provider({ user: '', password: '', names: [] });
  clock = createMovingClock();
  log = createMemoryLog();
});

afterEach(() => provider.close());

function open(names: readonly string[] = ['provedor']): Ddns {
  return createDdns(
    { provider: 'duckdns', endpoint: `${provider.url}/update`, names, token: TOKEN, revision: 1 },
    {
      clock,
      log,
      agent: { version: '0.1.0', platform: 'win32' },
      keep: () => undefined,
      judge: exampleJudge,
    },
  );
}

// Forms of duckdns.org/spec.jsp.
describe('the updater of DuckDNS', () => {
  it('tells both addresses of all names in one call', async () => {
    provider.play({ body: 'OK\n203.0.113.9\n2001:db8::9\nUPDATED' });

    const outcome = await open(['provedor', 'reserva.duckdns.org']).update({
      ...A,
      v6: '2001:db8::9',
    });

    expect(outcome).toMatchObject({ kind: 'updated', warning: undefined });
    expect(provider.requests).toMatchObject([
      {
        path: '/update',
        rawQuery: `?domains=provedor,reserva&token=${TOKEN}&ip=203.0.113.9&ipv6=2001%3Adb8%3A%3A9&verbose=true`,
        headers: { 'user-agent': 'Baixa/0.1.0 (win32)' },
      },
    ]);
  });

  it.each(['OK', 'OK\n203.0.113.9\n\nNOCHANGE', 'OK\r\n203.0.113.9\r\n\r\nUPDATED\r\n'])(
    'takes %j as done and asks no more',
    async (body) => {
      provider.play({ body });
      const ddns = open();

      const outcome = await ddns.update(A);
      clock.advance(MINUTE);
      const next = await ddns.update(A);

      expect([outcome.kind, next.kind]).toEqual(['updated', 'unchanged']);
    },
  );

  it('stops at KO when it never worked, since nothing tells a wrong token from a wrong name', async () => {
    provider.play({ body: 'KO' });
    const ddns = open();

    const outcome = await ddns.update(A);
    clock.advance(24 * 60 * MINUTE);
    const later = await ddns.update(A);

    expect(outcome).toMatchObject({ kind: 'stopped', stops: [{ code: 'ko' }] });
    expect(later.kind).toBe('stopped');
    expect(provider.requests).toHaveLength(1);
  });

  it('rests at KO when it worked before, since DuckDNS is then more likely at fault', async () => {
    provider.play({ body: 'OK' }, { body: 'KO' }, { body: 'OK' });
    const ddns = open();
    await ddns.update(A);
    clock.advance(MINUTE);

    const refused = await ddns.update({ v4: '198.51.100.7' });
    const refusedAt = clock.now();
    clock.advance(30 * MINUTE);
    const recovered = await ddns.update({ v4: '198.51.100.7' });

    expect(refused).toMatchObject({
      kind: 'failed',
      reason: 'ko-after-good',
      until: addMs(refusedAt, 30 * MINUTE),
    });
    expect(recovered.kind).toBe('updated');
  });

  it.each([
    { body: '<html>502 Bad Gateway</html>', status: 502 },
    { body: 'OK', status: 500 },
    { body: '' },
  ])('rests at %j', async (reply) => {
    provider.play(reply);

    const outcome = await open().update(A);

    expect(outcome).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });

  it('shows the token nowhere', async () => {
    provider.play('cut');
    const ddns = open();

    const outcome = await ddns.update(A);

    expect(outcome.kind).toBe('failed');
    expect(JSON.stringify([log.lines, outcome, ddns.state()])).not.toContain(TOKEN);
  });
});
