/** The life of a charge and of a carnê: which change may follow which, and what every change tells. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { Carnet, CarnetStatus } from '../store/efi/carnets.ts';
import type { Charge, ChargeStatus } from '../store/efi/charge.ts';
import type { TokenEvent } from '../store/efi/events.ts';
import { EFI_ID, type EfiContext } from './context.ts';

/**
 * From -> to (efi.md 2.1). Resolved statuses (paid, contested, refunded, settled, canceled) lead to resolved ones only;
 * unpaid is not final; a canceled boleto that was printed may still be paid. unpaid -> waiting follows a new due date.
 */
export const chargeTransitions: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  new: ['waiting', 'settled', 'canceled'],
  waiting: ['identified', 'paid', 'unpaid', 'settled', 'canceled'],
  identified: ['paid'],
  approved: ['paid', 'canceled'],
  unpaid: ['waiting', 'identified', 'paid', 'settled', 'canceled'],
  paid: ['refunded', 'contested'],
  settled: ['paid'],
  canceled: ['paid'],
  contested: ['refunded'],
  refunded: [],
  link: ['canceled', 'expired'],
  expired: [],
};

const resolved: readonly ChargeStatus[] = ['paid', 'contested', 'refunded', 'settled', 'canceled'];

const historyText: Readonly<Record<ChargeStatus, string>> = {
  new: 'Cobrança criada',
  waiting: 'Cobrança aguardando pagamento',
  identified: 'Pagamento identificado',
  approved: 'Pagamento aprovado',
  paid: 'Pagamento confirmado',
  unpaid: 'Cobrança em atraso',
  settled: 'Cobrança marcada como paga manualmente',
  canceled: 'Cobrança cancelada',
  refunded: 'Pagamento devolvido',
  contested: 'Pagamento contestado',
  link: 'Cobrança associada a link de pagamento',
  expired: 'Link de pagamento expirado',
};

const carnetText: Readonly<Record<CarnetStatus, string>> = {
  up_to_date: 'Carnê ativo',
  unpaid: 'Carnê com parcela em atraso',
  finished: 'Carnê finalizado',
};

/** Told with a payment confirmation only. */
export interface ToldPayment {
  readonly valueCents: Cents;
  readonly receivedOn: CivilDate;
}

export const canMove = (charge: Charge, to: ChargeStatus): boolean =>
  chargeTransitions[charge.status].includes(to);

/**
 * Moves a charge: status, event, history line, callback, and the carnê's own status after it.
 * The caller runs it in a transaction and has asked `canMove`.
 * @returns the charge as it is now
 */
export function move(
  context: EfiContext,
  charge: Charge,
  to: ChargeStatus,
  payment?: ToldPayment,
): Charge {
  if (!canMove(charge, to)) throw new RangeError(`No way from ${charge.status} to ${to}`);
  context.charges.setStatus(charge.chargeId, to);
  tellCharge(context, charge, { previous: charge.status, current: to, payment });
  if (charge.carnetId !== null) refreshCarnet(context, charge.carnetId);
  return getCharge(context, charge.chargeId);
}

/** The first event of a charge, which has no previous status. */
export function tellNew(context: EfiContext, charge: Charge): void {
  tellCharge(context, charge, { previous: null, current: 'new', payment: undefined });
}

interface ChargeChange {
  readonly previous: ChargeStatus | null;
  readonly current: ChargeStatus;
  readonly payment: ToldPayment | undefined;
}

function tellCharge(context: EfiContext, charge: Charge, change: ChargeChange): void {
  const { carnetId, chargeId } = charge;
  const at = context.now();
  context.events.addLine(`charge:${chargeId}`, { message: historyText[change.current], at });
  tell(context, charge, {
    type: carnetId === null ? 'charge' : 'carnet_charge',
    carnetId,
    chargeId,
    previous: change.previous,
    current: change.current,
    valueCents: change.payment?.valueCents ?? null,
    receivedOn: change.payment?.receivedOn ?? null,
  });
}

/** Event and history line of a carnê's own change. */
export function tellCarnet(
  context: EfiContext,
  carnet: Carnet,
  change: { readonly previous: CarnetStatus | null; readonly current: CarnetStatus },
): void {
  const { carnetId } = carnet;
  const line = { message: carnetText[change.current], at: context.now() };
  context.events.addLine(`carnet:${carnetId}`, line);
  const paid = { valueCents: null, receivedOn: null };
  tell(context, carnet, { type: 'carnet', carnetId, chargeId: null, ...change, ...paid });
}

interface Told {
  readonly token: string;
  readonly customId: string | null;
  readonly notificationUrl: string | null;
}

function tell(
  context: EfiContext,
  about: Told,
  event: Omit<TokenEvent, 'id' | 'at' | 'customId'>,
): void {
  const at = context.now();
  const entry = { ...event, at, customId: about.customId };
  const sequence = context.events.add(about.token, entry);
  if (about.notificationUrl === null) return;
  context.ports.callbacks.enqueue({
    gateway: EFI_ID,
    charge: String(event.chargeId ?? `carnet-${String(event.carnetId)}`),
    subject: about.token,
    sequence,
    change: event.current,
    url: about.notificationUrl,
    ...notificationPost(about.token),
    settledBy: 'read',
  });
}

/** The callback as Efí sends it: one form field, the token (efi.md 3.1). */
export const notificationPost = (token: string) => ({
  contentType: 'application/x-www-form-urlencoded',
  headers: {},
  body: `notification=${token}`,
});

function refreshCarnet(context: EfiContext, carnetId: number): void {
  const carnet = context.carnets.byId(carnetId);
  // A finished carnê never changes again (efi.md 2.2), whatever its parcels do.
  if (carnet === undefined || carnet.status === 'finished') return;
  const current = carnetStatus(context.charges.statusesOfCarnet(carnetId));
  if (current === carnet.status) return;
  context.carnets.setStatus(carnetId, current);
  tellCarnet(context, carnet, { previous: carnet.status, current });
}

function carnetStatus(parcels: readonly ChargeStatus[]): CarnetStatus {
  if (parcels.every((status) => resolved.includes(status))) return 'finished';
  return parcels.includes('unpaid') ? 'unpaid' : 'up_to_date';
}

/** The charge that is known to exist. */
export function getCharge(context: EfiContext, chargeId: number): Charge {
  const charge = context.charges.byId(chargeId);
  if (charge === undefined) throw new RangeError(`No charge ${chargeId}`);
  return charge;
}
