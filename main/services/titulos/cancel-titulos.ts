import type { Titulo } from '../../store/titulos.ts';
import { closeCharges } from '../charges/close-charges.ts';
import { nextTurn, OPERATOR, type Tools } from '../tools.ts';
import { waitingMoneyOf, type WaitingMoney } from './waiting-money.ts';

export type CancelRefusal = 'paid' | 'partly-paid' | 'already-cancelled' | WaitingMoney;

export interface CancelResult {
  readonly tituloId: number;
  readonly number: number;
  /** Undefined when it was cancelled. */
  readonly refusal: CancelRefusal | undefined;
}

/**
 * Cancels a título here and asks the gateway to cancel its charge. A charge that is on its way is
 * cancelled as soon as its fate is known; a payment that arrives all the same waits for a decision.
 */
export function cancelTitulo(tools: Tools, tituloId: number, reason: string): CancelResult {
  const { books, clock } = tools;
  return books.transaction(() => {
    const titulo = books.titulos.getById(tituloId);
    const refusal = refusalOf(tools, titulo);
    if (refusal !== undefined) return { tituloId, number: titulo.number, refusal };
    books.titulos.cancel({ id: tituloId, closedAt: clock.now(), reason });
    closeCharges(tools, { tituloId, reason: 'cancelled' });
    books.audit.write({
      at: clock.now(),
      actor: OPERATOR,
      action: 'cancelled',
      entity: 'titulo',
      entityId: tituloId,
    });
    return { tituloId, number: titulo.number, refusal: undefined };
  });
}

function refusalOf(tools: Tools, titulo: Titulo): CancelRefusal | undefined {
  if (titulo.state === 'paid' || titulo.state === 'partly-paid') return titulo.state;
  if (titulo.state === 'cancelled') return 'already-cancelled';
  return waitingMoneyOf(tools, titulo.id);
}

/** Cancels a selection, each título in a transaction of its own. */
export async function cancelTitulos(tools: Tools, ids: readonly number[], reason: string) {
  const results: CancelResult[] = [];
  for (const [index, id] of ids.entries()) {
    results.push(cancelTitulo(tools, id, reason));
    if (index % CANCELLED_AT_ONCE === CANCELLED_AT_ONCE - 1) {
      await nextTurn();
    }
  }
  tools.notify('titulos', 'all');
  tools.notify('carnes', 'all');
  return {
    done: results.filter(({ refusal }) => refusal === undefined).length,
    refused: results.flatMap(({ tituloId, number, refusal }) =>
      refusal === undefined ? [] : [{ tituloId, number, reason: refusal }],
    ),
  };
}

/** Títulos cancelled before the event loop is let go. */
const CANCELLED_AT_ONCE = 25;
