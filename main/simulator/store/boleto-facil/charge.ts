import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** COMPE codes of the partner banks that boletos are registered with. */
export type BankCode = '341' | '033' | '237';

/** What changes the amount with the day of payment, as it was sent. */
export interface Terms {
  /** Days after the due date on which a bank still takes it, 0..29. */
  readonly maxOverdueDays: number;
  /** Percent times 100, once. */
  readonly fine: number;
  /** Percent times 100, per month. */
  readonly interest: number;
  readonly discountCents: Cents;
  /** Days before the due date until which the discount holds; -1 = no deadline was given. */
  readonly discountDays: number;
}

export interface Payer {
  readonly name: string;
  /** CPF or CNPJ, digits alone. */
  readonly document: string;
  readonly email: string | null;
}

export interface NewCharge {
  /** Shared by the parcels of one carnê; null for a single boleto. */
  readonly book: string | null;
  /** From 1; 1 for a single boleto. */
  readonly parcel: number;
  /** The secret part of its links. */
  readonly slug: string;
  /** Empty when none was sent. */
  readonly reference: string;
  readonly description: string;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly terms: Terms;
  readonly payer: Payer;
  readonly bank: BankCode;
  /** The charge's own URL. */
  readonly notificationUrl: string | null;
  /** The URL that held for the whole account when the charge was made. */
  readonly accountUrl: string | null;
  readonly isFromPanel: boolean;
  readonly createdAt: Instant;
}

export interface Charge extends NewCharge {
  readonly code: number;
  /** `marked`: marked as paid by hand in the panel; no money moved. */
  readonly state: 'open' | 'cancelled' | 'marked';
  /** `by-terms`: payable until the days of the terms are over. `done`: written off now. `waived`: payable without end. */
  readonly writeOff: 'by-terms' | 'done' | 'waived';
}

/** Filters of a list; an absent one does not filter. Days are inclusive. */
export interface ChargeFilter {
  readonly due?: Days | undefined;
  readonly paid?: Days | undefined;
  readonly confirmed?: Days | undefined;
  readonly reference?: string | undefined;
  /** Whether charges that were cancelled and never paid are among them. */
  readonly hasCancelled: boolean;
  readonly newestFirst?: boolean | undefined;
  /** All when absent. */
  readonly page?: { readonly limit: number; readonly offset: number } | undefined;
}

/** First and last day; '' and '9999' where there is none. */
export interface Days {
  readonly from: string;
  readonly to: string;
}
