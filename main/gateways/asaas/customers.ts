/** The payer's own record at Asaas. Duplicates are allowed there, so it is looked up before it is made (asaas 2). */
import type { Payer } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { NotSent, Rejected } from '../outcomes.ts';
import { customerBody } from './bodies.ts';
import { calls } from './calls.ts';
import { UNREADABLE } from './reading.ts';
import { CUSTOMER_UNKNOWN } from './refusals.ts';
import { beforeCreating, notAsked, type AsaasAnswer, type Session } from './session.ts';
import { customer, list, type WireCustomer } from './wire.ts';

export type CustomerFound =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly outcome: Rejected | NotSent };

/** Finds or makes customers, each once at a time, and remembers them while the account is open. */
export interface Customers {
  idOf(payer: Payer, context: CallContext): Promise<CustomerFound>;
  /** Asaas does not know the customer any more: looks for another one, or makes it. */
  lookAgain(gone: string, payer: Payer, context: CallContext): Promise<CustomerFound>;
}

const MOST_REMEMBERED = 5000;

export function createCustomers(session: Session): Customers {
  const asked = new Map<string, Promise<CustomerFound>>();

  /** Charges of one payer that leave together must not make two customers. */
  const once = (payer: Payer, context: CallContext): Promise<CustomerFound> => {
    const taxId = digitsOf(payer);
    const under = asked.get(taxId);
    if (under) return under;
    const oldest = asked.keys().next();
    if (asked.size >= MOST_REMEMBERED && !oldest.done) asked.delete(oldest.value);
    const found = findOrCreate(session, payer, context);
    asked.set(taxId, found);
    void forgetUnlessFound(asked, taxId, found);
    return found;
  };

  return {
    idOf: (payer, context) =>
      payer.customerId === undefined
        ? once(payer, context)
        : Promise.resolve({ ok: true, id: payer.customerId }),
    lookAgain: async (gone, payer, context) => {
      const taxId = digitsOf(payer);
      const remembered = asked.get(taxId);
      const known = await remembered;
      // Another charge of the payer may have looked again already.
      if (known?.ok && known.id === gone && asked.get(taxId) === remembered) asked.delete(taxId);
      return once(payer, context);
    },
  };
}

/** A look-up that failed is asked anew by the next charge; its error belongs to the charge that waits for it. */
async function forgetUnlessFound(
  asked: Map<string, Promise<CustomerFound>>,
  taxId: string,
  found: Promise<CustomerFound>,
): Promise<void> {
  const [ending] = await Promise.allSettled([found]);
  const isFound = ending.status === 'fulfilled' && ending.value.ok;
  if (!isFound && asked.get(taxId) === found) asked.delete(taxId);
}

/** A call that names its payer by Asaas' id. */
export type CallFor = (customerId: string) => Promise<AsaasAnswer>;

export type CustomerAnswer =
  AsaasAnswer | { readonly ok: false; readonly outcome: Rejected | NotSent };

/** Makes a call for a payer; a customer that is gone is replaced once, since Asaas refused and made nothing. */
export async function callFor(
  customers: Customers,
  { payer, context }: { readonly payer: Payer; readonly context: CallContext },
  send: CallFor,
): Promise<CustomerAnswer> {
  const known = await customers.idOf(payer, context);
  if (!known.ok) return known;
  const answer = await send(known.id);
  if (answer.ok || answer.code !== CUSTOMER_UNKNOWN) return answer;
  const again = await customers.lookAgain(known.id, payer, context);
  if (!again.ok) return again;
  return again.id === known.id ? answer : send(again.id);
}

async function findOrCreate(
  session: Session,
  payer: Payer,
  context: CallContext,
): Promise<CustomerFound> {
  const digits = digitsOf(payer);
  const answer = await session.call(calls.findCustomers(digits), context);
  if (!answer.ok) return { ok: false, outcome: notAsked(answer) };
  const customers = readCustomers(answer.body);
  if (!customers) return unreadable();
  const found = customers.find(
    ({ cpfCnpj, deleted }) => deleted !== true && (cpfCnpj ?? '').replace(/\W/g, '') === digits,
  );
  return found ? silenced(session, found, context) : create(session, payer, context);
}

/** Empty only for a payer that the check before sending refuses. */
function digitsOf({ taxId }: Payer): string {
  return taxId?.digits ?? '';
}

function readCustomers(body: unknown): readonly WireCustomer[] | undefined {
  const page = list.safeParse(body);
  if (!page.success) return undefined;
  const read = page.data.data.map((entry) => customer.safeParse(entry));
  if (read.some(({ success }) => !success)) return undefined;
  return read.flatMap(({ data }) => data ?? []);
}

async function create(
  session: Session,
  payer: Payer,
  context: CallContext,
): Promise<CustomerFound> {
  const body = customerBody(payer, session.settings.notifiesPayer);
  const answer = await session.call(calls.createCustomer(body), context);
  if (!answer.ok) return { ok: false, outcome: beforeCreating(answer) };
  const parsed = customer.safeParse(answer.body);
  if (!parsed.success) return unreadable();
  context.customerCreated?.(parsed.data.id);
  return { ok: true, id: parsed.data.id };
}

/** A customer made by hand has notices on by default, and each one costs (asaas 7.3). */
async function silenced(
  session: Session,
  found: WireCustomer,
  context: CallContext,
): Promise<CustomerFound> {
  if (!session.settings.notifiesPayer && found.notificationDisabled === false) {
    const answer = await session.call(calls.silenceCustomer(found.id), context);
    if (!answer.ok) return { ok: false, outcome: notAsked(answer) };
  }
  context.customerCreated?.(found.id);
  return { ok: true, id: found.id };
}

function unreadable(): CustomerFound {
  const outcome = {
    ending: 'not-sent',
    reason: 'refused-before-processing',
    text: UNREADABLE,
  } as const;
  return { ok: false, outcome };
}
