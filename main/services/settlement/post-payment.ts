/** The three postings of a payment, and those that take them back. Runs inside the transaction of its caller. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Payment } from '../../store/payments.ts';
import type { PostingSide } from '../../store/postings.ts';
import { STANDARD_CONVENIO, STANDARD_HISTORICOS } from '../../store/bookkeeping.ts';
import { todayOf, type Tools } from '../tools.ts';

const SIDES = ['receipt', 'credit', 'fee'] as const satisfies readonly PostingSide[];

/**
 * Receipt closes the receivable; credit and fee are its two halves in the account of the convênio.
 * A mark by hand at the gateway moved no money there: it has a receipt and nothing else.
 */
export function postPayment(tools: Tools, payment: Payment, actor: string): void {
  const netCents = subtract(payment.amountCents, payment.feeCents);
  const post = posterOf(tools, payment, actor);
  post('receipt', payment.amountCents, { onDate: payment.paidOn, isExpected: false });
  if (payment.source === 'marked') return;
  const credited = {
    onDate: payment.creditedOn ?? payment.paidOn,
    isExpected: payment.state === 'confirmed',
  };
  post('credit', netCents, credited);
  post('fee', payment.feeCents, credited);
}

/** Whether the books hold the payment already: what may be no money of its own is posted once somebody says that it is. */
export function isPosted(tools: Tools, paymentId: number): boolean {
  return tools.books.postings.ofPayment(paymentId).receipt !== undefined;
}

/** Takes back what was posted of a payment, dated today. */
export function postReversal(
  tools: Tools,
  payment: Payment,
  about: { readonly reversalId: number; readonly actor: string },
): void {
  const posted = tools.books.postings.ofPayment(payment.id);
  const post = posterOf(tools, payment, about.actor);
  for (const side of SIDES) {
    const amountCents = posted[side];
    if (amountCents === undefined) continue;
    post(side, subtract(ZERO, amountCents), {
      onDate: todayOf(tools),
      isExpected: false,
      reversalId: about.reversalId,
    });
  }
}

interface PostingDetails {
  readonly onDate: CivilDate;
  readonly isExpected: boolean;
  readonly reversalId?: number;
}

function posterOf(tools: Tools, payment: Payment, actor: string) {
  const { books, clock } = tools;
  const account =
    payment.accountId === null ? undefined : books.accounts.getById(payment.accountId);
  const historicos = account?.historicos ?? STANDARD_HISTORICOS;
  const convenio = books.bookkeeping.convenio(account?.convenioId ?? STANDARD_CONVENIO);
  const at = clock.now();
  return (side: PostingSide, amountCents: Cents, details: PostingDetails): void =>
    books.postings.insert({
      environment: payment.environment,
      paymentId: payment.id,
      side,
      cashAccountId: convenio.cashAccountId,
      historicoId: historicos[side],
      amountCents,
      actor,
      at,
      ...details,
    });
}
