/** Answers of the API Pix (pix.md 1.6, 1.7, 1.9), in the words of the standard; what a bank adds comes from its profile. */
import { ZERO, type Cents } from '../../../domain/money.ts';
import { dynamicPix } from '../br-code.ts';
import type { Charge, Location, Payment, Person, Refund } from '../store/pix/charge.ts';
import type { Webhook } from '../store/pix/webhooks.ts';
import type { PixContext } from './context.ts';
import { amountText } from './money.ts';
import type { PixPlace } from './profile.ts';

/** What is absent stays out of the JSON. */
const present = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Answer of making and revising a charge. */
export function chargeView(context: PixContext, charge: Charge): Readonly<Record<string, unknown>> {
  const { content } = charge;
  const location = locationOf(context, charge);
  const hasAddress =
    location !== undefined && (charge.kind === 'cob' || context.profile.tellsDueLocation);
  const copies = context.settings().tellsCopyAndPaste && location !== undefined;
  return present({
    calendario: calendarOf(context, charge),
    txid: charge.txid,
    revisao: charge.revision,
    loc: location === undefined ? undefined : locView(context, location),
    location: hasAddress ? addressOf(context, location) : undefined,
    status: charge.status,
    devedor: content.devedor,
    recebedor: charge.kind === 'cobv' ? context.settings().receiver : undefined,
    valor: content.valor,
    chave: content.chave,
    pixCopiaECola: copies ? pixCodeOf(context, charge) : undefined,
    solicitacaoPagador: content.solicitacaoPagador,
    infoAdicionais: content.infoAdicionais,
  });
}

/** Answer of asking for a charge: its Pix come with it once there is one. */
export function fullChargeView(
  context: PixContext,
  charge: Charge,
  place: 'charge' | 'charge-list' = 'charge',
): unknown {
  const pix = context.payments.ofTxid(charge.txid);
  return {
    ...chargeView(context, charge),
    ...(pix.length === 0 ? {} : { pix: pix.map((one) => pixView(context, one, place)) }),
  };
}

function calendarOf(context: PixContext, charge: Charge): unknown {
  const criacao = timeText(context, charge.createdAt);
  if (charge.kind === 'cobv') return { criacao, ...charge.content.calendario };
  const { expiracao } = charge.content.calendario;
  return { criacao, expiracao: context.profile.expirationOf(context.settings(), expiracao) };
}

const timeText = (context: PixContext, at: Charge['createdAt']): string =>
  context.profile.instantText(context.settings(), at);

export const locationOf = (context: PixContext, { locationId }: Charge): Location | undefined =>
  locationId === null ? undefined : context.locations.byId(locationId);

/** Address of a payload without scheme; the part before the token tells the kind (pix.md 5). */
export const addressOf = ({ profile }: PixContext, { kind, token }: Location): string =>
  `${profile.locationBase}/${kind === 'cobv' ? 'cobv/' : ''}${token}`;

/** The copy-and-paste code; null for a charge whose address was taken away. */
export function pixCodeOf(context: PixContext, charge: Charge): string | null {
  const location = locationOf(context, charge);
  return location === undefined ? null : codeOf(context, location);
}

export function codeOf(context: PixContext, location: Location): string {
  const { nome, cidade } = context.settings().receiver;
  return dynamicPix({ location: addressOf(context, location), name: nome, city: cidade });
}

const locView = (context: PixContext, location: Location) => ({
  id: location.id,
  location: addressOf(context, location),
  tipoCob: location.kind,
  criacao: timeText(context, location.createdAt),
});

/** A location by itself, with the txid of the charge that uses it. */
export const locationView = (context: PixContext, location: Location): unknown =>
  present({ ...locView(context, location), txid: location.txid ?? undefined });

/** A Pix received, with its refunds. */
export function pixView(context: PixContext, payment: Payment, place: PixPlace): unknown {
  const refunds = context.payments.refundsOf(payment.e2eid);
  return present({
    endToEndId: payment.e2eid,
    txid: payment.txid ?? undefined,
    valor: amountText(payment.amountCents),
    componentesValor: context.settings().tellsComponents ? componentsView(payment) : undefined,
    chave: payment.key,
    horario: timeText(context, payment.at),
    infoPagador: payment.info,
    devolucoes:
      refunds.length === 0 ? undefined : refunds.map((refund) => refundView(context, refund)),
    ...context.profile.pixExtras(context.settings(), payment, place),
  });
}

function componentsView({ components }: Payment): unknown {
  const parts: readonly [string, Cents | undefined][] = Object.entries(components);
  return Object.fromEntries(
    parts.map(([name, value = ZERO]) => [name, { valor: amountText(value) }]),
  );
}

export function refundView(context: PixContext, refund: Refund): unknown {
  const isFinal = refund.status === 'DEVOLVIDO';
  return present({
    id: refund.id,
    rtrId: refund.rtrId,
    valor: amountText(refund.amountCents),
    natureza: refund.nature,
    descricao: refund.description ?? undefined,
    horario: {
      solicitacao: timeText(context, refund.requestedAt),
      ...(isFinal ? { liquidacao: timeText(context, refund.settlesAt) } : {}),
    },
    status: refund.status,
    motivo: refund.reason ?? undefined,
    ...context.profile.refundExtras(refund),
  });
}

export const webhookView = (context: PixContext, webhook: Webhook): unknown => ({
  webhookUrl: webhook.url,
  chave: webhook.key,
  criacao: timeText(context, webhook.createdAt),
});

/** CPF or CNPJ and name, as banks show who paid. */
export const payerView = ({ cpf, cnpj, nome }: Person) => present({ cpf, cnpj, nome });
