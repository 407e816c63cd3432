/** Money on its way into the books. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { PaymentSource } from '../../../domain/payment-states.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { PaymentMethod } from '../../store/payments.ts';
import type { Titulo } from '../../store/titulos.ts';

/** Money as it was reported, and what it is for as far as that is known. */
export interface MoneyReport {
  readonly environment: Titulo['environment'];
  /** Null when an operator received it by hand. */
  readonly account: Account | null;
  readonly charge: Charge | undefined;
  readonly titulo: Titulo | undefined;
  readonly paymentKey: string;
  readonly source: PaymentSource;
  readonly method: PaymentMethod;
  /** Undefined when the gateway says "settled" without an amount. */
  readonly amountCents: Cents | undefined;
  readonly lateCents?: Cents | undefined;
  readonly discountCents?: Cents | undefined;
  readonly feeCents?: Cents | undefined;
  readonly paidOn: CivilDate;
  readonly creditedOn?: CivilDate | undefined;
  readonly actor: string;
  readonly cause?: string;
}

/** A report without an amount is held for review; until then the charge's own value stands for it. */
export function storedAmount({ amountCents, charge, titulo }: MoneyReport): Cents {
  const amount = amountCents ?? charge?.amountCents ?? titulo?.totalCents;
  if (amount === undefined) throw new RangeError('A payment of nothing known has an amount');
  return amount;
}
