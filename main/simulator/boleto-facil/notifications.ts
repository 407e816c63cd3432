/** Telling that a payment was made (juno.md 2.1, 2.2), and answering who asks for it with the token. */
import type { NewDelivery } from '../store/deliveries.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import type { Payment } from '../store/boleto-facil/payments.ts';
import { BOLETO_FACIL_ID, newHex, type BoletoFacilContext } from './context.ts';
import type { Parameters } from './parameters.ts';
import { missing, unknownPayment } from './refusal.ts';
import { paymentDetails } from './views.ts';

/** Queues a notification; charges of the panel and those without a URL have none. */
export function notify(context: BoletoFacilContext, payment: Payment): void {
  const charge = context.charges.byCode(payment.code);
  const url = charge === undefined ? null : callbackUrlOf(context, charge);
  if (charge === undefined || url === null) return;
  context.ports.callbacks.enqueue({
    gateway: BOLETO_FACIL_ID,
    charge: String(charge.code),
    subject: String(payment.id),
    sequence: context.payments.countNotice(payment.id),
    change: payment.status,
    url,
    ...post(tokenFor(context, payment), charge.reference, charge.code),
    settledBy: 'answer',
  });
}

/** The charge's own URL beats the account's. Null where nothing is told. */
export function callbackUrlOf(context: BoletoFacilContext, charge: Charge): string | null {
  const { accountUrlHoldsFor, notificationUrl } = context.settings();
  if (charge.isFromPanel) return null;
  const accountUrl = accountUrlHoldsFor === 'all-charges' ? notificationUrl : charge.accountUrl;
  return charge.notificationUrl ?? accountUrl;
}

function tokenFor(context: BoletoFacilContext, { id }: Payment): string {
  const known = context.settings().tokenPerNotice ? undefined : context.payments.tokenOf(id);
  if (known !== undefined) return known;
  const token = newHex();
  context.payments.addToken(id, token);
  return token;
}

/** Three form fields: no amount, no status, no signature. */
function post(
  token: string,
  reference: string,
  code: number,
): Pick<NewDelivery, 'contentType' | 'headers' | 'body'> {
  const fields = { paymentToken: token, chargeReference: reference, chargeCode: String(code) };
  return {
    contentType: 'application/x-www-form-urlencoded',
    headers: {},
    body: new URLSearchParams(fields).toString(),
  };
}

/** A notification of a payment that does not exist. */
export const testPost = (url: string) => ({ url, ...post(newHex(), 'TESTE', 1) });

/** fetch-payment-details: the payment's own token is the secret, none of the account is asked for (juno.md 1.5). */
export function fetchPayment(context: BoletoFacilContext, parameters: Parameters): unknown {
  const token = parameters.get('paymentToken');
  if (token === undefined) throw missing('paymentToken');
  const payment = context.payments.byToken(token);
  const charge = payment === undefined ? undefined : context.charges.byCode(payment.code);
  if (payment === undefined || charge === undefined) throw unknownPayment();
  return { payment: paymentDetails(context, payment, charge) };
}
