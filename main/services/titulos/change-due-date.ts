import { isLive } from '../../../domain/charge-states.ts';
import { nextBankDay } from '../../../domain/bank-days.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { discardCharge } from '../charges/discard-charge.ts';
import { prepareCharge } from '../charges/prepare-charge.ts';
import { OPERATOR, todayOf, type Tools } from '../tools.ts';

/**
 * Moves the due date of an open título: at once while nothing was sent, through the gateway
 * when its charge is registered.
 * @throws Failure `due-date-past`, `state-not-allowed`
 */
export function changeDueDate(tools: Tools, tituloId: number, dueOn: CivilDate): void {
  const { books } = tools;
  if (dueOn < todayOf(tools)) {
    throw new Failure('due-date-past', 'The new due date is past', { dueOn });
  }
  books.transaction(() => {
    const titulo = books.titulos.getById(tituloId);
    if (titulo.state !== 'open' && titulo.state !== 'partly-paid') {
      throw new Failure('state-not-allowed', 'Only an open título has a due date to change');
    }
    change(tools, { titulo, charge: books.charges.ofTitulo(tituloId).at(-1), dueOn });
    books.audit.write({
      at: tools.clock.now(),
      actor: OPERATOR,
      action: 'due-date-asked',
      entity: 'titulo',
      entityId: tituloId,
      detail: { from: titulo.dueOn, to: dueOn },
    });
  });
  tools.notify('titulos', [tituloId]);
}

interface Change {
  readonly titulo: Titulo;
  readonly charge: Charge | undefined;
  readonly dueOn: CivilDate;
}

function change(tools: Tools, { titulo, charge, dueOn }: Change): void {
  if (charge?.state === 'registered') return askGateway(tools, charge, dueOn);
  if (charge !== undefined && isLive(charge.state)) {
    throw new Failure('state-not-allowed', 'The charge is on its way', { state: charge.state });
  }
  changeHere(tools, { titulo, charge, dueOn });
}

function askGateway(tools: Tools, charge: Charge, dueOn: CivilDate): void {
  const now = tools.clock.now();
  tools.books.outbox.add({
    accountId: charge.accountId,
    subject: { chargeId: charge.id },
    action: 'change-due',
    payload: { dueOn },
    isExplicit: true,
    notBeforeAt: now,
    createdAt: now,
  });
}

/** A charge that was never sent is made anew: its reference must not stand for two due dates. */
function changeHere(tools: Tools, { titulo, charge, dueOn }: Change): void {
  const { books } = tools;
  books.titulos.changeDue({ id: titulo.id, dueOn, effectiveDueOn: nextBankDay(dueOn) });
  if (charge === undefined) return;
  if (charge.state === 'prepared' || charge.state === 'rejected') discardCharge(tools, charge);
  prepareCharge(tools, {
    titulo: books.titulos.getById(titulo.id),
    account: books.accounts.getById(titulo.accountId),
    isExplicit: false,
    sendsNow: false,
  });
}
