import { describe, expect, it } from 'vitest';
import { openAtRouter, quickPace } from './open-at-router.ts';
import type { RouterSwitches } from '../../support/router/test-router.ts';

const MINUTE_MS = 60_000;

const ways: readonly (readonly [string, Partial<RouterSwitches>])[] = [
  ['PCP', { portControl: 'pcp' }],
  ['NAT-PMP', { portControl: 'nat-pmp' }],
  ['UPnP with leases', {}],
  ['permanent UPnP', { isPermanentOnly: true }],
];

describe.each(ways)('a port that is kept by %s', (_, switches) => {
  it('is looked at each minute without asking for it again', async () => {
    const { router, time, mapping } = await openAtRouter({ switches });
    const before = countOfAsked(router.heard);

    await time.pass();
    await time.pass();

    expect(time.pending()).toBe(MINUTE_MS);
    expect(countOfAsked(router.heard)).toBe(before);
    expect(mapping.state()).toMatchObject({ kind: 'open', at: '2026-11-21T12:00:00.000Z' });
  });

  it('is asked for again within a minute after the router forgot it', async () => {
    const { router, time, mapping, log } = await openAtRouter({ switches });
    router.reboot();

    await time.pass();

    expect([...router.mappings.keys()]).toEqual([18_080]);
    expect(mapping.state().kind).toBe('open');
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'port-mapping.lost' }));
  });

  it('is held to be open for two silent looks, and searched for at the third', async () => {
    const { router, time, mapping } = await openAtRouter({ switches });
    const kinds: string[] = [];
    await router.close();

    for (let n = 0; n < 3; n += 1) {
      await time.pass();
      kinds.push(mapping.state().kind);
    }

    expect(kinds).toEqual(['open', 'open', 'blocked']);
  });
});

describe('a port that is kept', () => {
  it('is found again by PCP after the router was mute for long', async () => {
    const { router, time, mapping } = await openAtRouter({
      switches: { portControl: 'pcp', igd: 'off' },
    });
    router.switches.portControl = 'mute';
    for (let n = 0; n < 3; n += 1) await time.pass();
    const between = mapping.state().kind;
    router.switches.portControl = 'pcp';

    await time.pass();

    expect(between).toBe('blocked');
    expect(mapping.state().kind).toBe('open');
  });

  it.each(ways)(
    'has the new address of a router that restarted, at once, by %s',
    async (_, switches) => {
      const { router, time, mapping } = await openAtRouter({ switches });
      router.reboot();
      router.switches.externalAddress = '198.51.100.7';

      await time.pass();

      expect(mapping.state()).toMatchObject({ kind: 'open', router: { address: '198.51.100.7' } });
    },
  );

  it.each([
    ['PCP', { portControl: 'pcp' as const, longestLifeS: 240 }, 2],
    ['NAT-PMP', { portControl: 'nat-pmp' as const, longestLifeS: 240 }, 2],
    ['UPnP', {}, 30],
  ])('is renewed by %s at half of its life', async (_, switches, looks) => {
    const { router, time, mapping } = await openAtRouter({ switches });
    const before = countOfAsked(router.heard);
    const lastBefore = looks - 1;

    for (let n = 0; n < lastBefore; n += 1) await time.pass();
    const earlier = countOfAsked(router.heard);
    await time.pass();

    expect(earlier).toBe(before);
    expect(countOfAsked(router.heard)).toBe(before + 1);
    expect(mapping.state()).toMatchObject({ kind: 'open', at: '2026-11-21T12:00:00.000Z' });
  });

  it('is asked for at each look where the router shows no list', async () => {
    const { router, time } = await openAtRouter({
      switches: { showsEntries: false, isPermanentOnly: true },
    });
    router.reboot();

    await time.pass();

    expect([...router.mappings.keys()]).toEqual([18_080]);
  });

  it('tells of another address of the router', async () => {
    const { router, time, mapping, told } = await openAtRouter();
    const before = told.length;
    router.switches.externalAddress = '198.51.100.7';

    await time.pass();

    expect(mapping.state()).toMatchObject({ kind: 'open', router: { address: '198.51.100.7' } });
    expect(told).toHaveLength(before + 1);
  });

  it('is opened anew for the new address of this computer, and the old entry deleted', async () => {
    let own = '127.0.0.1';
    const { router, time, mapping } = await openAtRouter({ ports: {} });
    const lan = { ...router.lan, ownAddressTowards: () => Promise.resolve(own) };
    await mapping.close();
    const moving = await openAtRouter({ ports: { lan, timers: time.timers } });
    own = '127.0.0.7';

    await time.pass();

    expect(moving.mapping.state()).toMatchObject({ kind: 'open', internalAddress: '127.0.0.7' });
    expect(router.mappings.get(18_080)?.internalAddress).toBe('127.0.0.7');
    expect(router.heard).toContain('IP DeletePortMapping');
  });

  it('is renewed at once when somebody asks', async () => {
    const { router, mapping } = await openAtRouter();
    const before = countOfAsked(router.heard);

    const state = await mapping.renew();

    expect(state.kind).toBe('open');
    expect(countOfAsked(router.heard)).toBe(before + 1);
  });

  it('gives way to the owner of the router, who gave the port to another computer', async () => {
    const { router, time, mapping } = await openAtRouter();
    const others = { internalAddress: '127.0.0.9', internalPort: 80, description: '', leaseS: 0 };
    router.mappings.set(18_080, others);

    await time.pass();
    await mapping.close();

    expect(router.mappings.get(18_080)).toEqual(others);
  });
});

