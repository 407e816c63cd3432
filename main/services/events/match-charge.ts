import type { EventTarget } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import { accountsOfLogin } from '../accounts/shared-login.ts';
import type { Tools } from '../tools.ts';

/**
 * The charge that an event is about: by gateway id, then by our reference, then by carnê and parcel.
 * A reference that belongs to another login matches nothing: the gateway's word counts for its own accounts alone.
 */
export function matchCharge(
  tools: Tools,
  account: Account,
  target: EventTarget,
): Charge | undefined {
  for (const one of accountsOfLogin(tools, account)) {
    const charge = matchOf(tools, one, target);
    if (charge !== undefined) return charge;
  }
  return undefined;
}

function matchOf(tools: Tools, account: Account, target: EventTarget): Charge | undefined {
  return (
    byGatewayId(tools, account, target) ??
    byReference(tools, account, target) ??
    byParcel(tools, account, target)
  );
}

function byGatewayId(tools: Tools, account: Account, target: EventTarget): Charge | undefined {
  if (target.gatewayId === undefined) return undefined;
  return tools.books.charges.byGatewayId(account.id, account.environment, target.gatewayId);
}

function byReference(tools: Tools, account: Account, target: EventTarget): Charge | undefined {
  if (target.reference === undefined) return undefined;
  const charge = tools.books.charges.byReference(target.reference);
  return charge?.accountId === account.id ? charge : undefined;
}

function byParcel(tools: Tools, account: Account, target: EventTarget): Charge | undefined {
  if (target.parcel === undefined) return undefined;
  const { chargeGroups, charges } = tools.books;
  const group =
    (target.groupId === undefined
      ? undefined
      : chargeGroups.byGatewayId(account.id, account.environment, target.groupId)) ??
    (target.reference === undefined ? undefined : chargeGroups.byReference(target.reference));
  if (group?.accountId !== account.id) return undefined;
  return charges.ofParcel(group.id, target.parcel);
}
