import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMs } from '../../../domain/instant.ts';
import { createDdns, type Ddns } from '../../../main/exposure/ddns/ddns.ts';
import type { DdnsState } from '../../../main/exposure/ddns/state.ts';
import { createMemoryLog } from '../../../main/log.ts';
import {
  startDyndns2Provider,
  type ScriptedReply,
  type TestProvider,
} from '../support/dyndns2-provider.ts';
import { exampleJudge } from '../support/example-judge.ts';
import { createMovingClock } from '../support/moving-clock.ts';

const NAME = 'provedor.example.com';
const ADDRESSES = ['203.0.113.9', '203.0.113.10', '198.51.100.7'];
const SHORTEST_PAUSE_MS = 30_000;
const HOUR = 3_600_000;

type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'fault'; readonly reply: ScriptedReply }
  | { readonly kind: 'restart' };

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(1_000, 29_999, 30_000, 60_000, 300_000, 1_800_000, 15 * HOUR),
    }),
    fc.record({ kind: fc.constant('move' as const), to: fc.constantFrom(...ADDRESSES) }),
    fc.record({
      kind: fc.constant('fault' as const),
      reply: fc.constantFrom<ScriptedReply>(
        { body: '911' },
        { body: 'dnserr' },
        { body: 'w60s' },
        { status: 503, body: 'busy' },
        { body: '' },
        'cut',
      ),
    }),
    fc.record({ kind: fc.constant('restart' as const) }),
  ),
  { minLength: 1, maxLength: 25 },
);

async function walk(
  path: readonly Step[],
  provider: TestProvider,
): Promise<{ sentAt: number[]; address: string }> {
  const clock = createMovingClock();
  const sentAt: number[] = [];
  let kept: DdnsState | undefined;
  let address = ADDRESSES[0] ?? '';
  const open = (): Ddns =>
    createDdns(
      {
        provider: 'other',
        endpoint: `${provider.url}/nic/update`,
        names: [NAME],
        user: 'u',
        password: 's',
        revision: 1,
      },
      {
        clock,
        log: createMemoryLog(),
        agent: { version: '0.1.0', platform: 'linux' },
        state: kept,
        keep: (state) => (kept = state),
        judge: exampleJudge,
      },
    );
  let ddns = open();
  const update = async (): Promise<void> => {
    const before = provider.requests.length;
    await ddns.update({ v4: address });
    if (provider.requests.length > before) sentAt.push(toMs(clock.now()));
  };
  for (const step of path) {
    if (step.kind === 'pass') clock.advance(step.ms);
    else if (step.kind === 'move') address = step.to;
    else if (step.kind === 'fault') provider.play(step.reply);
    else ddns = open();
    await update();
  }
  // Whatever is still in the script fails once more; after the longest rests all is well again.
  for (let turn = 0; turn < path.length + 1; turn += 1) {
    clock.advance(24 * HOUR);
    await update();
  }
  return { sentAt, address };
}

describe('the pace of updates', () => {
  it('keeps 30 s apart, never repeats itself needlessly, and ends with the right address', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (path) => {
        const provider = await startDyndns2Provider({ user: 'u', password: 's', names: [NAME] });

        const { sentAt, address } = await walk(path, provider);
        await provider.close();

        const pauses = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
        expect(Math.min(...pauses, SHORTEST_PAUSE_MS)).toBe(SHORTEST_PAUSE_MS);
        // One repetition is right: a cut answer, or the refresh after 25 days.
        expect(provider.needless.get(NAME) ?? 0).toBeLessThan(3);
        expect(provider.records.get(NAME)).toBe(address);
      }),
      { numRuns: 60 },
    );
  });
});