describe('a port that is blocked', () => {
  it('is tried again after growing pauses, until the router is willing', async () => {
    const { router, time, mapping } = await openAtRouter({
      switches: { igd: 'off', portControl: 'pcp', controlResult: 2 },
    });
    const pauses: (number | undefined)[] = [];

    for (let n = 0; n < 6; n += 1) {
      pauses.push(time.pending());
      await time.pass();
    }
    router.switches.controlResult = 0;
    await time.pass();

    expect(pauses).toEqual([30, 60, 120, 300, 900, 900].map((s) => s * 1_000));
    expect(mapping.state().kind).toBe('open');
  });
});

describe('closing', () => {
  it('by the signal deletes the mapping', async () => {
    const end = new AbortController();
    const { router, mapping } = await openAtRouter({ ports: { signal: end.signal } });

    end.abort();
    await mapping.close();

    expect(router.mappings.size).toBe(0);
  });

  it.each(ways)('in the middle of a look deletes the mapping by %s', async (_, switches) => {
    const { router, mapping } = await openAtRouter({ switches });

    const looking = mapping.renew();
    await mapping.close();
    await looking;

    expect(router.mappings.size).toBe(0);
  });

  it('in the middle of a search ends the search, and nothing comes after', async () => {
    const { mapping, told } = await openAtRouter({
      switches: { igd: 'off' },
      ports: { pace: { ...quickPace, searchMs: 60 } },
    });
    const before = told.length;

    const looking = mapping.renew();
    await mapping.close();
    await looking;
    const after = await mapping.renew();

    expect(after.kind).toBe('closed');
    expect(told.slice(before).map(({ kind }) => kind)).toEqual(['closed']);
  });

  it('in the middle of an action of UPnP leaves nothing behind', async () => {
    const end = new AbortController();
    const { router, mapping } = await openAtRouter({
      switches: { addFaults: [728] },
      ports: { signal: end.signal },
    });
    const heard = watchFor(router.heard, 'IP AddPortMapping', () => end.abort());

    const looking = mapping.renew();
    await looking;
    await mapping.close();

    expect(heard.count).toBe(1);
    expect(router.mappings.size).toBe(0);
  });
});

/** Calls back while the router still works on what it heard. */
function watchFor(heard: string[], what: string, run: () => void): { count: number } {
  const seen = { count: 0 };
  const push = heard.push.bind(heard);
  heard.push = (...names) => {
    if (names.includes(what)) {
      seen.count += 1;
      run();
    }
    return push(...names);
  };
  return seen;
}

function countOfAsked(heard: readonly string[]): number {
  return heard.filter((one) => /AddPortMapping| map$/.test(one)).length;
}
