import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** Statuses that the simulator knows; those of cards and dunning are not imitated (asaas.md 4). */
export const paymentStatuses = [
  'PENDING',
  'OVERDUE',
  'CONFIRMED',
  'RECEIVED',
  'RECEIVED_IN_CASH',
  'REFUND_REQUESTED',
  'REFUNDED',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

export type BillingType = 'BOLETO' | 'PIX' | 'UNDEFINED';

/** A fixed amount in centavos, or percent times 10,000. */
export interface Rate {
  readonly type: 'FIXED' | 'PERCENTAGE';
  readonly value: number;
}

/** What changes the amount with the day of payment, and how long the boleto stays registered. */
export interface Terms {
  readonly discount: (Rate & { readonly dueDateLimitDays: number }) | null;
  readonly fine: Rate | null;
  /** Percent a month times 10,000. */
  readonly interest: number | null;
  /** `daysAfterDueDateToRegistrationCancellation` as sent. */
  readonly daysToSlipEnd: number | null;
}

export interface Refund {
  readonly createdAt: Instant;
  readonly valueCents: Cents;
  readonly description: string | null;
}

export interface NewPayment {
  readonly id: string;
  /** Last segment of the public addresses. */
  readonly slug: string;
  readonly customer: string;
  readonly installment: string | null;
  readonly parcel: number | null;
  readonly billingType: BillingType;
  readonly valueCents: Cents;
  readonly feeCents: Cents;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly terms: Terms;
  readonly hasPostalService: boolean;
  readonly dueOn: CivilDate;
  /** The last day on which a bank takes the boleto; null = it never ends. */
  readonly slipEndsOn: CivilDate | null;
  readonly createdOn: CivilDate;
  readonly createdAt: Instant;
}

export interface Payment extends NewPayment {
  readonly seq: number;
  readonly status: PaymentStatus;
  readonly isDeleted: boolean;
  /** Face value, once another one was paid. */
  readonly originalCents: Cents | null;
  /** Fine and interest paid. */
  readonly interestCents: Cents | null;
  readonly refundedCents: Cents;
  readonly refunds: readonly Refund[];
  /** Grows with each update: the linha digitável changes with it. */
  readonly revision: number;
  readonly hasSlipEnded: boolean;
  readonly originalDueOn: CivilDate;
  readonly confirmedOn: CivilDate | null;
  readonly clientPaidOn: CivilDate | null;
  /** `paymentDate`: the day of settlement, null while CONFIRMED. */
  readonly paidOn: CivilDate | null;
  /** The day on which the money is available, expected while CONFIRMED. */
  readonly creditOn: CivilDate | null;
  readonly invoiceViewedOn: CivilDate | null;
  readonly slipViewedOn: CivilDate | null;
  readonly pixTransaction: string | null;
}

/** What can change after the making. */
export type PaymentState = Omit<
  Payment,
  'seq' | 'id' | 'slug' | 'customer' | 'installment' | 'parcel' | 'createdOn' | 'createdAt'
>;

export interface DayRange {
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

/** Filters of the list; an absent one does not filter (asaas.md 3.4). */
export interface PaymentFilter {
  readonly customer?: string | undefined;
  readonly customerGroup?: string | undefined;
  readonly installment?: string | undefined;
  readonly billingType?: string | undefined;
  readonly status?: string | undefined;
  readonly externalReference?: string | undefined;
  readonly created?: DayRange | undefined;
  readonly paid?: DayRange | undefined;
  readonly credit?: DayRange | undefined;
  readonly due?: DayRange | undefined;
  readonly removed: 'with' | 'without' | 'only';
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}
