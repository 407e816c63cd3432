import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carnet, oneStep } from './efi/bodies.ts';
import { columns, startHarness, type Harness } from './harness.ts';
import { startReceiver, type Receiver } from './receiver.ts';

let harness: Harness;
let receiver: Receiver;

beforeEach(async () => {
  harness = await startHarness();
  receiver = await startReceiver();
});

afterEach(async () => {
  await harness.close();
  await receiver.close();
});

describe('a restart of the simulator', () => {
  it('finds charges, ledger, settings and ids where they were', async () => {
    const first = await harness.api('POST', '/v1/charge/one-step', oneStep(receiver.url));
    const made = await harness.api('POST', '/v1/carnet', carnet());
    await harness.control('POST', `/efi/charges/${first.body.data.charge_id}/pay`);
    await harness.control('PUT', '/efi/settings', { bolix: false });
    const before = await harness.control('GET', '/efi/ledger');
    const path = `/v1/carnet/${made.body.data.carnet_id}`;
    const carnetBefore = await harness.api('GET', path);
    const portBefore = harness.simulator.port;

    await harness.restart();
    const after = await harness.control('GET', '/efi/ledger');
    const carnetAfter = await harness.api('GET', path);
    const settings = await harness.control('GET', '/efi/settings');
    const next = await harness.api('POST', '/v1/charge/one-step', oneStep());

    const moved = JSON.stringify(carnetBefore.body).replaceAll(
      `127.0.0.1:${portBefore}`,
      `127.0.0.1:${harness.simulator.port}`,
    );
    expect(after.body).toEqual(before.body);
    expect(carnetAfter.body).toEqual(JSON.parse(moved));
    expect(settings.body.bolix).toBe(false);
    expect(next.body.data.charge_id).toBeGreaterThan(first.body.data.charge_id as number);
  });

  it('sends what was on the wire or still to be sent', async () => {
    receiver.answerWith(() => undefined);
    await harness.api('POST', '/v1/charge/one-step', oneStep(receiver.url));
    await receiver.arrived(1);
    receiver.answerWith((response) => response.writeHead(200).end());

    await harness.restart();
    const posts = await receiver.arrived(3);
    await harness.simulator.whenIdle();
    const { body } = await harness.control('GET', '/efi/callbacks');

    expect(posts).toHaveLength(3);
    expect(columns(body.callbacks, 'change', 'state')).toEqual([
      ['new', 'pending'],
      ['waiting', 'pending'],
    ]);
  });

  it('still takes an access token given before', async () => {
    const token = await harness.authorize();

    await harness.restart();
    const reply = await harness.api('GET', '/v1/charge/1', undefined, token);

    expect(reply.body.code).toBe(3500010);
  });

  it.skipIf(process.platform === 'win32')('keeps its file to its owner', () => {
    const { mode } = statSync(join(harness.dataDir, 'simulator.db'));

    expect(mode & 0o777).toBe(0o600);
  });

  it('says so when its port is taken', async () => {
    const taken = startHarness({ port: harness.simulator.port });

    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
