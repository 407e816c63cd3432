/** The panel's clock: what time it is, and what happened while it was moved. */
import { json, refusal, type Answer } from '../http.ts';
import type { ControlCall, ControlParts, ControlRoute } from './context.ts';
import { clockInput, withInput } from './input.ts';

export const clockRoutes: readonly ControlRoute[] = [
  { method: 'GET', template: '/clock', answer: ({ parts }) => json(200, clockState(parts)) },
  { method: 'POST', template: '/clock', answer: moveClock },
];

export const clockState = ({ clock, mayMoveClock }: ControlParts) => ({
  now: clock.now(),
  offsetMs: clock.offsetMs(),
  canMove: mayMoveClock(),
});

function moveClock({ parts, body }: ControlCall): Answer | Promise<Answer> {
  return withInput(clockInput, body, async ({ advanceMs, readGraceMs }) => {
    if (advanceMs > 0 && !parts.mayMoveClock())
      return refusal(
        409,
        'clock-locked',
        'O relógio só avança quando todas as contas são de simulador.',
      );
    const before = lookAt(parts);
    const report = await parts.timekeeper.advance(advanceMs, readGraceMs);
    return json(200, { ...report, offsetMs: parts.clock.offsetMs(), ...since(parts, before) });
  });
}

interface Look {
  readonly now: ReturnType<ControlParts['clock']['now']>;
  readonly lastId: number;
  readonly switchedOff: readonly string[];
}

function lookAt(parts: ControlParts): Look {
  return {
    now: parts.clock.now(),
    lastId: parts.log.lastId(),
    switchedOff: switchedOff(parts),
  };
}

const switchedOff = ({ gateways, urls }: ControlParts): readonly string[] =>
  [...gateways.keys()].flatMap((id) =>
    urls
      .list(id)
      .filter(({ active }) => !active)
      .map(({ url }) => url),
  );

/** What was told, what did not arrive and which URLs were switched off on the way. */
function since(parts: ControlParts, before: Look) {
  return {
    told: parts.log.toldAfter(before.lastId),
    failedTries: parts.log.failedSince(before.now),
    switchedOff: switchedOff(parts).filter((url) => !before.switchedOff.includes(url)),
  };
}
