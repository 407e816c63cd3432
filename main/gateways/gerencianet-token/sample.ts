/** A callback as the token mode posts it: a form whose field `xml` holds a charge (efi 5.4). */
import type { SampleCallback, SampleSource } from '../gateway.ts';
import { writeXml } from './wire.ts';

const MADE_UP = { gatewayId: '00000000-0000', reference: '' };
/** `i`: known to the gateway and not paid; it claims nothing that the gateway would have to show. */
const OPEN = 'i';

export function sampleCallback({ charge }: SampleSource): SampleCallback {
  const { gatewayId, reference } = charge ?? MADE_UP;
  const xml = writeXml('integracao', {
    cobranca: { chave: gatewayId, retorno: reference, status: OPEN },
  });
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ xml }).toString(),
    isKnown: charge !== undefined,
  };
}
