import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMs, toMs } from '../../../domain/instant.ts';
import { createDdns, type Ddns } from '../../../main/exposure/ddns/ddns.ts';
import type { Dyndns2Settings } from '../../../domain/ddns-settings.ts';
import type { DdnsState } from '../../../main/exposure/ddns/state.ts';
import { createMemoryLog } from '../../../main/log.ts';
import {
  startDyndns2Provider,
  type ScriptedReply,
  type TestProvider,
} from '../support/dyndns2-provider.ts';
import { exampleJudge } from '../support/example-judge.ts';
import { createMovingClock } from '../support/moving-clock.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const NAME = 'provedor.example.com';
const OTHER = 'reserva.example.com';
const ACCOUNT = { user: 'grupo-1', password: 'Segredo#42 ção', names: [NAME, OTHER] };
const A = { v4: '203.0.113.9' };
const B = { v4: '198.51.100.7' };

let provider: TestProvider;
let clock: ReturnType<typeof createMovingClock>;
let log: ReturnType<typeof createMemoryLog>;
let kept: DdnsState[];

beforeEach(async () => {
  provider = await startDyndns2Provider(ACCOUNT);
  clock = createMovingClock();
  log = createMemoryLog();
  kept = [];
});

afterEach(() => provider.close());

function settingsWith(changed: Partial<Dyndns2Settings> = {}): Dyndns2Settings {
  return {
    provider: 'no-ip',
    endpoint: `${provider.url}/nic/update`,
    names: [NAME],
    user: ACCOUNT.user,
    password: ACCOUNT.password,
    contact: 'suporte@example.com',
    revision: 1,
    ...changed,
  };
}

function open(changed: Partial<Dyndns2Settings> = {}, state?: DdnsState): Ddns {
  return createDdns(settingsWith(changed), {
    clock,
    log,
    agent: { version: '0.1.0', platform: 'linux' },
    state,
    keep: (next) => kept.push(next),
    judge: exampleJudge,
    timeoutMs: 500,
  });
}

