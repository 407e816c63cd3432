/** issue-charge: a boleto, or a carnê when it says how many parcels (juno.md 1.3, 1.4). */
import type { Charge } from '../store/boleto-facil/charge.ts';
import { newHex, type BoletoFacilContext } from './context.ts';
import { readOrder, type Order } from './order.ts';
import type { Parameters } from './parameters.ts';
import { getCharge } from './payments.ts';
import { issuedView } from './views.ts';

export function issueCharge(context: BoletoFacilContext, parameters: Parameters): unknown {
  const order = readOrder(context, parameters);
  const isFromPanel = context.settings().chargesAreFromPanel;
  const charges = context.ports.store.transaction(() => addCharges(context, order, isFromPanel));
  return { charges: charges.map((charge) => issuedView(context, charge)) };
}

/** Writes the charges of an order; the bank may change from one to the next (seed 001, 5.9). */
export function addCharges(
  context: BoletoFacilContext,
  order: Order,
  isFromPanel: boolean,
): readonly Charge[] {
  const { parcels, ...shared } = order;
  const book = parcels.length > 1 ? newHex() : null;
  const { notificationUrl } = context.settings();
  return parcels.map((parcel, index) => {
    const code = context.charges.add({
      ...shared,
      ...parcel,
      book,
      parcel: index + 1,
      slug: newHex(),
      bank: nextBank(context),
      accountUrl: notificationUrl,
      isFromPanel,
      createdAt: context.now(),
    });
    return getCharge(context, code);
  });
}

function nextBank(context: BoletoFacilContext): Charge['bank'] {
  const { banks } = context.settings();
  return banks[(context.charges.lastCode() + 1) % banks.length] ?? '341';
}
