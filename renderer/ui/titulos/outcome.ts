/** What an act on several títulos will do, counted beforehand from what the screen knows. Start here. */
import type { ChargeState } from '../../../domain/charge-states.ts';
import { sum, subtract, type Cents } from '../../../domain/money.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';

/** What stands between a título and the gateway. */
export type ChargeFate = 'none' | 'prepared' | 'on-the-way' | 'registered' | 'over';

const fates: Readonly<Record<ChargeState, ChargeFate>> = {
  prepared: 'prepared',
  rejected: 'prepared',
  sending: 'on-the-way',
  sent: 'on-the-way',
  unknown: 'on-the-way',
  registered: 'registered',
  closing: 'on-the-way',
  cancelled: 'over',
  expired: 'over',
  paid: 'over',
  marked: 'over',
  refunded: 'over',
  discarded: 'over',
};

export function fateOf({ charge }: TituloRow): ChargeFate {
  return charge === null ? 'none' : fates[charge.state];
}

/** Whether something is still owed. */
export function isOwed({ state }: TituloRow): boolean {
  return state === 'open' || state === 'partly-paid';
}

/** What is still to be received, without fine or interest. */
export function balanceOf({ totalCents, settledCents }: TituloRow): Cents {
  return subtract(totalCents, settledCents);
}

/** Money that is on its way or waits for a decision: until then nothing else is done about the título. */
export function hasWaitingMoney({ status }: TituloRow): boolean {
  return status === 'announced' || status === 'awaiting-approval';
}

export function canCancel(row: TituloRow): boolean {
  return row.state === 'open' && !hasWaitingMoney(row);
}

export interface CancelOutcome {
  readonly cancellable: readonly TituloRow[];
  readonly amountCents: Cents;
  readonly registered: number;
  readonly prepared: number;
  readonly onTheWay: number;
  readonly refused: number;
}

export function cancelOutcome(rows: readonly TituloRow[]): CancelOutcome {
  const cancellable = rows.filter(canCancel);
  const count = (fate: ChargeFate): number =>
    cancellable.filter((row) => fateOf(row) === fate).length;
  return {
    cancellable,
    amountCents: sum(cancellable.map(balanceOf)),
    registered: count('registered'),
    prepared: count('prepared'),
    onTheWay: count('on-the-way'),
    refused: rows.length - cancellable.length,
  };
}

export interface SendOutcome {
  /** What may go, as far as its state says; its data are still to be checked. */
  readonly sendable: readonly TituloRow[];
  readonly registered: number;
  readonly onTheWay: number;
  readonly waiting: number;
  readonly closed: number;
}

export function sendOutcome(rows: readonly TituloRow[]): SendOutcome {
  const owed = rows.filter(isOwed);
  const free = owed.filter((row) => !hasWaitingMoney(row));
  const isOnTheWay = (row: TituloRow): boolean => fateOf(row) === 'on-the-way' && !isAtGateway(row);
  return {
    sendable: free.filter((row) => !isAtGateway(row) && !isOnTheWay(row)),
    registered: free.filter(isAtGateway).length,
    onTheWay: free.filter(isOnTheWay).length,
    waiting: owed.length - free.length,
    closed: rows.length - owed.length,
  };
}

const atGateway: ReadonlySet<ChargeState> = new Set(['registered', 'closing', 'paid', 'marked']);

/** The rest of a título that was paid in part gets a charge of its own. */
function isAtGateway({ state, charge }: TituloRow): boolean {
  if (charge === null) return false;
  return atGateway.has(charge.state) && !(state === 'partly-paid' && charge.state === 'paid');
}

export type PaperKind = 'boleto' | 'pix';

/** The paper that can be printed of it: a boleto, or the QR where the charge has no bar code. */
export function paperOf(row: TituloRow): PaperKind | undefined {
  if (!isOwed(row) || row.charge?.state !== 'registered') return undefined;
  if (row.charge.linha !== null) return 'boleto';
  return row.charge.pixPayload === null ? undefined : 'pix';
}

export function canSimulatePayment(row: TituloRow): boolean {
  return row.environment === 'simulator' && fateOf(row) === 'registered' && isOwed(row);
}
