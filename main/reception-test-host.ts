/** Gives the one-click test its ports: the listener's marks, DNS itself, and the account's own address. */
import { assertNever } from '../domain/assert-never.ts';
import { createReceptionTests, type ReceptionTests } from './callbacks/one-click-test/tests.ts';
import type { Pointing, TestPorts } from './callbacks/one-click-test/ports.ts';
import { resolveHost } from './exposure/address/resolve-host.ts';

export function hostReceptionTests(parts: Omit<TestPorts, 'resolve' | 'signal'>): ReceptionTests {
  return createReceptionTests({ ...parts, resolve: pointingOf });
}

async function pointingOf(host: string): Promise<Pointing> {
  const finding = await resolveHost(host, undefined);
  switch (finding.kind) {
    case 'public':
    case 'elsewhere':
      return { kind: 'found', addresses: [...finding.v4, ...finding.v6] };
    case 'not-public':
    case 'not-found':
    case 'no-answer':
      return { kind: 'trouble', text: finding.text };
    case 'cancelled':
      return { kind: 'trouble', text: 'A pergunta ao DNS foi cancelada.' };
    default:
      return assertNever(finding);
  }
}
