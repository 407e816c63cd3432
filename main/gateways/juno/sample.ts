/** A callback as Juno posts it: an event about a charge, signed over its bytes (juno 3.4). */
import { createHmac } from 'node:crypto';
import type { SampleCallback, SampleSource } from '../gateway.ts';
import { SIGNATURE_HEADER } from './signature.ts';

/** Have the form of ids and are none of Juno's. */
const MADE_UP = 'chr_00000000000000000000000000000000';
const EVENT_ID = 'evt_00000000000000000000000000000000';

/** @param secret of the account's signatures; absent while none was agreed on */
export function sampleCallback(
  { charge }: SampleSource,
  secret: string | undefined,
): SampleCallback {
  const entity = { entityId: charge?.gatewayId ?? MADE_UP, entityType: 'CHARGE' };
  const body = JSON.stringify({
    eventId: EVENT_ID,
    eventType: 'CHARGE_STATUS_CHANGED',
    data: [{ ...entity, attributes: {} }],
  });
  return {
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      ...(secret !== undefined && { [SIGNATURE_HEADER]: signatureOf(secret, body) }),
    },
    body,
    isKnown: charge !== undefined,
  };
}

function signatureOf(secret: string, body: string): string {
  return createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('hex');
}
