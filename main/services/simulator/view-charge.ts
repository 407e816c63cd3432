import { addMs } from '../../../domain/instant.ts';
import type { Charge } from '../../store/charges.ts';
import type { StoredAttempt } from '../../store/gateway-attempts.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';
import { chargeRow } from './list-charges.ts';
import { noticeRow } from './list-notices.ts';
import { ourCharge } from './our-charge.ts';

/** How long after a carnê was sent calls about it are looked for. */
const GROUP_CALLS_MS = 15 * 60_000;

/** Everything about one charge, with what this app sent to make it. */
export async function viewSimulatedCharge(
  tools: Pick<Tools, 'books'>,
  simulator: SimulatorControl,
  { gateway, id }: { readonly gateway: string; readonly id: string },
) {
  const told = await simulator.panel.charge(gateway, id);
  const { charge, links } = told;
  return {
    charge: chargeRow(tools, gateway, { charge, position: 0 }),
    linha: charge.linha,
    pixPayload: charge.pixPayload,
    callbackUrl: charge.callbackUrl,
    actions: told.actions,
    notices: told.callbacks.map(noticeRow),
    payments: told.entries,
    letter: told.letter,
    hasPage: links.pageUrl !== null,
    hasPdf: links.pdfUrl !== null,
    requests: requestsOf(tools, ourCharge(tools, gateway, charge)).map(requestRow),
  };
}

function requestsOf(
  { books }: Pick<Tools, 'books'>,
  charge: Charge | undefined,
): readonly StoredAttempt[] {
  if (charge === undefined) return [];
  return [...books.attempts.ofCharge(charge.id), ...groupRequests(books, charge)];
}

/** A parcel came into being with its carnê, in one call about all of them. */
function groupRequests(
  books: Tools['books'],
  { groupId, accountId }: Charge,
): readonly StoredAttempt[] {
  const group = groupId === null ? undefined : books.chargeGroups.getById(groupId);
  if (group === undefined || group.sentAt === null) return [];
  return books.attempts.ofGroup({
    accountId,
    reference: group.reference,
    from: group.sentAt,
    to: addMs(group.sentAt, GROUP_CALLS_MS),
  });
}

function requestRow(attempt: StoredAttempt) {
  const { id, at, operation, httpStatus, durationMs, request, response } = attempt;
  return { id, at, operation, httpStatus, durationMs, request, response };
}
