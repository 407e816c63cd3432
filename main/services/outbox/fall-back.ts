/** Lets another account step in for one that cannot issue: off until the operator gives accounts an order. */
import type { NotSent, Refusal } from '../../gateways/outcomes.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import { discardCharge } from '../charges/discard-charge.ts';
import { prepareCharge, problemsOf } from '../charges/prepare-charge.ts';
import { SYSTEM, type Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';

/** Tries without a network before another gateway is tried: a short cut in the line is no reason. */
const TRIES_WITHOUT_NETWORK = 3;

/** Whether this end is the account's trouble, and not the charge's own. Data that a gateway refuses never falls back. */
export function isAccountTrouble(ending: NotSent | Refusal, job: OutboxJob): boolean {
  if ('level' in ending) return ending.level === 'account';
  return ending.reason !== 'no-network' || job.row.tries + 1 >= TRIES_WITHOUT_NETWORK;
}

/** The account that would step in next: the first of a later rank that is neither off nor resting. */
export function nextAccountAfter(tools: Tools, account: Account): Account | undefined {
  if (account.fallbackRank === null) return undefined;
  const now = tools.clock.now();
  return tools.books.accounts
    .fallbacksAfter(account.environment, account.fallbackRank)
    .find(({ pausedUntilAt }) => pausedUntilAt === null || pausedUntilAt <= now);
}

/**
 * Issues charges that were not sent, or refused for their account's sake, at the next account, each as a new attempt of
 * its título. What that account would refuse stays where it is. Must run inside a transaction.
 */
export function fallBack(tools: Tools, job: OutboxJob, chargeIds: readonly number[]): void {
  const next = nextAccountAfter(tools, job.account);
  if (next === undefined) return;
  for (const id of chargeIds) {
    const charge = tools.books.charges.getById(id);
    if (charge.state === 'prepared' || charge.state === 'rejected') {
      moveOne(tools, { job, charge, next });
    }
  }
}

interface Move {
  readonly job: OutboxJob;
  readonly charge: Charge;
  readonly next: Account;
}

function moveOne(tools: Tools, { job, charge, next }: Move): void {
  const { books } = tools;
  const titulo = books.titulos.getById(charge.tituloId);
  // It may have been paid or cancelled while the call was under way.
  if (titulo.state !== 'open' && titulo.state !== 'partly-paid') return;
  if (problemsOf(tools, { titulo, account: next }).length > 0) return;
  discardCharge(tools, charge);
  books.titulos.changeAccount(titulo.id, next.id);
  prepareCharge(tools, {
    titulo: { ...titulo, accountId: next.id },
    account: next,
    isExplicit: job.row.isExplicit,
    sendsNow: true,
  });
  books.audit.write({
    at: tools.clock.now(),
    actor: SYSTEM,
    action: 'fell-back',
    entity: 'titulo',
    entityId: titulo.id,
    detail: { from: job.account.label, to: next.label, attempt: charge.attempt + 1 },
  });
}
