import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMs, instant, type Instant } from '../../domain/instant.ts';
import { createProbes, type Probes } from '../../main/callbacks/listener-probes.ts';
import { fixedWay } from '../../main/exposure/fixed-way.ts';
import { probe } from '../../main/exposure/probe.ts';
import { superviseWays, type Supervisor } from '../../main/exposure/supervisor.ts';
import type { OpenWay, WayInState } from '../../main/exposure/way-in.ts';
import { createMemoryLog } from '../../main/log.ts';

const MINUTE = 60_000;
let now: Instant;
let probes: Probes;
let supervisor: Supervisor;
let addresses: string[];
let looks: string[];
const gates: Gate[] = [];

/** A way from outside to the listener: a server that answers in its place while it is open. */
interface Gate {
  readonly baseUrl: string;
  isOpen: boolean;
  visits: number;
  close(): Promise<void>;
}

async function openGate(): Promise<Gate> {
  const server = http.createServer((request, response) => {
    gate.visits += 1;
    const isTaken =
      gate.isOpen && probes.take(request.url ?? '', { at: now, sourceIp: '127.0.0.1' });
    response.writeHead(isTaken ? 200 : 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const gate: Gate = {
    baseUrl: `http://127.0.0.1:${port}`,
    isOpen: true,
    visits: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  gates.push(gate);
  return gate;
}

beforeEach(() => {
  now = instant('2026-11-23T12:00:00Z');
  probes = createProbes();
  addresses = [];
  looks = [];
});

afterEach(async () => {
  await supervisor.close();
  await Promise.all(gates.splice(0).map((gate) => gate.close()));
});

function watch(...ways: readonly OpenWay[]): Supervisor {
  const clock = { now: () => now };
  supervisor = superviseWays({
    ways,
    clock,
    log: createMemoryLog(),
    probe: (baseUrl, signal) => probe(baseUrl, { clock, openAddress: () => probes.open(), signal }),
    addressChanged: (baseUrl) => addresses.push(baseUrl),
    changed: () => undefined,
    noteLook: (kind, light) => looks.push(`${kind}:${light}`),
    everyMs: 0,
  });
  return supervisor;
}

/** Some minutes, with a look in each. */
async function minutes(count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    now = addMs(now, MINUTE);
    await supervisor.look();
  }
}

const throughTunnel = ({ baseUrl }: Gate): OpenWay => fixedWay({ kind: 'other-tunnel', baseUrl });
const direct = ({ baseUrl }: Gate): OpenWay => fixedWay({ kind: 'fixed', baseUrl });

describe('the light of a way through which a visit of our own comes back', () => {
  it('is unknown until the first visit, and confirmed by it', async () => {
    const gate = await openGate();
    watch(throughTunnel(gate));
    const before = supervisor.exposure().light?.state;

    await supervisor.look();

    expect(before).toBe('unknown');
    expect(supervisor.exposure().light).toMatchObject({ state: 'confirmed', by: 'probe' });
    expect(addresses).toEqual([gate.baseUrl]);
  });

  it('survives one lost visit, is red after the second, and says why', async () => {
    const gate = await openGate();
    watch(throughTunnel(gate));
    await minutes(1);
    gate.isOpen = false;

    await minutes(1);
    const afterOne = supervisor.exposure().light?.state;
    await minutes(1);

    expect(afterOne).toBe('confirmed');
    expect(supervisor.exposure().light).toMatchObject({
      state: 'failed',
      why: expect.stringContaining('HTTP 404') as unknown,
    });
    gate.isOpen = true;
    await minutes(1);
    expect(supervisor.exposure().light?.state).toBe('confirmed');
  });

  it('takes no page of somebody else for a proof, whatever its status', async () => {
    const stranger = http.createServer((_request, response) => response.writeHead(200).end('hi'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    watch(fixedWay({ kind: 'other-tunnel', baseUrl: `http://127.0.0.1:${port}` }));

    await minutes(2);

    expect(supervisor.exposure().light?.state).toBe('failed');
    stranger.close();
  });
});

describe('the light of a direct way', () => {
  it('never turns red by a visit from inside: the router may have no hairpin', async () => {
    const gate = await openGate();
    gate.isOpen = false;
    watch(direct(gate));

    await minutes(30);

    expect(supervisor.exposure().light?.state).toBe('unknown');
  });

  it('is confirmed by whoever comes from outside, for ten minutes', async () => {
    const gate = await openGate();
    gate.isOpen = false;
    watch(direct(gate));
    await minutes(1);

    supervisor.noteOutsideHit(now);
    await minutes(9);
    const withinTen = supervisor.exposure().light;
    await minutes(1);

    expect(withinTen).toMatchObject({ state: 'confirmed', by: 'outside' });
    expect(supervisor.exposure().light?.state).toBe('unknown');
  });
});

describe('a way that stays shut', () => {
  it('is left for the next one after five minutes, and taken again once it has proved itself', async () => {
    const [first, second] = [await openGate(), await openGate()];
    watch(throughTunnel(first), throughTunnel(second));
    await minutes(1);
    first.isOpen = false;

    await minutes(4);
    const stillFirst = supervisor.exposure().baseUrl;
    await minutes(3);
    const turned = supervisor.exposure().baseUrl;
    first.isOpen = true;
    await minutes(4);
    const notYet = supervisor.exposure().baseUrl;
    await minutes(1);

    expect([stillFirst, turned, notYet]).toEqual([first.baseUrl, second.baseUrl, second.baseUrl]);
    expect(addresses).toEqual([first.baseUrl, second.baseUrl, first.baseUrl]);
    expect(looks.at(0)).toBe('other-tunnel:confirmed');
    expect(looks).toContain('other-tunnel:failed');
  });

  it('by its own word turns red at once, and a new address of it is told and proved', async () => {
    const gate = await openGate();
    let state: WayInState = { phase: 'down', text: 'O nome pertence a outro.', isFinal: false };
    let changed: () => void = () => undefined;
    watch((notice) => {
      changed = notice;
      return {
        kind: 'tunnel',
        isRefutable: true,
        state: () => state,
        renew: () => undefined,
        close: () => Promise.resolve(),
      };
    });
    await minutes(1);
    const red = supervisor.exposure().light;

    state = { phase: 'open', baseUrl: gate.baseUrl, text: '' };
    changed();
    await new Promise((resolve) => setImmediate(resolve));
    await supervisor.look();

    expect(red).toMatchObject({ state: 'failed', why: 'O nome pertence a outro.' });
    expect(addresses).toEqual([gate.baseUrl]);
    expect(supervisor.exposure().light?.state).toBe('confirmed');
  });

  it('has nothing to turn to when it is the only one', async () => {
    const gate = await openGate();
    gate.isOpen = false;
    watch(throughTunnel(gate));

    await minutes(10);

    expect(supervisor.exposure().ways).toHaveLength(1);
    expect(addresses).toEqual([gate.baseUrl]);
  });
});

it('watches nothing where no way is set up', async () => {
  watch();

  await minutes(1);

  expect(supervisor.exposure()).toEqual({ baseUrl: undefined, light: undefined, ways: [] });
});
