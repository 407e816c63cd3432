/** Single boletos: create, define the payment, both in one step (efi.md 1.4, 1.5). */
import { randomUUID } from 'node:crypto';
import type { Charge, Item, Shipping } from '../store/efi/charge.ts';
import type { EfiContext } from './context.ts';
import { Refusal } from './errors.ts';
import {
  checkedCustomer,
  checkedDueDate,
  checkedTerms,
  checkLimits,
  checkTotal,
  identityOf,
  totalOf,
} from './rules.ts';
import { getCharge, move, tellNew } from './states.ts';
import { accept } from './validation.ts';
import { createdView, isIssued, issuedView } from './views.ts';
import {
  chargeSchema,
  oneStepSchema,
  paySchema,
  type BilletBody,
  type ChargeBody,
} from './wire.ts';

/** POST /v1/charge: a charge without boleto yet. */
export function createCharge(context: EfiContext, body: unknown): unknown {
  const accepted = accept(chargeSchema, body);
  checkTotal(context, totalOf(itemsOf(accepted), shippingsOf(accepted)));
  const charge = context.ports.store.transaction(() => addCharge(context, accepted));
  return createdView(charge);
}

/** POST /v1/charge/one-step. */
export function createOneStep(context: EfiContext, body: unknown): unknown {
  const { payment, ...charge } = accept(oneStepSchema, body);
  const billet = billetOf(payment);
  checkTotal(context, totalOf(itemsOf(charge), shippingsOf(charge)));
  // A refused payment leaves no charge behind: both or neither.
  const issued = context.ports.store.transaction(() =>
    issueBillet(context, addCharge(context, charge), billet),
  );
  return answerIssued(context, issued);
}

/** POST /v1/charge/:id/pay. */
export function definePayment(context: EfiContext, charge: Charge, body: unknown): unknown {
  const billet = billetOf(accept(paySchema, body).payment);
  if (charge.billet !== null) throw new Refusal(3500030);
  if (charge.status !== 'new') throw new Refusal(3500044);
  const issued = context.ports.store.transaction(() => issueBillet(context, charge, billet));
  return answerIssued(context, issued);
}

function billetOf(payment: {
  readonly banking_billet?: BilletBody | undefined;
  readonly credit_card?: unknown;
}): BilletBody {
  if (payment.banking_billet !== undefined) return payment.banking_billet;
  if (payment.credit_card !== undefined) throw new Refusal(3500007);
  const property = '/payment/banking_billet';
  throw new Refusal(3500034, {
    property,
    message: 'A propriedade [banking_billet] é obrigatória.',
  });
}

export const itemsOf = ({ items }: Pick<ChargeBody, 'items'>): readonly Item[] =>
  items.map(({ name, value, amount }) => ({ name, value, amount }));

const shippingsOf = ({ shippings }: ChargeBody): readonly Shipping[] =>
  shippings.map(({ name, value }) => ({ name, value }));

export const newSlug = (): string => randomUUID().replaceAll('-', '');

function addCharge(context: EfiContext, body: ChargeBody): Charge {
  const items = itemsOf(body);
  const shippings = shippingsOf(body);
  const chargeId = context.charges.add({
    carnetId: null,
    parcel: null,
    token: randomUUID(),
    slug: newSlug(),
    totalCents: totalOf(items, shippings),
    customId: body.metadata?.custom_id ?? null,
    notificationUrl: body.metadata?.notification_url ?? null,
    items,
    shippings,
    createdAt: context.now(),
  });
  const charge = getCharge(context, chargeId);
  tellNew(context, charge);
  return charge;
}

function issueBillet(context: EfiContext, charge: Charge, body: BilletBody): Charge {
  const expireOn = checkedDueDate(context, body.expire_at);
  const total = charge.totalCents;
  const terms = checkedTerms(context, body, { dueOn: expireOn, total });
  const customer = checkedCustomer(context, body.customer);
  const issue = { customer, items: charge.items, total, dueOn: expireOn };
  checkLimits(context, issue);
  context.charges.setBillet(charge.chargeId, {
    customer,
    expireOn,
    terms,
    message: body.message ?? null,
    hasPix: context.settings().bolix,
    identity: identityOf(issue),
    issuedAt: context.now(),
  });
  return move(context, charge, 'waiting');
}

function answerIssued(context: EfiContext, charge: Charge): unknown {
  if (!isIssued(charge)) throw new RangeError(`Charge ${charge.chargeId} has no boleto`);
  return issuedView(context, charge);
}
