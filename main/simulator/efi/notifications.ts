import type { TokenEvent } from '../store/efi/events.ts';
import { notificationsSince } from './changes.ts';
import { EFI_ID, naive, type EfiContext } from './context.ts';
import { unknownToken } from './errors.ts';

/**
 * GET /v1/notification/:token (efi.md 3.4): every change of the last six months, oldest first.
 * Reading is what ends the retries of the callbacks sent so far. Refuses an unknown token.
 */
export function readNotification(context: EfiContext, token: string): unknown {
  const events = context.events.ofToken(token, notificationsSince(context));
  if (events.length === 0 && !context.events.knows(token)) throw unknownToken();
  const last = events.at(-1);
  if (last !== undefined)
    context.ports.store.transaction(() =>
      context.ports.callbacks.acknowledge(EFI_ID, token, last.id),
    );
  return events.map(eventView);
}

function eventView(event: TokenEvent) {
  return {
    id: event.id,
    type: event.type,
    custom_id: event.customId,
    status: { current: event.current, previous: event.previous },
    identifiers: {
      ...(event.carnetId === null ? {} : { carnet_id: event.carnetId }),
      ...(event.chargeId === null ? {} : { charge_id: event.chargeId }),
    },
    created_at: naive(event.at),
    ...(event.valueCents === null ? {} : { value: event.valueCents }),
    ...(event.receivedOn === null ? {} : { received_by_bank_at: event.receivedOn }),
  };
}
