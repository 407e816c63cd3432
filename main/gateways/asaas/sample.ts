/** A callback as Asaas posts it: an event with a charge, and the token of the account in a header (asaas 5.2). */
import type { SampleCallback, SampleSource } from '../gateway.ts';

/** Has the form of an id and is none of Asaas'. */
const MADE_UP = 'pay_0000000000000000';

/** @param secret the header of the account's token; without a value none was agreed on */
export function sampleCallback(
  { charge }: SampleSource,
  secret: { readonly name: string; readonly value: string | undefined },
): SampleCallback {
  return {
    headers: {
      'content-type': 'application/json',
      ...(secret.value !== undefined && { [secret.name]: secret.value }),
    },
    body: JSON.stringify({
      id: 'evt_teste_de_recepcao',
      event: 'PAYMENT_UPDATED',
      payment: { object: 'payment', id: charge?.gatewayId ?? MADE_UP },
    }),
    isKnown: charge !== undefined,
  };
}
