/** Carnês: one call, one token, monthly parcels that are charges of their own (efi.md 1.4, 1.7, 1.8). */
import { randomUUID } from 'node:crypto';
import { addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { splitEvenly, sum, type Cents } from '../../../domain/money.ts';
import type { Carnet } from '../store/efi/carnets.ts';
import type { Charge, Customer, Item } from '../store/efi/charge.ts';
import { addLine, cancel, redirect, resend, setDueDate, settle, withMetadata } from './changes.ts';
import type { EfiContext } from './context.ts';
import { Refusal, unknownProperty } from './errors.ts';
import { itemsOf, newSlug } from './issue.ts';
import {
  checkedCustomer,
  checkedDueDate,
  checkedTerms,
  checkLimits,
  checkTotal,
  identityOf,
  totalOf,
} from './rules.ts';
import { canMove, getCharge, move, tellCarnet, tellNew } from './states.ts';
import { accept } from './validation.ts';
import { carnetView, createdCarnetView, isIssued, type IssuedCharge } from './views.ts';
import {
  carnetSchema,
  emailSchema,
  expireAtSchema,
  metadataSchema,
  parcelsSchema,
  type CarnetBody,
} from './wire.ts';

/** POST /v1/carnet. */
export function createCarnet(context: EfiContext, body: unknown): unknown {
  const accepted = accept(carnetSchema, body);
  const plan = planOf(context, accepted);
  const carnetId = context.ports.store.transaction(() => addCarnet(context, accepted, plan));
  return createdCarnetView(context, getCarnet(context, carnetId), parcelsOf(context, carnetId));
}

interface Plan {
  readonly customer: Customer;
  readonly items: readonly Item[];
  readonly firstDueOn: CivilDate;
  readonly identity: string;
  /** Value of each parcel. */
  readonly values: readonly Cents[];
}

function planOf(context: EfiContext, body: CarnetBody): Plan {
  if (body.repeats < 1) throw new Refusal(3500041);
  if (body.repeats > context.settings().maxParcels) throw new Refusal(4600059);
  const items = itemsOf(body);
  const total = totalOf(items, []);
  // How Efí rounds a divided sum is not documented; here the first parcels carry the odd centavos.
  const values = body.split_items
    ? splitEvenly(total, body.repeats)
    : Array.from({ length: body.repeats }, () => total);
  for (const value of values) checkTotal(context, value);
  const firstDueOn = checkedDueDate(context, body.expire_at);
  const customer = checkedCustomer(context, body.customer);
  const issue = { customer, items, total: sum(values), dueOn: firstDueOn };
  checkLimits(context, issue);
  return { customer, items, firstDueOn, values, identity: identityOf(issue) };
}

function addCarnet(context: EfiContext, body: CarnetBody, plan: Plan): number {
  const carnetId = context.carnets.add({
    token: randomUUID(),
    slug: newSlug(),
    customId: body.metadata?.custom_id ?? null,
    notificationUrl: body.metadata?.notification_url ?? null,
    repeats: body.repeats,
    hasSplitItems: body.split_items,
    valueCents: sum(plan.values),
    createdAt: context.now(),
  });
  const carnet = getCarnet(context, carnetId);
  tellCarnet(context, carnet, { previous: null, current: 'up_to_date' });
  plan.values.forEach((value, index) => {
    const dueOn = addMonths(plan.firstDueOn, index);
    addParcel(context, carnet, { body, plan, value, parcel: index + 1, dueOn });
  });
  return carnetId;
}

interface Parcel {
  readonly body: CarnetBody;
  readonly plan: Plan;
  readonly value: Cents;
  readonly parcel: number;
  readonly dueOn: CivilDate;
}

function addParcel(context: EfiContext, carnet: Carnet, parcel: Parcel): void {
  const { body, plan, value, dueOn } = parcel;
  const chargeId = context.charges.add({
    carnetId: carnet.carnetId,
    parcel: parcel.parcel,
    token: carnet.token,
    slug: newSlug(),
    totalCents: value,
    customId: carnet.customId,
    notificationUrl: carnet.notificationUrl,
    items: plan.items,
    shippings: [],
    createdAt: context.now(),
  });
  tellNew(context, getCharge(context, chargeId));
  context.charges.setBillet(chargeId, {
    customer: plan.customer,
    expireOn: dueOn,
    terms: parcelTerms(context, parcel),
    message: body.message ?? null,
    hasPix: context.settings().bolix,
    identity: plan.identity,
    issuedAt: context.now(),
  });
  move(context, getCharge(context, chargeId), 'waiting');
}

/** How `until_date` moves for later parcels is not documented; here it moves with the due date, month by month. */
function parcelTerms(context: EfiContext, { body, plan, value, parcel }: Parcel) {
  const on = { dueOn: plan.firstDueOn, total: value };
  const terms = checkedTerms(context, body, on);
  const { conditionalDiscount } = terms;
  if (conditionalDiscount === null) return terms;
  const untilOn = addMonths(conditionalDiscount.untilOn, parcel - 1);
  return { ...terms, conditionalDiscount: { ...conditionalDiscount, untilOn } };
}

/** GET /v1/carnet/:id. */
export const detailCarnet = (context: EfiContext, carnet: Carnet): unknown =>
  carnetView(context, carnet, parcelsOf(context, carnet.carnetId));

/** PUT /v1/carnet/:id/metadata: for the carnê and all its parcels. */
export function changeCarnetMetadata(context: EfiContext, carnet: Carnet, body: unknown): void {
  const metadata = accept(metadataSchema, body);
  const { customId, notificationUrl } = withMetadata(carnet, metadata);
  context.ports.store.transaction(() => {
    context.carnets.setMetadata(carnet.carnetId, customId, notificationUrl);
    for (const { chargeId } of context.charges.ofCarnet(carnet.carnetId))
      context.charges.setMetadata(chargeId, customId, notificationUrl);
    redirect(context, carnet.token, notificationUrl);
  });
}

/** PUT /v1/carnet/:id/parcel/:parcel. */
export function changeParcel(context: EfiContext, parcel: Charge, body: unknown): void {
  setDueDate(context, parcel, accept(expireAtSchema, body).expire_at);
}

/** PUT /v1/carnet/:id/parcels: all or none; bringing a date forward is refused with 3500101. */
export function changeParcels(context: EfiContext, carnet: Carnet, body: unknown): void {
  const { parcels } = accept(parcelsSchema, body);
  context.ports.store.transaction(() => {
    for (const { parcel, expire_at } of parcels) {
      const charge = getParcel(context, carnet, parcel);
      if (charge.billet !== null && expire_at < charge.billet.expireOn) throw new Refusal(3500101);
      setDueDate(context, charge, expire_at);
    }
  });
}

/** PUT /v1/carnet/:id/cancel: every parcel that can still be canceled. */
export function cancelCarnet(context: EfiContext, carnet: Carnet): void {
  endCarnet(context, carnet, 'canceled');
}

/** PUT /v1/carnet/:id/settle: every open parcel. */
export function settleCarnet(context: EfiContext, carnet: Carnet): void {
  endCarnet(context, carnet, 'settled');
}

function endCarnet(context: EfiContext, carnet: Carnet, to: 'canceled' | 'settled'): void {
  if (carnet.status === 'finished') throw new Refusal(3500083);
  context.ports.store.transaction(() => {
    for (const parcel of context.charges.ofCarnet(carnet.carnetId))
      if (canMove(parcel, to)) move(context, parcel, to);
  });
}

/** PUT .../parcel/:parcel/cancel. */
export const cancelParcel = (context: EfiContext, parcel: Charge): void => cancel(context, parcel);

/** PUT .../parcel/:parcel/settle. */
export const settleParcel = (context: EfiContext, parcel: Charge): void => settle(context, parcel);

/** POST /v1/carnet/:id/resend. */
export function resendCarnet(context: EfiContext, carnet: Carnet, body: unknown): void {
  const { email } = accept(emailSchema, body);
  if (carnet.status === 'finished') throw new Refusal(3500083);
  addLine(context, `carnet:${carnet.carnetId}`, `Carnê reenviado para ${email}`);
}

/** POST .../parcel/:parcel/resend. */
export function resendParcel(context: EfiContext, parcel: Charge, body: unknown): void {
  resend(context, parcel, accept(emailSchema, body).email);
}

/** The parcel of that number, 1-based. Refuses another number as a property that does not exist. */
export function getParcel(context: EfiContext, carnet: Carnet, parcel: number): Charge {
  const all = context.charges.ofCarnet(carnet.carnetId);
  const found = all.find((charge) => charge.parcel === parcel);
  if (found === undefined) throw unknownProperty('parcel');
  return found;
}

function getCarnet(context: EfiContext, carnetId: number): Carnet {
  const carnet = context.carnets.byId(carnetId);
  if (carnet === undefined) throw new RangeError(`No carnê ${carnetId}`);
  return carnet;
}

function parcelsOf(context: EfiContext, carnetId: number): readonly IssuedCharge[] {
  return context.charges.ofCarnet(carnetId).filter(isIssued);
}
