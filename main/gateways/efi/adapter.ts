/** Efí / Gerencianet API Cobranças behind the port. One instance per account: it holds the account's access token. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { CallbackReading, CallbackToRead } from '../events.ts';
import type { CallContext, Gateway } from '../gateway.ts';
import { act, cancel, markSettled } from './actions.ts';
import { findToken } from './callback.ts';
import { calls } from './calls.ts';
import { listChanges, type PaidMemory } from './changes.ts';
import { eventsOfNotification } from './events.ts';
import { issueGroup } from './group.ts';
import { issue } from './issue.ts';
import { fetchCharge, UNREADABLE } from './reading.ts';
import { resolveCharge, resolveGroup } from './resolve.ts';
import { failureText, isNotFound, type Session } from './session.ts';
import { notificationAnswer } from './wire.ts';

export function createEfi(session: Session): Gateway {
  const memory: PaidMemory = new Map();
  return {
    testCredentials: (context) => act(session, smallestList(session), context),
    issue: (charge, context) => issue(session, charge, context),
    issueGroup: (group, context) => issueGroup(session, group, context),
    resolve: (charge, context) => resolveCharge(session, charge, context),
    resolveGroup: (group, context) => resolveGroup(session, group, context),
    fetchCharge: (charge, context) => fetchCharge(session, charge.gatewayId, context),
    cancel: (charge, context) => cancel(session, charge, context),
    listChanges: (window, context) => listChanges(session, window, { memory, context }),
    topicOf: (callback) => {
      const found = findToken(callback);
      return found.found === 'token' ? found.token : undefined;
    },
    readCallback: (callback, context) => readCallback(session, callback, context),
    changeDueDate: ({ charge, dueOn }, context) =>
      act(session, calls.changeDueDate(charge, dueOn), context),
    markSettled: (charge, context) => markSettled(session, charge, context),
    resendEmail: ({ charge, email }, context) =>
      act(session, calls.resendEmail(charge, email), context),
    setCallbackUrl: ({ charge, url }, context) =>
      act(session, calls.updateMetadata(charge, url), context),
  };
}

/** Proves the pair of credentials and, unlike the authorisation alone, the permission "API Cobranças". */
function smallestList(session: Session) {
  const today = civilDateOf(session.clock.now());
  return calls.listCharges({
    charge_type: 'billet',
    begin_date: today,
    end_date: today,
    date_of: 'creation',
    page: '1',
    limit: '1',
  });
}

/** The callback only names a token; what happened is asked at Efí, which also ends Efí's retries (efi 3.2). */
async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const found = findToken(callback);
  if (found.found === 'nothing') return { reading: 'unreadable', why: found.why };
  const { token } = found;
  const parsed = { notification: token };
  const answer = await session.call(calls.getNotification(token), context);
  if (!answer.ok) {
    if (isNotFound(answer)) return { reading: 'unknown-token', parsed };
    return { reading: 'unreachable', text: failureText(answer), parsed };
  }
  const entries = notificationAnswer.safeParse(answer.body);
  const source = { token, readAt: session.clock.now() };
  const events = entries.success ? eventsOfNotification(source, entries.data.data) : undefined;
  if (!events) return { reading: 'unreachable', text: UNREADABLE, parsed };
  return { reading: 'events', events, parsed };
}
