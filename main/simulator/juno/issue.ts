/** POST /charges: one charge, or a carnê when it orders several parcels (juno.md 3.2). */
import type { Charge, Payer } from '../store/juno/charge.ts';
import { newId, randomHex, type JunoContext } from './context.ts';
import { tellCharge } from './events.ts';
import { checkOrder, parcelsOf, termsOf, typesOf } from './rules.ts';
import { getCharge, move } from './states.ts';
import { chargeView } from './views.ts';
import { accept, orderSchema, type OrderBody } from './wire.ts';

/** Creates what the body orders and shows its parcels. Two equal calls make two orders: there is no idempotency here. */
export function createCharges(context: JunoContext, input: unknown): unknown {
  const body = accept(orderSchema, input);
  checkOrder(context, body.charge);
  const charges = context.ports.store.transaction(() => write(context, body));
  return { _embedded: { charges: charges.map((charge) => chargeView(context, charge)) } };
}

function write(context: JunoContext, { charge, billing }: OrderBody): readonly Charge[] {
  const groupSlug = randomHex(64);
  const parcels = parcelsOf(context, charge);
  const ids = parcels.map((parcel, index) => {
    const id = newId('chr', 32);
    context.charges.add({
      ...parcel,
      id,
      slug: randomHex(64),
      checkout: randomHex(48).toUpperCase(),
      groupSlug,
      parcel: index + 1,
      parcels: parcels.length,
      description: charge.description,
      paymentTypes: typesOf(charge),
      terms: termsOf(charge),
      payer: payerOf(billing),
      pixKey: typesOf(charge).includes('BOLETO_PIX') ? (charge.pixKey ?? null) : null,
      hasPixImage: charge.pixIncludeImage ?? false,
      createdOn: context.today(),
      createdAt: context.now(),
    });
    return id;
  });
  return ids.map((id) => born(context, getCharge(context, id)));
}

/** Tells the birth; registration with the bank can fail afterwards. */
function born(context: JunoContext, charge: Charge): Charge {
  tellCharge(context, 'CHARGE_CREATED', charge);
  if (context.settings().registrationFails) move(context, charge, 'FAILED');
  return charge;
}

function payerOf({ name, document, email, address }: OrderBody['billing']): Payer {
  const given = Object.entries(address ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    name,
    document,
    email: email ?? null,
    address: given.length === 0 ? null : Object.fromEntries(given),
  };
}
