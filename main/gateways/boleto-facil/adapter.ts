/** Boleto Fácil API v1 behind the port. What is absent here, v1 has no call for. */
import type { Gateway } from '../gateway.ts';
import { cancel, testCredentials } from './actions.ts';
import { readCallback, topicOf } from './callback.ts';
import { listChanges } from './changes.ts';
import { issueGroup } from './group.ts';
import { issue } from './issue.ts';
import { fetchCharge } from './reading.ts';
import { resolveCharge, resolveGroup } from './resolve.ts';
import type { Session } from './session.ts';

export function createBoletoFacil(session: Session): Gateway {
  return {
    testCredentials: (context) => testCredentials(session, context),
    issue: (charge, context) => issue(session, charge, context),
    issueGroup: (group, context) => issueGroup(session, group, context),
    resolve: (charge, context) => resolveCharge(session, charge, context),
    resolveGroup: (group, context) => resolveGroup(session, group, context),
    fetchCharge: (charge, context) => fetchCharge(session, charge, context),
    cancel: (charge, context) => cancel(session, charge, context),
    listChanges: (window, context) => listChanges(session, window, context),
    topicOf,
    readCallback: (callback, context) => readCallback(session, callback, context),
  };
}
