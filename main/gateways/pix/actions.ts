/** Actions on a charge that exists (pix 1.3, 1.6, 1.10). */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { cents, subtract, type Cents } from '../../../domain/money.ts';
import type { DueDateChange, RefundToAsk } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome, RefundOutcome, Refusal } from '../outcomes.ts';
import type { HttpCall } from '../http.ts';
import { movedAmount } from './bodies.ts';
import { calls, type RefundName, type RevisionBody } from './calls.ts';
import { returningOf } from './events.ts';
import { dueOnOf, kindOf, readCents, readInstant, reaisOf, secondsUntilEndOf } from './mapping.ts';
import { notRead, readCharge, UNREADABLE, type ReadCharge } from './reading.ts';
import { isNothing, type Session } from './session.ts';
import { cobvWithTerms, devolucao, type WirePix } from './wire.ts';

/** One call that proves the login, and the rights that Baixa needs where the bank tells them. */
export async function testCredentials(
  session: Session,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.lastPix(session.clock.now()), context);
  if (!answer.ok && !isNothing(answer)) return answer.outcome;
  const missing = session.missingScopes();
  if (missing.length === 0) return { ending: 'done' };
  const text = `Faltam permissões (escopos) na aplicação do banco: ${missing.join(', ')}.`;
  return { ending: 'not-sent', reason: 'credentials', text };
}

/** Asked before: a charge that was paid meanwhile is not removed, and what is removed already is done. */
export async function cancel(
  session: Session,
  txid: string,
  context: CallContext,
): Promise<ActionOutcome> {
  const reading = await readCharge(session, txid, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const over = overOf(reading.read);
  if (over) return over;
  const { kind } = reading.read;
  const answer = await session.call(calls.revise(txid, kind, REMOVAL), context);
  if (answer.ok) return { ending: 'done' };
  if (answer.outcome.ending !== 'rejected') return answer.outcome;
  // Somebody was faster, most likely the payer.
  const again = await readCharge(session, txid, context);
  return (again.found === 'charge' ? overOf(again.read) : undefined) ?? answer.outcome;
}

/** A removal stands alone: with another field beside it, it is refused. */
const REMOVAL: RevisionBody = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' };

const PAID_ALREADY: Refusal = {
  level: 'data',
  code: 'paid-already',
  text: 'Esta cobrança já foi paga, e não pode mais ser cancelada no banco.',
};

/** How a cancel ends without a call; undefined while the charge is open. */
function overOf({ charge }: ReadCharge): ActionOutcome | undefined {
  const kind = kindOf(charge);
  if (kind === 'cancelled') return { ending: 'done' };
  return kind === 'paid' ? { ending: 'rejected', refusal: PAID_ALREADY } : undefined;
}

const NOT_OPEN: Refusal = {
  level: 'data',
  code: 'not-open',
  text: 'Esta cobrança não está mais aberta no banco, e o seu vencimento não muda.',
};

/** A revision takes the place of what it names, so that the whole amount goes with the new date. */
export async function changeDueDate(
  session: Session,
  { charge, dueOn }: DueDateChange,
  context: CallContext,
): Promise<ActionOutcome> {
  const txid = charge.gatewayId;
  const reading = await readCharge(session, txid, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const { read } = reading;
  if (kindOf(read.charge) !== 'registered') return { ending: 'rejected', refusal: NOT_OPEN };
  if (dueOnOf(read.charge) === dueOn) return { ending: 'done' };
  const body = revisionOf(read, dueOn);
  if (!body) return { ending: 'not-sent', reason: 'refused-before-processing', text: UNREADABLE };
  return act(session, calls.revise(txid, read.kind, body), context);
}

function revisionOf(read: ReadCharge, dueOn: CivilDate): RevisionBody | undefined {
  const { charge, kind, raw } = read;
  const from = dueOnOf(charge);
  if (kind === 'cob') {
    const madeAt = readInstant(charge.calendario.criacao);
    return madeAt && { calendario: { expiracao: secondsUntilEndOf(dueOn, madeAt) } };
  }
  const parsed = cobvWithTerms.safeParse(raw);
  if (!parsed.success || !from) return undefined;
  return {
    calendario: {
      dataDeVencimento: dueOn,
      // The standard's own value where the bank tells none (pix 1.4).
      validadeAposVencimento: charge.calendario.validadeAposVencimento ?? 30,
    },
    valor: movedAmount(parsed.data.valor, { from, to: dueOn }),
  };
}

async function act(session: Session, call: HttpCall, context: CallContext): Promise<ActionOutcome> {
  const answer = await session.call(call, context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

const NOTHING_TO_REFUND: Refusal = {
  level: 'data',
  code: 'nothing-to-refund',
  text: 'Nenhum Pix desta cobrança tem esse valor para devolver.',
};

/** Of several payments the latest goes back first: it is the one too many. */
export async function refund(
  session: Session,
  { charge, amountCents }: RefundToAsk,
  context: CallContext,
): Promise<RefundOutcome> {
  const reading = await readCharge(session, charge.gatewayId, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const [chosen] = reading.read.pix
    .map(({ pix }) => ({ pix, leftCents: leftOf(pix), at: readInstant(pix.horario) ?? '' }))
    .filter(({ leftCents }) => leftCents > 0 && leftCents >= (amountCents ?? 0))
    .sort((one, other) => other.at.localeCompare(one.at));
  if (!chosen) return { ending: 'rejected', refusal: NOTHING_TO_REFUND };
  const { pix, leftCents } = chosen;
  return askRefund(session, { pix, amountCents: amountCents ?? leftCents }, context);
}

function leftOf(pix: WirePix): Cents {
  return subtract(readCents(pix.valor) ?? cents(0), returningOf(pix));
}

/** The name says how much had gone back before: asking again for the same is the same refund. */
async function askRefund(
  session: Session,
  { pix, amountCents }: { readonly pix: WirePix; readonly amountCents: Cents },
  context: CallContext,
): Promise<RefundOutcome> {
  const attempt = (pix.devolucoes ?? []).filter(({ status }) => status === 'NAO_REALIZADO').length;
  const name: RefundName = {
    endToEndId: pix.endToEndId,
    id: `BAIXA${returningOf(pix)}N${attempt}V${amountCents}`,
  };
  const answer = await session.call(calls.askRefund(name, reaisOf(amountCents)), context);
  if (answer.ok) return refundOutcome(answer.body);
  if (answer.outcome.ending !== 'unknown') return answer.outcome;
  const seen = await session.call(calls.getRefund(name), context);
  return seen.ok ? refundOutcome(seen.body) : answer.outcome;
}

/** Taken is done: that the money is back is told by the Pix later. */
function refundOutcome(body: unknown): RefundOutcome {
  const parsed = devolucao.safeParse(body);
  if (!parsed.success) return { ending: 'unknown', text: UNREADABLE };
  return parsed.data.status === 'NAO_REALIZADO'
    ? { ending: 'rejected', refusal: NOT_DONE }
    : { ending: 'done' };
}

const NOT_DONE: Refusal = {
  level: 'data',
  code: 'refund-refused',
  text: 'O banco não fez a devolução: em geral falta saldo na conta.',
};
