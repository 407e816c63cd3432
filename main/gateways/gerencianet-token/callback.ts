/**
 * Callbacks: a form with the field `xml`, about one charge or several, without any signature (efi 5.4). Each charge
 * is asked for at the gateway before anything is told of it.
 */
import type { CallbackReading, CallbackToRead, GatewayEvent } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { eventOf } from './events.ts';
import { formField } from './form-field.ts';
import { kindOf } from './mapping.ts';
import { readDetail } from './reading.ts';
import type { Session } from './session.ts';
import { callbackDocument, readXml, type WireNotice } from './wire.ts';

const NO_FIELD = 'O aviso não traz o campo xml do modo token da Gerencianet.';
const NO_DOCUMENT = 'O campo xml do aviso não tem a forma de um aviso do modo token.';

/** Fields by which other generations of the gateway's callbacks are known (efi 5.4). */
const OTHER_GENERATIONS: readonly (readonly [field: string, why: string])[] = [
  [
    'notification',
    'Este aviso é da API atual, com Client ID e Client Secret: cadastre esta URL em uma conta do tipo Efí (Gerencianet).',
  ],
  [
    'notificacao',
    'Este aviso é da antiga API de pagamentos da Gerencianet, que o Baixa não atende. Use o modo token ou a API atual.',
  ],
];

type Told =
  | { readonly told: 'charges'; readonly notices: readonly WireNotice[] }
  | { readonly told: 'nothing'; readonly why: string };

/** The first charge: the gateway may be asked at once about one that we know. */
export function topicOf(callback: CallbackToRead): string | undefined {
  const body = readBody(callback);
  return body.told === 'charges' ? body.notices[0]?.chave : undefined;
}

export async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const body = readBody(callback);
  if (body.told === 'nothing') return { reading: 'unreadable', why: body.why };
  const parsed = parsedOf(body.notices);
  const events: GatewayEvent[] = [];
  const notices = callback.isHint === true ? body.notices.map(withoutMoney) : body.notices;
  for (const notice of notices) {
    const confirmed = await confirm(session, notice, context);
    if (confirmed.found === 'unreachable')
      return { reading: 'unreachable', text: confirmed.text, parsed };
    if (confirmed.found === 'event') events.push(confirmed.event);
  }
  // What the gateway does not show, or not yet, is asked for once more before the callback is put aside.
  if (events.length === 0 && body.notices.length > 0) return { reading: 'unknown-token', parsed };
  return { reading: 'events', events, parsed };
}

type Confirmed =
  | { readonly found: 'event'; readonly event: GatewayEvent }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

async function confirm(
  session: Session,
  notice: WireNotice,
  context: CallContext,
): Promise<Confirmed> {
  const { chave } = notice;
  const reading = await readDetail(session, chave, context);
  if (reading.found !== 'charge') return reading;
  const event = eventOf({ chave, detail: reading.detail, notice, seenAt: session.clock.now() });
  return isShown(notice, event) ? { found: 'event', event } : { found: 'nothing' };
}

/** Whoever knows no secret of ours may name a charge, never an amount, a day or a título. */
function withoutMoney({ chave, status }: WireNotice): WireNotice {
  return { chave, status };
}

/** A payment or a cancelling that the gateway itself does not show has not happened. */
function isShown(notice: WireNotice, event: GatewayEvent): boolean {
  const told = kindOf(notice.status);
  if (told !== 'paid' && told !== 'cancelled') return true;
  return event.kind === 'paid' || event.kind === 'cancelled';
}

function readBody(callback: CallbackToRead): Told {
  const xml = formField(callback, 'xml');
  if (xml === undefined) return { told: 'nothing', why: whyNot(callback) };
  const document = readXml(xml);
  // The panel's test has no charge in it.
  if (document === '') return { told: 'charges', notices: [] };
  const parsed = callbackDocument.safeParse(document);
  if (!parsed.success) return { told: 'nothing', why: NO_DOCUMENT };
  const byKey = new Map(parsed.data.cobranca.map((notice) => [notice.chave, notice]));
  return { told: 'charges', notices: [...byKey.values()] };
}

function whyNot(callback: CallbackToRead): string {
  const other = OTHER_GENERATIONS.find(([field]) => formField(callback, field) !== undefined);
  return other?.[1] ?? NO_FIELD;
}

/** What the body said, for the screen: no word about the payer. */
function parsedOf(notices: readonly WireNotice[]): Readonly<Record<string, string>> {
  const joined = (read: (notice: WireNotice) => string | number | undefined): string =>
    notices.map((notice) => String(read(notice) ?? '-')).join(', ');
  return {
    chave: joined(({ chave }) => chave),
    status: joined(({ status }) => status),
    retorno: joined(({ retorno }) => retorno),
    valorPago: joined(({ valorPago }) => valorPago),
  };
}
