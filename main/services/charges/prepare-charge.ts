/** Validates a charge offline and stores it as `prepared`, with the reference it keeps for ever. */
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { subtract, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Account } from '../../store/accounts.ts';
import type { Titulo } from '../../store/titulos.ts';
import { todayOf, type Tools } from '../tools.ts';
import { describeCharge } from './describe-charge.ts';

export interface ChargeToPrepareNow {
  readonly titulo: Titulo;
  readonly account: Account;
  /** The carnê that it is sent with; the group has the outbox row then. */
  readonly groupId?: number;
  /** An operator asked for it: it goes at once, whatever "remessa on-line" says. */
  readonly isExplicit: boolean;
  /** Carnês go at once; other títulos when their day comes. */
  readonly sendsNow: boolean;
}

/** Code of a charge that its gateway would refuse as it is; the text holds the problems as JSON. */
export const INVALID_DATA = 'invalid-data';

/**
 * Must run inside a transaction. A charge with problems stays prepared without an outbox row,
 * and tells what is missing.
 * @returns the id of the new charge
 */
export function prepareCharge(tools: Tools, order: ChargeToPrepareNow): number {
  const { books, clock } = tools;
  const { titulo, account } = order;
  const reference = tools.newReference();
  const problems = problemsOf(tools, { titulo, account, reference });
  const chargeId = books.charges.insert({
    environment: titulo.environment,
    tituloId: titulo.id,
    accountId: account.id,
    groupId: order.groupId ?? null,
    attempt: books.charges.ofTitulo(titulo.id).length + 1,
    instrument: account.instrument,
    reference,
    amountCents: balanceOf(titulo),
    dueOn: titulo.dueOn,
    termsId: clampedTermsId(tools, titulo, account),
    preparedAt: clock.now(),
    failureCode: problems.length === 0 ? null : INVALID_DATA,
    failureText: problems.length === 0 ? null : JSON.stringify(problems),
  });
  if (problems.length === 0 && order.groupId === undefined) queueIssue(tools, order, chargeId);
  return chargeId;
}

/** What the gateway of the account would refuse this título for. */
export function problemsOf(
  tools: Tools,
  question: { readonly titulo: Titulo; readonly account: Account; readonly reference?: string },
): readonly Problem[] {
  const { titulo, account } = question;
  const definition = tools.gateways.definitionOf(account.gateway);
  const charge = describeCharge({
    reference: question.reference ?? '0'.repeat(20),
    instrument: account.instrument,
    amountCents: balanceOf(titulo),
    dueOn: titulo.dueOn,
    description: titulo.description,
    terms: definition.clampTerms(tools.books.terms.getById(titulo.termsId), balanceOf(titulo))
      .terms,
    client: tools.books.clients.getById(titulo.clientId),
    account,
  });
  return definition.checkOffline(charge, todayOf(tools));
}

/** What was paid already is not charged again. */
function balanceOf({ totalCents, settledCents }: Titulo): Cents {
  return subtract(totalCents, settledCents);
}

function clampedTermsId(tools: Tools, titulo: Titulo, account: Account): number {
  const asked = tools.books.terms.getById(titulo.termsId);
  const definition = tools.gateways.definitionOf(account.gateway);
  return tools.books.terms.idOf(definition.clampTerms(asked, balanceOf(titulo)).terms);
}

function queueIssue(tools: Tools, order: ChargeToPrepareNow, chargeId: number): void {
  const now = tools.clock.now();
  const isAtOnce = order.isExplicit || order.sendsNow;
  tools.books.outbox.add({
    accountId: order.account.id,
    subject: { chargeId },
    action: 'issue',
    isExplicit: order.isExplicit,
    notBeforeAt: isAtOnce
      ? now
      : sendingDay(order.titulo.dueOn, order.account.sendDaysBeforeDue, now),
    createdAt: now,
  });
}

/** The first moment of the day on which a future título is sent; now when that day is past. */
function sendingDay(dueOn: CivilDate, daysBefore: number, now: Instant): Instant {
  const day = instantInSaoPaulo(`${addDays(dueOn, -daysBefore)} 00:00:00`);
  return day > now ? day : now;
}
