/** Plans a carnê without writing anything: its parcels, which way it goes to the gateway and why. */
import type { CivilDate, Competence } from '../../../domain/civil-date.ts';
import { chooseCarneWay, type CarneWay } from '../../../domain/gateway-carne-rule.ts';
import { sum, type Cents } from '../../../domain/money.ts';
import { planParcels, type PlannedParcel } from '../../../domain/parcel-schedule.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { Account } from '../../store/accounts.ts';
import { issuingAccount } from '../accounts/issuing-account.ts';
import { describeCharge } from '../charges/describe-charge.ts';
import { todayOf, type Tools } from '../tools.ts';

export interface CarneOrder {
  readonly clientId: number;
  readonly accountId: number;
  readonly parcels: number;
  readonly firstDueOn: CivilDate;
  readonly amountCents: Cents;
  readonly description: string;
  readonly businessDays: 'keep' | 'next';
}

export interface CarnePlan {
  readonly account: Account;
  readonly parcels: readonly (PlannedParcel & {
    /** Number of the título that bills this month already. */
    readonly clashesWith: number | undefined;
  })[];
  readonly totalCents: Cents;
  readonly way: CarneWay;
  readonly problems: readonly Problem[];
}

export function planCarne(tools: Tools, order: CarneOrder): CarnePlan {
  const { books, gateways } = tools;
  const account = issuingAccount(tools, order.accountId);
  const parcels = planParcels({
    firstDueOn: order.firstDueOn,
    count: order.parcels,
    amounts: { kind: 'each', cents: order.amountCents },
    dueRule: order.businessDays === 'next' ? 'next-bank-day' : 'keep',
    monthRule: 'current',
  });
  const definition = gateways.definitionOf(account.gateway);
  const terms = definition.clampTerms(
    books.terms.getById(account.termsId),
    order.amountCents,
  ).terms;
  return {
    account,
    parcels: parcels.map((parcel) => ({
      ...parcel,
      clashesWith: clashOf(tools, {
        account,
        clientId: order.clientId,
        competence: parcel.competence,
      }),
    })),
    totalCents: sum(parcels.map(({ amountCents }) => amountCents)),
    way: chooseCarneWay({
      parcels,
      terms,
      maximumParcels: definition.limits.maximumGroupParcels,
      hasFixedDates: definition.limits.hasFixedGroupDates ?? false,
    }),
    problems: problemsOf(tools, { order, account, parcels }),
  };
}

function clashOf(
  tools: Tools,
  about: { readonly account: Account; readonly clientId: number; readonly competence: Competence },
): number | undefined {
  const contract = tools.books.contracts.ofClient(about.clientId);
  if (contract === undefined) return undefined;
  const { environment } = about.account;
  return tools.books.titulos.numberOfMonth(environment, contract.id, about.competence);
}

/** The first and the last parcel show every problem that any of them can have. */
function problemsOf(
  tools: Tools,
  about: {
    readonly order: CarneOrder;
    readonly account: Account;
    readonly parcels: readonly PlannedParcel[];
  },
): readonly Problem[] {
  const { order, account, parcels } = about;
  const definition = tools.gateways.definitionOf(account.gateway);
  const ends = [parcels[0], parcels.at(-1)].filter((parcel) => parcel !== undefined);
  const found = ends.flatMap((parcel) =>
    definition.checkOffline(
      describeCharge({
        reference: '0'.repeat(20),
        instrument: account.instrument,
        amountCents: parcel.amountCents,
        dueOn: parcel.dueOn,
        description: order.description,
        terms: tools.books.terms.getById(account.termsId),
        client: tools.books.clients.getById(order.clientId),
        account,
      }),
      todayOf(tools),
    ),
  );
  return [
    ...new Map(found.map((problem) => [`${problem.code}:${problem.field}`, problem])).values(),
  ];
}
