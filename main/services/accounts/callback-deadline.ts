/** When the gateway of an account gives up telling us, as the screens show it. */
import {
  callbackDeadline,
  type CallbackDeadline,
  type CallbackRetries,
  type CallbackStanding,
} from '../../../domain/callback-deadline.ts';
import type { Account } from '../../store/accounts.ts';
import type { Tools } from '../tools.ts';

export interface DeadlineTools extends Tools {
  /** What is known of the way that the account's callbacks take. */
  readonly callbackStandingOf: (account: Account) => CallbackStanding;
}

/** Null while callbacks come through, and for an account that is not used. */
export function deadlineOf(tools: DeadlineTools, account: Account) {
  const { callbackRetries } = tools.gateways.definitionOf(account.gateway);
  const standing = tools.callbackStandingOf(account);
  const deadline = callbackDeadline(standing, callbackRetries, tools.clock.now());
  if (deadline.state === 'fine' || !account.isActive) return null;
  return {
    ...deadline,
    endsAt: deadline.endsAt ?? null,
    triesLeft: triesLeftOf(deadline, callbackRetries),
    end: callbackRetries?.end ?? null,
  };
}

/** Known only where every try was seen. */
function triesLeftOf(
  { isEstimate, failedTries }: Exclude<CallbackDeadline, { readonly state: 'fine' }>,
  retries: CallbackRetries | undefined,
): number | null {
  if (isEstimate || retries?.tries === undefined) return null;
  return Math.max(0, retries.tries - failedTries);
}
