/** Reading single charges back. The gateway has no list and cannot look for a reference. */
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { FetchOutcome } from '../outcomes.ts';
import { calls } from './calls.ts';
import { eventOf } from './events.ts';
import { issuedOfDetail } from './mapping.ts';
import { isNotFound } from './refusals.ts';
import { failureText, UNREADABLE, type Session } from './session.ts';
import { detailAnswer, type WireDetail } from './wire.ts';

export type DetailReading =
  | { readonly found: 'charge'; readonly detail: WireDetail }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

/** detalharCobranca. */
export async function readDetail(
  session: Session,
  chave: string,
  context: CallContext,
): Promise<DetailReading> {
  const answer = await session.call(calls.detail(chave), context);
  if (!answer.ok) {
    if (answer.outcome.ending === 'rejected' && isNotFound(answer.body))
      return { found: 'nothing' };
    return { found: 'unreachable', text: failureText(answer) };
  }
  const parsed = detailAnswer.safeParse(answer.body);
  if (!parsed.success) return { found: 'unreachable', text: UNREADABLE };
  return { found: 'charge', detail: parsed.data.Boleto };
}

/** A charge as the gateway shows it now. */
export async function fetchCharge(
  session: Session,
  { gatewayId, reference }: ChargeAtGateway,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readDetail(session, gatewayId, context);
  if (reading.found !== 'charge') return reading;
  const { detail } = reading;
  const event = eventOf({ chave: gatewayId, detail, reference, seenAt: session.clock.now() });
  const issued = issuedOfDetail(gatewayId, detail);
  return {
    found: 'charge',
    snapshot: {
      status: event.kind,
      rawStatus: event.rawStatus,
      ...(issued && { issued }),
      events: [event],
    },
  };
}
