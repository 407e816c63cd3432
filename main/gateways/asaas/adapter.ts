/** Asaas API v3 behind the port. One instance per account: it remembers the account's customers. */
import type { Gateway } from '../gateway.ts';
import { act, cancel, changeDueDate, markSettled, refund, undoMark } from './actions.ts';
import { readCallback, topicOf } from './callback.ts';
import { calls } from './calls.ts';
import { listChanges } from './changes.ts';
import { createCustomers } from './customers.ts';
import { issueGroup } from './group.ts';
import { issue } from './issue.ts';
import { fetchCharge } from './reading.ts';
import { resolveCharge, resolveGroup } from './resolve.ts';
import type { Session } from './session.ts';
import { callbackHealth, registerCallbackUrl } from './webhooks.ts';

export function createAsaas(session: Session): Gateway {
  const desk = { session, customers: createCustomers(session) };
  return {
    testCredentials: (context) => act(session, calls.onePayment(), context),
    issue: (charge, context) => issue(desk, charge, context),
    issueGroup: (group, context) => issueGroup(desk, group, context),
    resolve: (charge, context) => resolveCharge(session, charge, context),
    resolveGroup: (group, context) => resolveGroup(session, group, context),
    fetchCharge: (charge, context) => fetchCharge(session, charge.gatewayId, context),
    cancel: (charge, context) => cancel(session, charge, context),
    listChanges: (window, context) => listChanges(session, window, context),
    topicOf,
    readCallback: (callback, context) => readCallback(session, callback, context),
    changeDueDate: (change, context) => changeDueDate(session, change, context),
    markSettled: (charge, context) => markSettled(session, charge, context),
    undoMark: (charge, context) => undoMark(session, charge, context),
    refund: (wanted, context) => refund(session, wanted, context),
    registerCallbackUrl: (url, context) => registerCallbackUrl(session, url, context),
    callbackHealth: (url, context) => callbackHealth(session, url, context),
  };
}