describe('the updater of the dyndns2 family', () => {
  it('tells the provider the address, with login and user agent', async () => {
    const outcome = await open().update(A);

    expect(outcome).toMatchObject({
      kind: 'updated',
      names: [NAME],
      text: 'provedor.example.com aponta para 203.0.113.9 (No-IP).',
      warning: undefined,
      stops: [],
    });
    expect(provider.records.get(NAME)).toBe(A.v4);
    expect(provider.requests).toMatchObject([
      {
        path: '/nic/update',
        rawQuery: '?hostname=provedor.example.com&myip=203.0.113.9',
        headers: { 'user-agent': 'Baixa Baixa/linux-0.1.0 suporte@example.com' },
      },
    ]);
  });

  it('asks no more while the address stays, also after a restart', async () => {
    const first = open();
    await first.update(A);
    clock.advance(10 * DAY);
    const again = await first.update(A);
    const restarted = await open({}, first.state()).update(A);

    expect(again).toEqual({ kind: 'unchanged', stops: [] });
    expect(restarted).toEqual({ kind: 'unchanged', stops: [] });
    expect(provider.requests).toHaveLength(1);
  });

  it('tells a new address, but never sooner than 30 s after the last request', async () => {
    const ddns = open();
    await ddns.update(A);
    clock.advance(29 * SECOND);
    const early = await ddns.update(B);
    clock.advance(SECOND);
    const later = await ddns.update(B);

    expect(early).toMatchObject({ kind: 'waiting', until: clock.now() });
    expect(later).toMatchObject({ kind: 'updated' });
    expect(provider.requests).toHaveLength(2);
  });

  it('confirms a name that was not told of for 25 days, since free names lapse', async () => {
    const ddns = open();
    await ddns.update(A);
    clock.advance(25 * DAY);
    const outcome = await ddns.update(A);

    expect(outcome).toMatchObject({ kind: 'updated' });
    expect(provider.needless.get(NAME)).toBe(1);
    expect(ddns.state().names).toMatchObject([{ goodAt: clock.now() }]);
  });

  it('keeps that a request was sent before it is sent', async () => {
    provider.play('silence');

    await open().update(A);

    expect(kept[0]).toMatchObject({ lastSentAt: '2026-11-21T12:00:00.000Z', failures: 0 });
    expect(JSON.parse(JSON.stringify(kept.at(-1)))).toEqual(kept.at(-1));
  });

  it.each([
    ['badauth', 'bad-auth'],
    ['badagent', 'bad-agent'],
    ['numhost', 'too-many-hosts'],
    ['!donator', 'not-paid'],
    ['badsys', 'bad-system'],
    ['abuse', 'abuse'],
    ['nohost', 'no-host'],
    ['notfqdn', 'not-fqdn'],
    ['!yours', 'not-yours'],
    ['!active', 'not-active'],
    ['good 127.0.0.1', 'bad-agent'],
    ['BADAUTH\r\n', 'bad-auth'],
  ])('stops at %j until the operator edits, also over a restart', async (body, code) => {
    provider.play({ body });
    const ddns = open();

    const outcome = await ddns.update(A);
    clock.advance(90 * DAY);
    const later = await ddns.update(B);
    const restarted = await open({}, ddns.state()).update(B);
    const asked = provider.requests.length;
    const edited = await open({ revision: 2 }, ddns.state()).update(B);

    expect(outcome).toMatchObject({ kind: 'stopped', stops: [{ code }] });
    expect([later.kind, restarted.kind, asked]).toEqual(['stopped', 'stopped', 1]);
    expect(edited).toMatchObject({ kind: 'updated' });
  });

  it('stops at a wrong login that comes as status 401 without a word', async () => {
    provider.play({ status: 401, body: '<html>Unauthorized</html>' });

    const outcome = await open().update(A);

    expect(outcome).toMatchObject({ kind: 'stopped', stops: [{ code: 'bad-auth' }] });
  });

  it.each<[string, ScriptedReply, string, number]>([
    ['911', { body: '911' }, 'provider-fault', 30 * MINUTE],
    ['dnserr', { body: 'dnserr' }, 'dns-error', 30 * MINUTE],
    ['servererror', { body: 'servererror' }, 'provider-fault', 30 * MINUTE],
    ['w90s', { body: 'w90s' }, 'asked-to-wait', 90 * SECOND],
    ['w2h', { body: 'w2h' }, 'asked-to-wait', 120 * MINUTE],
    ['w1s, which is too short', { body: 'w1s' }, 'asked-to-wait', 30 * SECOND],
    ['w99h, which is too long', { body: 'w99h' }, 'asked-to-wait', DAY],
    ['an unknown word', { body: 'ok' }, 'unreadable', 5 * MINUTE],
    ['nothing', { body: '' }, 'unreadable', 5 * MINUTE],
    ['a page', { body: '<!doctype html>good' }, 'unreadable', 5 * MINUTE],
    ['good with status 500', { status: 500, body: 'good' }, 'unreadable', 5 * MINUTE],
    ['a redirect', { status: 302, body: '', headers: { location: '/' } }, 'unreadable', 5 * MINUTE],
    [
      '429',
      { status: 429, body: '', headers: { 'retry-after': '900' } },
      'unreadable',
      15 * MINUTE,
    ],
    ['silence', 'silence', 'timeout', 5 * MINUTE],
    ['a cut connection', 'cut', 'broken', 5 * MINUTE],
    ['a long answer', { body: 'good '.repeat(10_000) }, 'too-large', 5 * MINUTE],
  ])('rests after %s and goes on by itself', async (_, reply, reason, waitMs) => {
    provider.play(reply);
    const ddns = open();
    const start = clock.now();

    const failed = await ddns.update(A);
    clock.advance(waitMs - 1);
    const early = await ddns.update(B);
    clock.advance(1);
    const recovered = await ddns.update(B);

    expect(failed).toMatchObject({ kind: 'failed', reason, until: addMs(start, waitMs) });
    expect(early).toMatchObject({ kind: 'waiting', until: addMs(start, waitMs) });
    expect(recovered).toMatchObject({ kind: 'updated' });
    expect(ddns.state()).toMatchObject({ failures: 0 });
    expect(ddns.state().wait).toBeUndefined();
  });

  it('waits only 10 minutes for Dynu, as its manual says', async () => {
    provider.play({ body: '911' });

    const outcome = await open({ provider: 'dynu' }).update(A);

    expect(outcome).toMatchObject({ until: addMs(clock.now(), 10 * MINUTE) });
  });

  it('rests longer and longer, up to four hours', async () => {
    provider.play(...new Array<ScriptedReply>(6).fill({ body: '911' }));
    const ddns = open();
    const waits: number[] = [];

    for (let turn = 0; turn < 6; turn += 1) {
      const outcome = await ddns.update(A);
      const until = outcome.kind === 'failed' ? outcome.until : undefined;
      waits.push((toMs(until ?? clock.now()) - toMs(clock.now())) / MINUTE);
      clock.advance(4 * 60 * MINUTE);
    }

    expect(waits).toEqual([30, 60, 120, 240, 240, 240]);
  });

  it('tries again after a minute when no request can have arrived', async () => {
    await provider.close();

    const outcome = await open().update(A);

    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: 'refused',
      until: addMs(clock.now(), MINUTE),
    });
    provider = await startDyndns2Provider(ACCOUNT);
  });

  it('keeps to a wait that the provider asked for, also after an edit', async () => {
    provider.play({ body: '911' });
    const ddns = open();
    await ddns.update(A);
    clock.advance(MINUTE);

    const edited = await open({ revision: 2 }, ddns.state()).update(A);
    const elsewhere = createDdns(
      {
        ...settingsWith({ revision: 3 }),
        endpoint: provider.url.replace('127.0.0.1', 'localhost'),
      },
      {
        clock,
        log,
        agent: { version: '0.1.0', platform: 'linux' },
        state: ddns.state(),
        keep: () => undefined,
        judge: exampleJudge,
      },
    );

    expect(edited).toMatchObject({ kind: 'waiting' });
    expect(elsewhere.state().wait).toBeUndefined();
  });

  it('is not silenced by a clock that was set back', async () => {
    const ddns = open();
    await ddns.update(A);
    clock.advance(-400 * DAY);

    const outcome = await ddns.update(B);

    expect(outcome).toMatchObject({ kind: 'updated' });
  });

  it('stops only the name that is wrong when several are kept', async () => {
    const ddns = open({ names: [NAME, 'errado.example.com', OTHER] });

    const outcome = await ddns.update(A);
    clock.advance(MINUTE);
    const next = await ddns.update(B);

    expect(outcome).toMatchObject({
      kind: 'updated',
      names: [NAME, OTHER],
      stops: [{ name: 'errado.example.com', code: 'no-host' }],
    });
    expect(next).toMatchObject({ kind: 'updated', names: [NAME, OTHER] });
    expect(provider.requests.map(({ query }) => query['hostname'])).toEqual([
      `${NAME},errado.example.com,${OTHER}`,
      `${NAME},${OTHER}`,
    ]);
  });

  it('asks again only for the name that failed', async () => {
    provider.play({ body: 'good 203.0.113.9\ndnserr' });
    const ddns = open({ names: [NAME, OTHER] });

    const failed = await ddns.update(A);
    clock.advance(30 * MINUTE);
    const recovered = await ddns.update(A);

    expect(failed).toMatchObject({ kind: 'failed', reason: 'dns-error' });
    expect(recovered).toMatchObject({ kind: 'updated', names: [OTHER] });
    expect(provider.requests.at(-1)?.query).toMatchObject({ hostname: OTHER });
  });

  it('applies an error of the account that comes once to all names', async () => {
    provider.play({ body: 'badauth' });

    const outcome = await open({ names: [NAME, OTHER] }).update(A);

    expect(outcome).toMatchObject({ kind: 'stopped', stops: [{ name: undefined }] });
  });

  it('cannot read an answer with fewer lines than names', async () => {
    provider.play({ body: 'good 203.0.113.9\nnochg 203.0.113.9' });

    const outcome = await open({ names: [NAME, OTHER, 'tres.example.com'] }).update(A);

    expect(outcome).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });

  it('warns when the provider keeps another address, and does not ask again', async () => {
    provider.play({ body: 'good 198.51.100.200' });
    const ddns = open();

    const outcome = await ddns.update(A);
    clock.advance(MINUTE);
    const next = await ddns.update(A);

    expect(outcome).toMatchObject({
      kind: 'updated',
      warning: expect.stringContaining('198.51.100.200') as string,
    });
    expect(next.kind).toBe('unchanged');
  });

  it.each(['192.168.0.10', '100.64.1.2', '127.0.0.1', '::ffff:10.0.0.1', 'x', ''])(
    'never publishes %j',
    async (v4) => {
      const outcome = await open().update({ v4 });

      expect(outcome.kind).toBe('address-refused');
      expect(provider.requests).toEqual([]);
    },
  );

  it('can be called off before and during a request', async () => {
    const controller = new AbortController();
    provider.play('silence');
    const ddns = open();

    const arrived = provider.nextRequest();
    const during = ddns.update(A, controller.signal);
    await arrived;
    controller.abort();
    const called = await during;
    clock.advance(MINUTE);
    const before = await ddns.update(A, controller.signal);

    expect([called.kind, before.kind]).toEqual(['cancelled', 'cancelled']);
    expect(provider.requests).toHaveLength(1);
    expect(ddns.state()).toMatchObject({ failures: 0 });
  });

  it('sends one request when it is called many times at once', async () => {
    const ddns = open();

    const outcomes = await Promise.all([ddns.update(A), ddns.update(A), ddns.update(B)]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'unchanged', 'waiting']);
    expect(provider.requests).toHaveLength(1);
  });

  it('writes neither login nor name nor address to the log', async () => {
    provider.play({ body: `badauth ${ACCOUNT.password}` });
    const ddns = open();

    const outcome = await ddns.update(A);

    const written = JSON.stringify([log.lines, outcome, ddns.state()]);
    expect(log.lines).toMatchObject([
      { level: 'warn', event: 'ddns.stopped', kind: 'no-ip', reason: 'bad-auth' },
    ]);
    expect(JSON.stringify(log.lines)).not.toMatch(/example\.com|203\.0\.113/);
    expect(written).not.toContain('Segredo');
    expect(written).not.toContain(ACCOUNT.user);
  });
});

