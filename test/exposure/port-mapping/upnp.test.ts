import { describe, expect, it } from 'vitest';
import { openAtRouter } from './open-at-router.ts';

describe('a port by UPnP', () => {
  it.each([1, 2] as const)('is opened at IGD %i and deleted on close', async (igd) => {
    const { router, first, mapping } = await openAtRouter({ switches: { igd } });
    const held = router.mappings.get(18_080);
    await mapping.close();

    expect(first).toMatchObject({
      kind: 'open',
      way: 'upnp',
      externalPort: 18_080,
      internalAddress: '127.0.0.1',
      life: { kind: 'lease', seconds: 3_600, renewAt: '2026-11-21T12:30:00.000Z' },
      isVerified: true,
      router: { kind: 'address', address: '203.0.113.9' },
    });
    expect(held).toMatchObject({ internalAddress: '127.0.0.1', internalPort: 9_000 });
    expect(router.mappings.size).toBe(0);
    expect(mapping.state().kind).toBe('closed');
  });

  it('is permanent where the router refuses leases (725), with faults as RouterOS spells them', async () => {
    const { first, router } = await openAtRouter({
      switches: { isPermanentOnly: true, hasCapitalFaults: true },
    });

    expect(first).toMatchObject({ kind: 'open', life: { kind: 'permanent' } });
    expect(first).toHaveProperty('text', expect.stringContaining('regra permanente'));
    expect(router.mappings.get(18_080)?.leaseS).toBe(0);
  });

  it('has the longest lease where the router refuses short ones and none (725, 402)', async () => {
    const { first } = await openAtRouter({
      switches: { isPermanentOnly: true, refusesZeroLease: true },
    });

    expect(first).toMatchObject({ kind: 'open', life: { kind: 'lease', seconds: 604_800 } });
  });

  it('is open when success has no body and the list shows it', async () => {
    const { first } = await openAtRouter({ switches: { isSuccessEmpty: true } });

    expect(first).toMatchObject({ kind: 'open', isVerified: true });
  });

  it('is not open when success has no body and the list does not show it', async () => {
    const { first } = await openAtRouter({
      switches: { isSuccessEmpty: true, keepsMappings: false },
    });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'not-kept' });
  });

  it('is open without proof where the router shows no list', async () => {
    const { first } = await openAtRouter({ switches: { showsEntries: false } });

    expect(first).toMatchObject({ kind: 'open', isVerified: false });
  });

  it('bears a description in ASCII, escaped', async () => {
    const { router } = await openAtRouter({
      request: { description: 'Baixa <João & Cia>\n' },
    });

    expect(router.mappings.get(18_080)?.description).toBe('Baixa &lt;Joao &amp; Cia&gt;');
  });

  it('is left to another computer, and the next free one is offered', async () => {
    const { first, router } = await openAtRouter({
      prepare: ({ mappings }) => [18_080, 18_081].forEach((port) => mappings.set(port, others())),
    });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'port-taken', offeredPort: 18_082 });
    expect(first).toHaveProperty('advice.0', expect.stringContaining('18082'));
    expect(router.mappings.size).toBe(2);
  });

  it('is the next free one where that is welcome', async () => {
    const { first, router } = await openAtRouter({
      request: { wantedExternalPort: 80, takesOtherPort: true },
      prepare: ({ mappings }) => void mappings.set(80, others()),
    });

    expect(first).toMatchObject({ kind: 'open', externalPort: 8_080 });
    expect(router.mappings.get(80)).toEqual(others());
  });

  it('is left to another program of this computer', async () => {
    const taken = { ...others(), internalAddress: '127.0.0.1' };
    const { first, router } = await openAtRouter({
      prepare: ({ mappings }) => void mappings.set(18_080, taken),
    });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'port-taken' });
    expect(router.mappings.get(18_080)).toEqual(taken);
  });

  it('is taken over from ourselves after the listener changed its port', async () => {
    const { first, router } = await openAtRouter({
      prepare: ({ mappings }) =>
        void mappings.set(18_080, {
          internalAddress: '127.0.0.1',
          internalPort: 8_999,
          description: 'Baixa',
          leaseS: 0,
        }),
    });

    expect(first).toMatchObject({ kind: 'open', isVerified: true });
    expect(router.mappings.get(18_080)?.internalPort).toBe(9_000);
  });

  it('is found open when the router answers 718 to what it holds for us', async () => {
    const { first } = await openAtRouter({
      switches: { addFaults: [718] },
      prepare: ({ mappings }) =>
        void mappings.set(18_080, {
          internalAddress: '127.0.0.1',
          internalPort: 9_000,
          description: 'Baixa',
          leaseS: 0,
        }),
    });

    expect(first).toMatchObject({ kind: 'open', life: { kind: 'permanent' } });
  });

  it('is asked for once more after 501', async () => {
    const { first } = await openAtRouter({ switches: { addFaults: [501] } });

    expect(first.kind).toBe('open');
  });

  it('is deleted again where the answer was lost', async () => {
    const { first, router } = await openAtRouter({ switches: { losesAnswers: 9 } });

    expect(first).toMatchObject({ kind: 'blocked', reason: 'no-answer' });
    expect(router.heard).toContain('IP AddPortMapping');
    expect(router.mappings.size).toBe(0);
  });

  it.each([
    [[501, 501], 'refused'],
    [[606], 'refused'],
    [[727], 'manual-only'],
    [[728], 'no-room'],
    [[729], 'forwarded-by-hand'],
    [[716], 'router-fault'],
    [[715, 715], 'router-fault'],
  ])('is blocked by the faults %j: %s', async (addFaults, reason) => {
    const code = addFaults.at(-1);

    const { first, log } = await openAtRouter({ switches: { addFaults: [...addFaults] } });

    expect(first).toMatchObject({ kind: 'blocked', reason, code });
    expect(log.lines).toContainEqual(
      expect.objectContaining({ event: 'port-mapping.blocked', reason, status: code }),
    );
  });

  it('must have the number of the listener at a router that wants equal ports (724)', async () => {
    const offered = await openAtRouter({ switches: { wantsEqualPorts: true } });
    const taken = await openAtRouter({
      switches: { wantsEqualPorts: true },
      request: { takesOtherPort: true },
    });

    expect(offered.first).toMatchObject({ reason: 'same-port-only', offeredPort: 9_000 });
    expect(taken.first).toMatchObject({ kind: 'open', externalPort: 9_000 });
  });

  it('goes to the connection that is alive', async () => {
    const { first, router } = await openAtRouter({
      switches: {
        connections: [
          { kind: 'IP', status: 'Disconnected', address: '' },
          { kind: 'PPP', status: 'Connected', address: '198.51.100.7' },
        ],
      },
    });

    expect(first).toMatchObject({ kind: 'open', router: { address: '198.51.100.7' } });
    expect(router.heard).toContain('PPP AddPortMapping');
    expect(router.heard).not.toContain('IP AddPortMapping');
  });

  it('goes to the connection with the public address', async () => {
    const { first } = await openAtRouter({
      switches: {
        connections: [
          { kind: 'IP', status: 'Connected', address: '10.1.2.3' },
          { kind: 'IP', status: 'Up', address: '198.51.100.7' },
        ],
      },
    });

    expect(first).toMatchObject({ kind: 'open', router: { address: '198.51.100.7' } });
  });

  it.each([
    ['100.64.7.7', { kind: 'address', address: '100.64.7.7' }, 'CGNAT'],
    ['192.168.1.2', { kind: 'address', address: '192.168.1.2' }, 'rede privada'],
    ['', { kind: 'none' }, 'não tem IP público'],
  ])('is told to be of no use behind the address %j', async (externalAddress, router, words) => {
    const { first } = await openAtRouter({ switches: { externalAddress } });

    expect(first).toMatchObject({ kind: 'open', router });
    expect(first).toHaveProperty('text', expect.stringContaining(words));
  });
});

function others() {
  return { internalAddress: '127.0.0.9', internalPort: 80, description: 'DVR', leaseS: 0 };
}
