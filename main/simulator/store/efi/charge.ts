import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** Statuses of a charge or parcel (efi.md 2.1). */
export const chargeStatuses = [
  'new',
  'waiting',
  'identified',
  'approved',
  'paid',
  'unpaid',
  'settled',
  'canceled',
  'refunded',
  'contested',
  'link',
  'expired',
] as const;

export type ChargeStatus = (typeof chargeStatuses)[number];

export interface Item {
  readonly name: string;
  readonly value: Cents;
  readonly amount: number;
}

export interface Shipping {
  readonly name: string;
  readonly value: Cents;
}

export interface Discount {
  readonly type: 'percentage' | 'currency';
  /** Percent times 100, or centavos. */
  readonly value: number;
}

/** What changes the amount with the day of payment. Kept as sent, defaults of the account filled in. */
export interface Terms {
  readonly discount: Discount | null;
  readonly conditionalDiscount: (Discount & { readonly untilOn: CivilDate }) | null;
  /** Percent times 100, once. */
  readonly fine: number;
  /** Percent times 1000, per day or per month. */
  readonly interest: number;
  readonly interestType: 'daily' | 'monthly';
  readonly daysToWriteOff: number;
}

/** The payer as the API gives it back: a company's `cnpj` and `corporate_name` lie beside the rest. */
export interface Customer {
  readonly name?: string;
  readonly cpf?: string;
  readonly cnpj?: string;
  readonly corporate_name?: string;
  readonly email?: string;
  readonly phone_number?: string;
  readonly birth?: string;
  readonly address?: Readonly<Record<string, string | number | null>>;
}

/** What makes a boleto of a charge: payer, due date, terms. */
export interface Billet {
  readonly customer: Customer;
  readonly expireOn: CivilDate;
  readonly terms: Terms;
  readonly message: string | null;
  readonly hasPix: boolean;
  /** Equal for charges that Efí holds to be the same (4600210). */
  readonly identity: string;
  readonly issuedAt: Instant;
}

export interface ChargePayment {
  readonly paidCents: Cents;
  /** The day on which the payer paid (`received_by_bank_at`). */
  readonly paidOn: CivilDate;
  /** When Efí confirmed it; null while only identified. */
  readonly paidAt: Instant | null;
}

export interface NewCharge {
  readonly carnetId: number | null;
  readonly parcel: number | null;
  readonly token: string;
  readonly slug: string;
  readonly totalCents: Cents;
  readonly customId: string | null;
  readonly notificationUrl: string | null;
  readonly items: readonly Item[];
  readonly shippings: readonly Shipping[];
  readonly createdAt: Instant;
}

export interface Charge extends NewCharge {
  readonly chargeId: number;
  readonly status: ChargeStatus;
  readonly billet: Billet | null;
  readonly payment: ChargePayment | null;
  readonly hasBalanceSheet: boolean;
  /** `by-terms`: payable until the days of the terms are over. `done`: written off now. `waived`: payable without end. */
  readonly writeOff: 'by-terms' | 'done' | 'waived';
}

/** Filters of the list; an absent one does not filter. Instants are half open: from <= at < before. */
export interface ChargeFilter {
  readonly kind: 'billet' | 'carnet' | 'any';
  readonly by: 'creation' | 'payment' | 'expired';
  readonly from: string;
  readonly before: string;
  readonly status?: ChargeStatus | undefined;
  readonly document?: string | undefined;
  readonly customId?: string | undefined;
  readonly valueCents?: number | undefined;
  /** In the order of their making unless this is true. */
  readonly newestFirst?: boolean | undefined;
  readonly limit: number;
  readonly offset: number;
}
