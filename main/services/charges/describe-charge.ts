/** Puts a charge into the words of the gateway port: who pays what, when and on which terms. */
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import type { Instrument } from '../../../domain/account.ts';
import type { Cents } from '../../../domain/money.ts';
import type { ChargeToIssue, GroupToIssue, Payer, PayerAddress } from '../../gateways/charge.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { ChargeGroup } from '../../store/charge-groups.ts';
import type { Client } from '../../store/clients.ts';

export interface ChargeDraft {
  readonly reference: string;
  readonly instrument: Instrument;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly description: string;
  readonly terms: ChargeTerms;
  readonly client: Client;
  readonly account: Account;
  readonly callbackUrl?: string;
  readonly gatewayId?: string;
  /** The gateway's own id of the client. */
  readonly customerId?: string | undefined;
}

/** What the adapter is asked to issue, or to check offline. */
export function describeCharge(draft: ChargeDraft): ChargeToIssue {
  return {
    reference: draft.reference,
    instrument: draft.instrument,
    amountCents: draft.amountCents,
    dueOn: draft.dueOn,
    description: draft.description,
    terms: draft.terms,
    payer: payerOf(draft),
    messageLines: draft.account.messageLines,
    ...(draft.callbackUrl === undefined ? {} : { callbackUrl: draft.callbackUrl }),
    ...(draft.gatewayId === undefined ? {} : { gatewayId: draft.gatewayId }),
  };
}

export interface GroupDraft {
  readonly group: ChargeGroup;
  /** Its charges in the order of their parcels. */
  readonly charges: readonly Charge[];
  readonly description: string;
  readonly terms: ChargeTerms;
  readonly client: Client;
  readonly account: Account;
  readonly callbackUrl?: string;
  readonly customerId?: string | undefined;
}

export function describeGroup(draft: GroupDraft): GroupToIssue {
  const [first] = draft.charges;
  return {
    reference: draft.group.reference,
    ...(first === undefined ? {} : { instrument: first.instrument }),
    parcels: draft.charges.map((charge, index) => ({
      number: index + 1,
      dueOn: charge.dueOn,
      amountCents: charge.amountCents,
    })),
    description: draft.description,
    terms: draft.terms,
    payer: payerOf(draft),
    messageLines: draft.account.messageLines,
    ...(draft.callbackUrl === undefined ? {} : { callbackUrl: draft.callbackUrl }),
  };
}

function payerOf({
  client,
  account,
  customerId,
}: Pick<ChargeDraft, 'client' | 'account' | 'customerId'>): Payer {
  const taxId = client.taxId === null ? undefined : parseTaxId(client.taxId);
  const address = addressOf(client);
  return {
    name: client.name,
    taxId,
    // "repassar e-mail": the gateway writes to whom it has an address of.
    ...(account.forwardsEmail && client.email !== '' ? { email: client.email } : {}),
    ...(client.phone === '' ? {} : { phone: client.phone }),
    ...(address === undefined ? {} : { address }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

/** An address with a gap is worse than none: gateways refuse it as a whole. */
function addressOf(client: Client): PayerAddress | undefined {
  const { street, number, district, city, state, postalCode } = client;
  if ([street, number, district, city, state, postalCode].some((part) => part === ''))
    return undefined;
  return {
    street,
    number,
    district,
    city,
    state,
    postalCode,
    ...(client.complement === '' ? {} : { complement: client.complement }),
  };
}
