/** Gerencianet's token mode behind the port. One instance per account: it remembers issues without a clear ending. */
import type { Gateway } from '../gateway.ts';
import { cancel } from './actions.ts';
import type { IssueSettings } from './bodies.ts';
import { readCallback, topicOf } from './callback.ts';
import { issue, type Desk } from './issue.ts';
import { createMemory } from './memory.ts';
import { fetchCharge } from './reading.ts';
import { resolveCharge, testCredentials } from './resolve.ts';
import type { Session } from './session.ts';

const NO_CARNE = {
  level: 'data',
  code: 'no-carne',
  text: 'O modo token da Gerencianet não emite carnês: as parcelas vão como boletos, um a um.',
} as const;

export function createGerencianetToken(session: Session, settings: IssueSettings): Gateway {
  const desk: Desk = { session, settings, memory: createMemory() };
  return {
    testCredentials: (context) => testCredentials(session, context),
    issue: (charge, context) => issue(desk, charge, context),
    issueGroup: () => Promise.resolve({ ending: 'rejected', refusal: NO_CARNE }),
    resolve: (charge, context) => resolveCharge(desk, charge, context),
    resolveGroup: () => Promise.resolve({ found: 'nothing' }),
    fetchCharge: (charge, context) => fetchCharge(session, charge, context),
    cancel: (charge, context) => cancel(session, charge, context),
    // `hasNoList` of the definition: what changed is asked for charge by charge.
    listChanges: () => Promise.resolve({ found: 'page', events: [] }),
    topicOf,
    readCallback: (callback, context) => readCallback(session, callback, context),
  };
}
