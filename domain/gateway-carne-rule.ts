import { addMonths, dayOfMonth, type CivilDate } from './civil-date.ts';
import type { ChargeTerms } from './charge-terms.ts';
import type { PlannedParcel } from './parcel-schedule.ts';

/** Why the parcels go as single charges and not as the gateway's own carnê. */
export const singleChargeReasons = [
  'gateway-without-carne',
  'too-many-parcels',
  'values-differ',
  'due-day-after-28',
  'earlier-date',
  'date-fixed',
  'conditional-discount',
] as const;
export type SingleChargeReason = (typeof singleChargeReasons)[number];

export interface GatewayCarneQuestion {
  readonly parcels: readonly PlannedParcel[];
  readonly terms: ChargeTerms;
  /** Parcels that the gateway takes in one carnê; 0 when it has none. Efí offers 12. */
  readonly maximumParcels: number;
  /** The gateway can move no parcel afterwards. */
  readonly hasFixedDates?: boolean;
}

/** A parcel whose date the gateway's month-by-month rule would miss. */
export interface ParcelMend {
  readonly number: number;
  readonly dueOn: CivilDate;
}

export type CarneWay =
  | {
      readonly way: 'gateway-carne';
      /** First due date to ask for: the others follow monthly on its day. */
      readonly firstDueOn: CivilDate;
      /** Later dates to set once it is issued. */
      readonly mends: readonly ParcelMend[];
    }
  | { readonly way: 'single-charges'; readonly reasons: readonly SingleChargeReason[] };

/**
 * The gateway's carnê takes one value, one day of month and no discount by date. A date can only be moved
 * to a later one afterwards, and with some gateways not at all, so that rules it out; days over 28 are left out because their
 * roll-over is not documented.
 * @throws RangeError without parcels
 */
export function chooseCarneWay(question: GatewayCarneQuestion): CarneWay {
  const [first] = question.parcels;
  if (!first) throw new RangeError('A carnê has at least one parcel');
  const firstDueOn = first.calendarDueOn;
  const reasons = singleChargeReasons.filter((reason) => applies(reason, question, firstDueOn));
  if (reasons.length > 0) return { way: 'single-charges', reasons };
  const mends = question.parcels.filter(
    (parcel) => parcel.dueOn !== gatewayDate(firstDueOn, parcel.number),
  );
  return {
    way: 'gateway-carne',
    firstDueOn,
    mends: mends.map(({ number, dueOn }) => ({ number, dueOn })),
  };
}

function applies(
  reason: SingleChargeReason,
  { parcels, terms, maximumParcels, hasFixedDates = false }: GatewayCarneQuestion,
  firstDueOn: CivilDate,
): boolean {
  const rules: Readonly<Record<SingleChargeReason, boolean>> = {
    'gateway-without-carne': maximumParcels === 0,
    'too-many-parcels': maximumParcels > 0 && parcels.length > maximumParcels,
    'values-differ': new Set(parcels.map(({ amountCents }) => amountCents)).size > 1,
    'due-day-after-28': dayOfMonth(firstDueOn) > 28,
    'earlier-date': parcels.some(({ number, dueOn }) => dueOn < gatewayDate(firstDueOn, number)),
    'date-fixed':
      hasFixedDates && parcels.some(({ number, dueOn }) => dueOn > gatewayDate(firstDueOn, number)),
    'conditional-discount': terms.discount.kind !== 'none',
  };
  return rules[reason];
}

function gatewayDate(firstDueOn: CivilDate, parcel: number): CivilDate {
  return addMonths(firstDueOn, parcel - 1);
}
