import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** Statuses of a charge (juno.md 3.2). */
export const chargeStatuses = [
  'ACTIVE',
  'CANCELLED',
  'MANUAL_RECONCILIATION',
  'FAILED',
  'PAID',
] as const;

export type ChargeStatus = (typeof chargeStatuses)[number];

/** Ways of paying that a charge can offer (juno.md 3.2). */
export const paymentTypes = ['BOLETO', 'BOLETO_PIX', 'CREDIT_CARD'] as const;

export type PaymentType = (typeof paymentTypes)[number];

/** What changes the amount with the day of payment. Rates are percent times 10,000, interest of a month. */
export interface Terms {
  readonly maxOverdueDays: number;
  readonly fine: number;
  readonly interest: number;
  readonly discountCents: Cents;
  /** -1 = without a last day, 0 = up to the due date, n = up to n days before it. */
  readonly discountDays: number;
}

export interface Payer {
  readonly name: string;
  /** CPF or CNPJ, digits only. */
  readonly document: string;
  readonly email: string | null;
  readonly address: Readonly<Record<string, string>> | null;
}

export interface NewCharge {
  readonly id: string;
  /** 64 hexadecimal digits of the links. */
  readonly slug: string;
  /** 48 hexadecimal digits of the page of the charge. */
  readonly checkout: string;
  /** Shared by all parcels of one order. */
  readonly groupSlug: string;
  readonly parcel: number;
  readonly parcels: number;
  readonly reference: string | null;
  readonly description: string;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly paymentTypes: readonly PaymentType[];
  readonly terms: Terms;
  readonly payer: Payer;
  readonly pixKey: string | null;
  readonly hasPixImage: boolean;
  readonly createdOn: CivilDate;
  readonly createdAt: Instant;
}

/** What can change after the making. */
export interface ChargeState {
  readonly status: ChargeStatus;
  /** The bank takes the boleto no longer. */
  readonly hasEnded: boolean;
}

export interface Charge extends NewCharge, ChargeState {
  readonly seq: number;
}

/** Statuses of a payment that the simulator knows; those of cards are not imitated (juno.md 2.3). */
export type PaymentStatus =
  'AUTHORIZED' | 'CONFIRMED' | 'PARTIALLY_REFUNDED' | 'CUSTOMER_PAID_BACK' | 'BANK_PAID_BACK';

export interface NewPayment {
  readonly id: string;
  readonly charge: string;
  readonly type: PaymentType;
  readonly amountCents: Cents;
  readonly feeCents: Cents;
  readonly paidOn: CivilDate;
  /** When the clock confirms it; null = only a control call does. */
  readonly confirmOn: CivilDate | null;
  readonly createdAt: Instant;
}

export interface PaymentState {
  readonly status: PaymentStatus;
  /** Its line in the book, null until it is confirmed. */
  readonly ledgerEntry: number | null;
  /** The day on which the money is free, null until it is confirmed. */
  readonly releaseOn: CivilDate | null;
  /** Sum of what was given back. */
  readonly paybackCents: Cents;
  readonly paybackOn: CivilDate | null;
}

export interface Payment extends NewPayment, PaymentState {
  readonly seq: number;
}

export interface DayRange {
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

/** Which half of a pair a list shows: those that are so, those that are not so. */
export interface Halves {
  readonly yes: boolean;
  readonly no: boolean;
}

/** Filters of the list; all must hold (juno.md 3.3). */
export interface ChargeFilter {
  readonly created: DayRange;
  readonly due: DayRange;
  readonly paid: DayRange;
  readonly isDue: Halves;
  readonly isPaid: Halves;
  readonly isCancelled: Halves;
  readonly isManual: Halves;
  readonly isFailed: Halves;
  readonly today: CivilDate;
}

export const orders = ['id', 'dueDate', 'amount', 'paymentDate'] as const;

export type ChargeOrder = (typeof orders)[number];

/** A place in an ordered list: the value sorted by and, among equals, the charge. */
export interface Place {
  readonly value: string | number;
  readonly seq: number;
}

/** From where a page is read, and in which direction. */
export interface Cursor {
  readonly place: Place;
  readonly direction: 'after' | 'before';
}

export interface Sorting {
  readonly by: ChargeOrder;
  readonly isAscending: boolean;
}
