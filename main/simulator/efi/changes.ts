/** What can be done to a single charge after it was made (efi.md 1.3, 1.8). */
import { addMonths } from '../../../domain/civil-date.ts';
import type { Charge, ChargeStatus } from '../store/efi/charge.ts';
import { EFI_ID, startOfDay, type EfiContext } from './context.ts';
import { Refusal, type RefusalCode } from './errors.ts';
import { checkedLaterDueDate } from './rules.ts';
import { canMove, move } from './states.ts';
import { accept } from './validation.ts';
import { balanceSheetSchema, emailSchema, expireAtSchema, historySchema } from './wire.ts';
import { metadataSchema, type MetadataBody } from './wire.ts';

const OPEN: readonly ChargeStatus[] = ['waiting', 'unpaid'];

/** Parcels are reached through their carnê only. */
export function refuseParcel(charge: Charge, code: RefusalCode): void {
  if (charge.carnetId !== null) throw new Refusal(code);
}

/** PUT /v1/charge/:id/metadata. Fields that are absent stay as they are. */
export function changeMetadata(context: EfiContext, charge: Charge, body: unknown): void {
  const metadata = accept(metadataSchema, body);
  refuseParcel(charge, 3500100);
  context.ports.store.transaction(() => {
    const { customId, notificationUrl } = withMetadata(charge, metadata);
    context.charges.setMetadata(charge.chargeId, customId, notificationUrl);
    redirect(context, charge.token, notificationUrl);
  });
}

export interface Metadata {
  readonly customId: string | null;
  readonly notificationUrl: string | null;
}

export const withMetadata = (before: Metadata, body: MetadataBody): Metadata => ({
  customId: body.custom_id === undefined ? before.customId : body.custom_id,
  notificationUrl:
    body.notification_url === undefined ? before.notificationUrl : body.notification_url,
});

/** Pending retries go to the new URL (efi.md 3.2). */
export function redirect(context: EfiContext, token: string, url: string | null): void {
  if (url !== null) context.ports.callbacks.redirect(EFI_ID, token, url);
}

/** PUT /v1/charge/:id/billet. */
export function changeDueDate(context: EfiContext, charge: Charge, body: unknown): void {
  const { expire_at } = accept(expireAtSchema, body);
  refuseParcel(charge, 3500100);
  setDueDate(context, charge, expire_at);
}

/** A new due date of a charge or a parcel; an overdue one waits again. */
export function setDueDate(context: EfiContext, charge: Charge, value: string): void {
  if (charge.billet === null || !OPEN.includes(charge.status)) throw new Refusal(3500038);
  const day = checkedLaterDueDate(context, value);
  context.ports.store.transaction(() => {
    context.charges.setExpireOn(charge.chargeId, day);
    addLine(context, `charge:${charge.chargeId}`, `Vencimento alterado para ${day}`);
    if (charge.status === 'unpaid') move(context, charge, 'waiting');
  });
}

/** PUT /v1/charge/:id/cancel. */
export function cancelCharge(context: EfiContext, charge: Charge): void {
  refuseParcel(charge, 3500084);
  cancel(context, charge);
}

export function cancel(context: EfiContext, charge: Charge): void {
  if (!canMove(charge, 'canceled')) throw new Refusal(3500043);
  context.ports.store.transaction(() => move(context, charge, 'canceled'));
}

/** PUT /v1/charge/:id/settle: no money moves, no fee, no value in the notification. */
export function settleCharge(context: EfiContext, charge: Charge): void {
  refuseParcel(charge, 3500084);
  settle(context, charge);
}

export function settle(context: EfiContext, charge: Charge): void {
  if (!canMove(charge, 'settled')) throw new Refusal(3500069);
  context.ports.store.transaction(() => move(context, charge, 'settled'));
}

/** POST /v1/charge/:id/billet/resend. Nothing is mailed; the history says that it would have been. */
export function resendCharge(context: EfiContext, charge: Charge, body: unknown): void {
  const { email } = accept(emailSchema, body);
  refuseParcel(charge, 3500084);
  if (charge.billet === null) throw new Refusal(3500036);
  resend(context, charge, email);
}

export function resend(context: EfiContext, charge: Charge, email: string): void {
  if (!OPEN.includes(charge.status)) throw new Refusal(3500066);
  addLine(context, `charge:${charge.chargeId}`, `Cobrança reenviada para ${email}`);
}

/** POST .../history of a charge or a carnê. */
export function addHistory(context: EfiContext, owner: string, body: unknown): void {
  addLine(context, owner, accept(historySchema, body).description);
}

/** POST /v1/charge/:id/balance-sheet: single boletos only, once. The content is not kept. */
export function addBalanceSheet(context: EfiContext, charge: Charge, body: unknown): void {
  accept(balanceSheetSchema, body);
  if (charge.carnetId !== null || charge.billet === null) throw new Refusal(3500085);
  if (charge.hasBalanceSheet) throw new Refusal(3500086);
  context.charges.setBalanceSheet(charge.chargeId);
}

export function addLine(context: EfiContext, owner: string, message: string): void {
  context.events.addLine(owner, { message, at: context.now() });
}

/** Notifications reach back six months (efi.md 3.4). */
export const notificationsSince = (context: EfiContext) =>
  startOfDay(addMonths(context.today(), -6));
