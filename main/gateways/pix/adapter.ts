/** The central bank's API Pix behind the port, for the banks of `profiles.ts`. One instance per account: it holds the access token. */
import type { Gateway } from '../gateway.ts';
import { cancel, changeDueDate, refund, testCredentials } from './actions.ts';
import { readCallback, topicOf } from './callback.ts';
import { listChanges } from './changes.ts';
import { issue, NO_CARNE } from './issue.ts';
import { fetchCharge } from './reading.ts';
import { resolveCharge } from './resolve.ts';
import type { Session } from './session.ts';
import { registerCallbackUrl } from './webhooks.ts';

export function createPix(session: Session): Gateway {
  return {
    testCredentials: (context) => testCredentials(session, context),
    issue: (charge, context) => issue(session, charge, context),
    issueGroup: () => Promise.resolve({ ending: 'rejected', refusal: NO_CARNE }),
    resolve: (charge, context) => resolveCharge(session, charge, context),
    resolveGroup: () => Promise.resolve({ found: 'nothing' }),
    fetchCharge: (charge, context) => fetchCharge(session, charge.gatewayId, context),
    cancel: (charge, context) => cancel(session, charge.gatewayId, context),
    listChanges: (window, context) => listChanges(session, window, context),
    topicOf,
    readCallback: (callback, context) => readCallback(session, callback, context),
    changeDueDate: (change, context) => changeDueDate(session, change, context),
    refund: (wanted, context) => refund(session, wanted, context),
    registerCallbackUrl: (url, context) => registerCallbackUrl(session, url, context),
  };
}
