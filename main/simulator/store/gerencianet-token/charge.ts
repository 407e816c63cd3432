import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** What a charge is to us; the wire knows letters only (efi.md 5.4). */
export const chargeStatuses = [
  'open',
  'overdue',
  'paid',
  'finalized',
  'canceled',
  'refunded',
] as const;

export type ChargeStatus = (typeof chargeStatuses)[number];

/** A boleto, or a charge sent by e-mail that may also be paid by card. */
export type LotKind = 'boleto' | 'cobrancaonline';

/** The payer as he was sent; what was empty is absent. */
export interface Payer {
  readonly name: string;
  /** CPF or CNPJ, digits. */
  readonly document: string;
  readonly phone: string;
  readonly email?: string;
  readonly zipCode?: string;
  readonly street?: string;
  readonly number?: string;
  readonly neighborhood?: string;
  readonly complement?: string;
  readonly state?: string;
  readonly city?: string;
}

export interface Item {
  readonly description: string;
  readonly value: Cents;
  readonly quantity: number;
}

/** What changes the amount with the day, as the account's panel had it when the charge was made. */
export interface Terms {
  /** Percent times 100, once. */
  readonly fine: number;
  /** Percent times 1000, per day. */
  readonly interest: number;
  readonly daysToWriteOff: number;
}

/** One request that was issued: `size` charges, one for each of its clientes. */
export interface NewLot {
  readonly chave: string;
  readonly kind: LotKind;
  /** Equal for requests that are the same one. */
  readonly identity: string;
  readonly size: number;
  readonly createdAt: Instant;
}

export interface Lot extends NewLot {
  readonly lotId: number;
}

export interface NewCharge {
  readonly chave: string;
  readonly slug: string;
  readonly lotId: number;
  /** The integrator's own id. */
  readonly retorno: string | null;
  readonly payer: Payer;
  readonly items: readonly Item[];
  readonly discountCents: Cents;
  readonly totalCents: Cents;
  /** Null for a contra-apresentação. */
  readonly dueOn: CivilDate | null;
  readonly terms: Terms;
  readonly createdAt: Instant;
}

export interface ChargePayment {
  readonly paidCents: Cents;
  /** The day on which the payer paid. */
  readonly paidOn: CivilDate;
  readonly paidAt: Instant;
  /** The day on which `paid` becomes `finalized`; null = by hand only. */
  readonly finalizeOn: CivilDate | null;
}

export interface Charge extends NewCharge {
  /** Counts up in the account, and is the document number of the boleto. */
  readonly number: number;
  readonly status: ChargeStatus;
  /** `by-terms`: payable until the days of the terms are over. `done`: written off now. `waived`: payable without end. */
  readonly writeOff: 'by-terms' | 'done' | 'waived';
  readonly payment: ChargePayment | null;
  readonly lotKind: LotKind;
  readonly lotChave: string;
  readonly lotSize: number;
}
