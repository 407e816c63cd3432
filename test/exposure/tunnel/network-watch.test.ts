import { afterEach, describe, expect, it } from 'vitest';
import { addMs, instant } from '../../../domain/instant.ts';
import { watchNetwork, type Interfaces } from '../../../main/exposure/tunnel/network-watch.ts';
import { interfaceOf } from './bench.ts';

const EVERY_MS = 5;

let stop: (() => void) | undefined;

afterEach(() => stop?.());

function watch(first: Interfaces) {
  const causes: string[] = [];
  let interfaces = first;
  let now = instant('2026-11-21T12:00:00Z');
  let looks = 0;
  let waiting: { readonly looks: number; readonly resolve: () => void } | undefined;
  const network = watchNetwork({
    everyMs: EVERY_MS,
    clock: { now: () => (now = addMs(now, EVERY_MS)) },
    readInterfaces: () => {
      looks += 1;
      // The look that is under way is not over yet.
      if (waiting && looks > waiting.looks) waiting.resolve();
      return interfaces;
    },
    onChange: (cause) => causes.push(cause),
  });
  stop = () => network.stop();
  return {
    causes,
    become: (next: Interfaces) => (interfaces = next),
    sleep: (ms: number) => (now = addMs(now, ms)),
    nextLooks: () => new Promise<void>((resolve) => (waiting = { looks: looks + 2, resolve })),
  };
}

describe("the watch over this machine's network", () => {
  it('tells of another address, once', async () => {
    const network = watch({ ppp0: [interfaceOf('198.51.100.7')] });

    network.become({ ppp0: [interfaceOf('203.0.113.9')] });
    await network.nextLooks();

    expect(network.causes).toEqual(['address']);
  });

  it('tells of an interface that went and came', async () => {
    const network = watch({ ppp0: [interfaceOf('198.51.100.7')] });

    network.become({});
    await network.nextLooks();
    network.become({ ppp0: [interfaceOf('198.51.100.7')] });
    await network.nextLooks();

    expect(network.causes).toEqual(['address', 'address']);
  });

  it('tells that the machine slept when a look comes late', async () => {
    const network = watch({});

    network.sleep(60_000);
    await network.nextLooks();

    expect(network.causes).toEqual(['resume']);
  });

  it('says nothing of order, of loopback and of link-local addresses', async () => {
    const [a, b] = [interfaceOf('198.51.100.7'), interfaceOf('203.0.113.9')];
    const network = watch({ eth0: [a], wlan0: [b] });

    network.become({
      wlan0: [b, interfaceOf('169.254.7.7')],
      eth0: [a, interfaceOf('fe80::1')],
      lo: [{ ...interfaceOf('127.0.0.1'), internal: true }],
    });
    await network.nextLooks();

    expect(network.causes).toEqual([]);
  });
});
