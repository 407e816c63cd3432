import { isLive } from '../../../domain/charge-states.ts';
import { nextBankDay } from '../../../domain/bank-days.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { discardCharge } from '../charges/discard-charge.ts';
import { prepareCharge } from '../charges/prepare-charge.ts';
import { queueDueChange } from '../charges/queue-due-change.ts';
import { OPERATOR, todayOf, type Tools } from '../tools.ts';
import { waitingMoneyOf } from './waiting-money.ts';

/**
 * Moves the due date of an open título: at once while nothing was sent, through the gateway
 * when its charge is registered.
 * @throws Failure `due-date-past`, `state-not-allowed` also while money of it is on its way
 */
export function changeDueDate(tools: Tools, tituloId: number, dueOn: CivilDate): void {
  const { books } = tools;
  if (dueOn < todayOf(tools)) {
    throw new Failure('due-date-past', 'The new due date is past', { dueOn });
  }
  books.transaction(() => {
    const titulo = books.titulos.getById(tituloId);
    refuse(tools, titulo);
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

function refuse(tools: Tools, { id, state }: Titulo): void {
  if (state !== 'open' && state !== 'partly-paid') {
    throw new Failure('state-not-allowed', 'Only an open título has a due date to change', {
      state,
    });
  }
  const reason = waitingMoneyOf(tools, id);
  if (reason !== undefined) {
    throw new Failure('state-not-allowed', 'Money of this título is on its way', { reason });
  }
}

interface Change {
  readonly titulo: Titulo;
  readonly charge: Charge | undefined;
  readonly dueOn: CivilDate;
}

function change(tools: Tools, { titulo, charge, dueOn }: Change): void {
  if (charge?.state === 'registered') {
    queueDueChange(tools, charge, dueOn);
  } else if (charge !== undefined && isLive(charge.state)) {
    throw new Failure('state-not-allowed', 'The charge is on its way', { state: charge.state });
  } else {
    changeHere(tools, { titulo, charge, dueOn });
  }
}

/** A charge that was never sent is made anew: its reference must not stand for two due dates. */
function changeHere(tools: Tools, { titulo, charge, dueOn }: Change): void {
  const { books } = tools;
  books.titulos.changeDue({ id: titulo.id, dueOn, effectiveDueOn: nextBankDay(dueOn) });
  if (charge === undefined) return;
  const rows = books.outbox.openOf({ chargeId: charge.id });
  if (charge.state === 'prepared' || charge.state === 'rejected') discardCharge(tools, charge);
  prepareCharge(tools, {
    titulo: books.titulos.getById(titulo.id),
    account: books.accounts.getById(titulo.accountId),
    isExplicit: rows.some(({ isExplicit }) => isExplicit),
    sendsNow: titulo.carneId !== null,
  });
}
