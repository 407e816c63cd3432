import { describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import type { TunnelState } from '../../../main/exposure/tunnel/state.ts';
import { tunnelText } from '../../../main/exposure/tunnel/texts.ts';

const at = instant('2026-11-21T12:00:00Z');
const down = { kind: 'lost', at, nextTryAt: at } as const;
const refused = { kind: 'refused', at } as const;

const states: readonly TunnelState[] = [
  { kind: 'opening', at },
  { kind: 'open', at, url: 'https://provedor1.tunel.test', name: 'provedor1', sockets: 4 },
  { kind: 'wrong-name', at, wanted: 'provedor1', granted: 'bold-bat-1', nextTryAt: at },
  { ...refused, reason: 'name-not-allowed' },
  { ...refused, reason: 'host-not-allowed' },
  { ...refused, reason: 'refused-by-server', status: 403 },
  { ...refused, reason: 'refused-by-server', status: 401, serverSays: 'Wrong password.' },
  { ...refused, reason: 'server-moved', status: 302 },
  { ...down, reason: 'server-unreachable', trouble: 'timeout' },
  { ...down, reason: 'server-busy', status: 503 },
  { ...down, reason: 'answer-unreadable' },
  { ...down, reason: 'port-closed' },
  { ...down, reason: 'sockets-dropped' },
  { ...down, reason: 'port-silent' },
  { kind: 'closed', at },
];

describe('what the operator reads about the tunnel', () => {
  it('differs for each state, and says what to do wherever the tunnel is down', () => {
    const texts = states.map(tunnelText);

    expect(new Set(texts.map(({ happened }) => happened)).size).toBe(states.length);
    states.forEach(({ kind }, index) => {
      if (kind !== 'opening' && kind !== 'open') expect(texts[index]?.next).not.toBe('');
    });
  });

  it("quotes the server's own words and both names", () => {
    expect(tunnelText(states[6]!).happened).toBe(
      'O servidor do túnel recusou o registro (HTTP 401) e disse: “Wrong password.”.',
    );
    expect(tunnelText(states[2]!).happened).toMatch(/“bold-bat-1”.*“provedor1”/);
  });
});
