import { describe, expect, it } from 'vitest';
import { openAtRouter } from './open-at-router.ts';

describe('a port by PCP', () => {
  it('is opened with the first packet and deleted on close', async () => {
    const { first, router, mapping } = await openAtRouter({ switches: { portControl: 'pcp' } });
    const heldPorts = [...router.mappings.keys()];
    await mapping.close();

    expect(first).toMatchObject({
      kind: 'open',
      way: 'pcp',
      externalPort: 18_080,
      life: { seconds: 7_200, renewAt: '2026-11-21T13:00:00.000Z' },
      router: { kind: 'address', address: '203.0.113.9' },
    });
    expect(heldPorts).toEqual([18_080]);
    expect(router.mappings.size).toBe(0);
    expect(router.heard).not.toContain('IP AddPortMapping');
  });

  it('is opened after the first packet was lost', async () => {
    const { first } = await openAtRouter({ switches: { portControl: 'pcp', losesPackets: 1 } });

    expect(first.kind).toBe('open');
  });

  it.each([
    [2, 'refused', { kind: 'unknown' }, '12:00:30'],
    [7, 'no-public-address', { kind: 'none' }, '12:00:40'],
    [8, 'no-room', { kind: 'unknown' }, '12:00:40'],
    [9, 'router-fault', { kind: 'unknown' }, '12:00:30'],
    [12, 'another-nat', { kind: 'nat-before' }, '12:00:30'],
  ])('is blocked by result %i: %s', async (controlResult, reason, router, again) => {
    const { first } = await openAtRouter({
      switches: { portControl: 'pcp', igd: 'off', controlResult },
    });

    expect(first).toMatchObject({
      kind: 'blocked',
      reason,
      router,
      code: controlResult,
      nextTryAt: `2026-11-21T${again}.000Z`,
    });
  });

  it('is taken over from a run that ended without a word, by the same nonce', async () => {
    const pcpNonce = Buffer.from('0102030405060708090a0b0c', 'hex');
    const left = { ...leftOver(), nonce: pcpNonce.toString('hex') };
    const switches = { portControl: 'pcp', igd: 'off' } as const;

    const same = await openAtRouter({
      switches,
      ports: { pcpNonce },
      prepare: ({ mappings }) => void mappings.set(18_080, left),
    });
    const other = await openAtRouter({
      switches,
      prepare: ({ mappings }) => void mappings.set(18_080, left),
    });

    expect(same.first.kind).toBe('open');
    expect(other.first).toMatchObject({ kind: 'blocked', reason: 'refused' });
  });

  it('is asked for by UPnP where PCP refuses', async () => {
    const { first } = await openAtRouter({ switches: { portControl: 'pcp', controlResult: 2 } });

    expect(first).toMatchObject({ kind: 'open', way: 'upnp' });
  });
});

describe('a port by NAT-PMP', () => {
  it.each(['nat-pmp', 'mute-nat-pmp'] as const)(
    'is opened at a router that knows no PCP (%s) and deleted on close',
    async (portControl) => {
      const { first, router, mapping } = await openAtRouter({
        switches: { portControl, longestLifeS: 3_600 },
      });
      const heldPorts = [...router.mappings.keys()];
      await mapping.close();

      expect(first).toMatchObject({
        kind: 'open',
        way: 'nat-pmp',
        externalPort: 18_080,
        life: { seconds: 3_600 },
        router: { kind: 'address', address: '203.0.113.9' },
      });
      expect(heldPorts).toEqual([18_080]);
      expect(router.mappings.size).toBe(0);
    },
  );

  it.each([
    [2, 'refused'],
    [3, 'no-public-address'],
    [4, 'no-room'],
    [5, 'router-fault'],
  ])('is blocked by result %i: %s', async (controlResult, reason) => {
    const { first } = await openAtRouter({
      switches: { portControl: 'nat-pmp', igd: 'off', controlResult },
    });

    expect(first).toMatchObject({ kind: 'blocked', reason, code: controlResult });
  });
});

describe.each(['pcp', 'nat-pmp'] as const)(
  'another port than the wanted one by %s',
  (portControl) => {
    it('is given back and offered', async () => {
      const { first, router } = await openAtRouter({
        switches: { portControl, grantsPort: 20_001, igd: 'off' },
      });

      expect(first).toMatchObject({ kind: 'blocked', reason: 'port-taken', offeredPort: 20_001 });
      expect(router.mappings.size).toBe(0);
    });

    it('is kept where that is welcome', async () => {
      const { first } = await openAtRouter({
        switches: { portControl, grantsPort: 20_001 },
        request: { takesOtherPort: true },
      });

      expect(first).toMatchObject({ kind: 'open', externalPort: 20_001 });
      expect(first).toHaveProperty('text', expect.stringContaining('A porta 18080 estava ocupada'));
    });
  },
);

function leftOver() {
  return { internalAddress: '127.0.0.1', internalPort: 9_000, description: '', leaseS: 7_200 };
}
