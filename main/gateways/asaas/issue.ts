/** Issues a single charge. Asaas has no idempotency key: our reference is looked for before every creation (asaas 1.7). */
import type { ChargeToIssue } from '../charge.ts';
import type { IssueContext } from '../gateway.ts';
import type { IssueOutcome } from '../outcomes.ts';
import { paymentBody } from './bodies.ts';
import { calls } from './calls.ts';
import { callFor, type Customers } from './customers.ts';
import { complete, findByReference, notRead, readPayment, UNREADABLE } from './reading.ts';
import type { Session } from './session.ts';
import { payment, type WirePayment } from './wire.ts';

/** One account, with what is remembered while it is open. */
export interface Desk {
  readonly session: Session;
  readonly customers: Customers;
}

export async function issue(
  desk: Desk,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  const { gatewayId } = charge;
  if (gatewayId !== undefined) {
    const known = await readKnown(desk, gatewayId, context);
    if (known) return known;
  }
  const listed = await findByReference(desk.session, charge.reference, context);
  if (listed.found === 'unreachable') return notRead(listed);
  const found = bestOf(listed.payments);
  return found ? finish(desk, found, context) : create(desk, charge, context);
}

/** An earlier try has made the charge. Undefined when Asaas does not know its id at all. */
async function readKnown(
  desk: Desk,
  gatewayId: string,
  context: IssueContext,
): Promise<IssueOutcome | undefined> {
  const reading = await readPayment(desk.session, gatewayId, context);
  if (reading.found === 'nothing') return undefined;
  if (reading.found === 'unreachable') return { ending: 'unknown', text: reading.text };
  const { payment: known } = reading.read;
  if (known.deleted === true) return { ending: 'rejected', refusal: REMOVED };
  return finish(desk, known, context);
}

const REMOVED = {
  level: 'data',
  code: 'removed-at-gateway',
  text: 'Esta cobrança foi removida na Asaas.',
} as const;

async function create(
  desk: Desk,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  const answer = await callFor(desk.customers, { payer: charge.payer, context }, (customer) =>
    desk.session.call(calls.createPayment(paymentBody(charge, customer)), context),
  );
  if (!answer.ok) return answer.outcome;
  const parsed = payment.safeParse(answer.body);
  return parsed.success
    ? finish(desk, parsed.data, context)
    : { ending: 'unknown', text: UNREADABLE };
}

/** The charge exists: without linha or QR it is taken and looked up again, never made again. */
async function finish(
  { session }: Desk,
  made: WirePayment,
  context: IssueContext,
): Promise<IssueOutcome> {
  context.created(made.id);
  const completion = await complete(session, made, context);
  if (completion.found === 'issued') return { ending: 'registered', charge: completion.charge };
  return { ending: 'accepted', gatewayId: made.id };
}

/** Several charges may carry one reference after a restored backup: one that is paid comes first, then the oldest. */
export function bestOf(payments: readonly WirePayment[]): WirePayment | undefined {
  const isUnpaid = ({ status }: WirePayment): boolean =>
    status === 'PENDING' || status === 'OVERDUE';
  return payments.find((candidate) => !isUnpaid(candidate)) ?? payments.at(-1);
}