describe('what differs between providers', () => {
  const BOTH = { v4: '203.0.113.9', v6: '2001:db8::9' };

  it('No-IP gets both addresses in one parameter', async () => {
    provider.play({ body: 'good 203.0.113.9,2001:db8::9' });

    const outcome = await open().update(BOTH);

    expect(outcome).toMatchObject({ kind: 'updated', warning: undefined });
    expect(provider.requests[0]?.query).toMatchObject({ myip: '203.0.113.9,2001:db8::9' });
  });

  it('Dynu gets IPv6 in a parameter of its own, and is told to leave IPv4 alone', async () => {
    const ddns = open({ provider: 'dynu' });
    await ddns.update(BOTH);
    clock.advance(MINUTE);
    await ddns.update({ v6: '2001:db8::a' });

    expect(provider.requests.map(({ query }) => query)).toMatchObject([
      { myip: '203.0.113.9', myipv6: '2001:db8::9' },
      { myip: 'no', myipv6: '2001:db8::a' },
    ]);
    expect(provider.requests[0]?.headers['user-agent']).toBe('Baixa/0.1.0 (linux)');
  });

  it('Hurricane Electric logs in with the name and gets one call a family', async () => {
    provider.play({ body: 'good 203.0.113.9' }, { body: 'good 2001:db8::9' });
    const ddns = open({ provider: 'he', user: '' });
    await ddns.update(BOTH);
    clock.advance(MINUTE);
    provider.play({ body: 'good 2001:db8::a' });
    const outcome = await ddns.update({ ...BOTH, v6: '2001:db8::a' });

    const login = Buffer.from(`${NAME}:${ACCOUNT.password}`).toString('base64');
    expect(outcome.kind).toBe('updated');
    expect(provider.requests.map(({ query }) => query['myip'])).toEqual([
      '203.0.113.9',
      '2001:db8::9',
      '2001:db8::a',
    ]);
    expect(provider.requests[0]?.headers.authorization).toBe(`Basic ${login}`);
  });

  it('Dyn gets IPv4 alone and a user agent in its form', async () => {
    const outcome = await open({ provider: 'dyn' }).update(BOTH);
    const only = await open({ provider: 'dyn' }).update({ v6: BOTH.v6 });

    expect(outcome.kind).toBe('updated');
    expect(provider.requests[0]).toMatchObject({
      query: { myip: '203.0.113.9' },
      headers: { 'user-agent': 'Baixa - Baixa - 0.1.0' },
    });
    expect(only.kind).toBe('address-refused');
  });

  it('another provider is asked at its own host and path', async () => {
    await open({ provider: 'other', endpoint: `${provider.url}/dyn/atualiza.php` }).update(A);

    expect(provider.requests).toMatchObject([{ path: '/dyn/atualiza.php' }]);
  });
});
