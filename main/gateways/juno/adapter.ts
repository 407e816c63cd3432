/** Juno API 2.0 behind the port. One instance per account: it holds the account's access token. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { Gateway } from '../gateway.ts';
import { act, cancel } from './actions.ts';
import { readCallback, topicOf } from './callback.ts';
import { calls } from './calls.ts';
import { listChanges } from './changes.ts';
import { issueGroup } from './group.ts';
import { issue } from './issue.ts';
import { fetchCharge } from './reading.ts';
import { resolveCharge, resolveGroup } from './resolve.ts';
import type { Session } from './session.ts';
import { registerCallbackUrl } from './webhooks.ts';

export function createJuno(session: Session): Gateway {
  const today = () => civilDateOf(session.clock.now());
  return {
    testCredentials: (context) => act(session, calls.oneCharge(today()), context),
    issue: (charge, context) => issue(session, charge, context),
    issueGroup: (group, context) => issueGroup(session, group, context),
    resolve: (charge, context) => resolveCharge(session, charge, context),
    resolveGroup: (group, context) => resolveGroup(session, group, context),
    fetchCharge: (charge, context) => fetchCharge(session, charge.gatewayId, context),
    cancel: (charge, context) => cancel(session, charge, context),
    listChanges: (window, context) => listChanges(session, window, context),
    topicOf,
    readCallback: (callback, context) => readCallback(session, callback, context),
    registerCallbackUrl: (url, context) => registerCallbackUrl(session, url, context),
  };
}
