import { nextBankDay } from '../../../domain/bank-days.ts';
import type { CivilDate, Competence } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Cents } from '../../../domain/money.ts';
import type { Account } from '../../store/accounts.ts';
import { issuingAccount } from '../accounts/issuing-account.ts';
import { prepareCharge } from '../charges/prepare-charge.ts';
import { OPERATOR, todayOf, type Tools } from '../tools.ts';

/** A loose título (título avulso) as an operator asks for it. */
export interface TituloOrder {
  readonly clientId: number;
  readonly accountId: number;
  readonly description: string;
  readonly faceCents: Cents;
  readonly dueOn: CivilDate;
  readonly competence: Competence | null;
}

/**
 * Makes a título and prepares its charge, offline and in one transaction.
 * @returns its id
 * @throws Failure `due-date-past`, `value-too-low`: what no correction of the client could mend
 */
export function createTitulo(tools: Tools, order: TituloOrder): number {
  const { books } = tools;
  const account = issuingAccount(tools, order.accountId);
  const client = books.clients.getById(order.clientId);
  refuseImpossible(tools, account, order);
  const tituloId = books.transaction(() => {
    const contract = books.contracts.ofClient(client.id);
    const id = books.titulos.insert({
      number: takeNumber(tools, account),
      environment: account.environment,
      clientId: client.id,
      contractId: contract?.id ?? null,
      carneId: null,
      parcelNo: null,
      origin: 'loose',
      kind: 'avulso',
      description: order.description,
      competence: order.competence,
      dueOn: order.dueOn,
      effectiveDueOn: nextBankDay(order.dueOn),
      faceCents: order.faceCents,
      termsId: account.termsId,
      accountId: account.id,
      issuedOn: todayOf(tools),
      createdAt: tools.clock.now(),
    });
    const titulo = books.titulos.getById(id);
    prepareCharge(tools, { titulo, account, isExplicit: false, sendsNow: false });
    auditCreation(tools, id, account);
    return id;
  });
  tools.notify('titulos', [tituloId]);
  return tituloId;
}

/** What is wrong whoever the client is: a day that is over, a value under the gateway's minimum. */
export function refuseImpossible(
  tools: Tools,
  account: Account,
  order: { readonly dueOn: CivilDate; readonly faceCents: Cents },
): void {
  const { limits } = tools.gateways.definitionOf(account.gateway);
  if (order.dueOn < todayOf(tools)) {
    throw new Failure('due-date-past', 'The due date is past', { dueOn: order.dueOn });
  }
  if (order.faceCents < limits.minimumCents) {
    throw new Failure('value-too-low', 'The value is under the minimum of the gateway', {
      minimumCents: limits.minimumCents,
    });
  }
}

/** The next number; "título inicial" of the account may have raised it. Must run inside a transaction. */
export function takeNumber(tools: Tools, account: Account): number {
  const { sequences } = tools.books;
  if (account.startNumber !== null) sequences.raiseTo('titulo', account.startNumber);
  return sequences.take('titulo');
}

function auditCreation(tools: Tools, tituloId: number, account: Account): void {
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: OPERATOR,
    action: 'created',
    entity: 'titulo',
    entityId: tituloId,
    detail: { accountId: account.id },
  });
}
