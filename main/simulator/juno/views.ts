/** Charges and payments as the API shows them (juno.md 3.2, 3.3). */
import type { Cents } from '../../../domain/money.ts';
import { printedLinha } from '../boleto.ts';
import { dynamicPix, pixPicture } from '../br-code.ts';
import type { Charge, Payment, PaymentType } from '../store/juno/charge.ts';
import { barcodeOfBillet, billetView, type Billet } from './billet.ts';
import { apiUrl, type JunoContext } from './context.ts';

/** The first charge of a new account is not number one. */
const CODES_FROM = 136_600_000;

/** The account's number in the links. */
const ACCOUNT_NUMBER = '1285000';

/** What the sandbox prints in place of the linha digitável (juno.md 1.4). */
const SANDBOX_TEXT = 'BOLETO TESTE - Não é válido para pagamento';

/** Centavos as Juno writes money: a number in reais. */
export const reais = (amount: Cents): number => amount / 100;

export const codeOf = ({ seq }: Pick<Charge, 'seq'>): number => CODES_FROM + seq;

/** The parcels of an order are numbered one after the other. */
export const groupCodeOf = ({ seq, parcel }: Charge): number => codeOf({ seq: seq - parcel + 1 });

/** With a card alone there is no boleto. */
export const billetType = ({ paymentTypes }: Charge): PaymentType | undefined =>
  paymentTypes.find((type) => type !== 'CREDIT_CARD');

const billetOf = (context: JunoContext, charge: Charge): Billet => ({
  bankAccount: context.settings().bankAccount,
  code: codeOf(charge),
  amount: charge.amountCents,
  dueOn: charge.dueOn,
});

export const linhaOf = (context: JunoContext, charge: Charge): string =>
  printedLinha(barcodeOfBillet(billetOf(context, charge)));

/** The Pix code, null where the charge has none. */
export const pixPayloadOf = (charge: Charge): string | null =>
  charge.pixKey === null
    ? null
    : dynamicPix({
        location: `qr.simulador.test/juno/cobv/${charge.slug.slice(0, 32)}`,
        name: 'PROVEDOR SIMULADO LTDA',
        city: 'CURITIBA',
      });

/** A charge; `payments` and `pix` are absent where there are none, `reference` is null where none was sent. */
export function chargeView(context: JunoContext, charge: Charge) {
  return {
    id: charge.id,
    code: codeOf(charge),
    reference: charge.reference,
    dueDate: charge.dueOn,
    ...linksView(context, charge),
    amount: reais(charge.amountCents),
    status: charge.status,
    ...(billetType(charge) === undefined
      ? {}
      : { billetDetails: billetView(billetOf(context, charge)) }),
    ...paymentsPart(context, charge),
    ...pixPart(context, charge),
    _links: { self: { href: apiUrl(context, `/charges/${charge.id}`) } },
  };
}

export function linksView(context: JunoContext, charge: Charge) {
  const base = context.ports.baseUrl();
  const checkoutUrl = `${base}/checkout/${charge.checkout}`;
  if (billetType(charge) === undefined) return { checkoutUrl };
  const pdf = `${base}/charge/boleto.pdf?token=`;
  const isSandbox = context.settings().payNumber === 'sandbox-text';
  return {
    link: `${pdf}${ACCOUNT_NUMBER}:m:${charge.slug}`,
    checkoutUrl,
    installmentLink: `${pdf}${String(groupCodeOf(charge))}:${charge.groupSlug}`,
    payNumber: isSandbox ? SANDBOX_TEXT : linhaOf(context, charge),
  };
}

function paymentsPart(context: JunoContext, charge: Charge) {
  const payments = context.payments.ofCharge(charge.id).map(paymentView);
  const isTold = payments.length > 0 || context.settings().emptyPayments === 'list';
  return isTold ? { payments } : {};
}

const paymentView = (payment: Payment) => ({
  id: payment.id,
  chargeId: payment.charge,
  date: payment.paidOn,
  releaseDate: payment.releaseOn,
  amount: reais(payment.amountCents),
  fee: reais(payment.feeCents),
  type: payment.type,
  status: payment.status,
  transactionId: null,
  failReason: null,
});

function pixPart(context: JunoContext, charge: Charge) {
  const payload = pixPayloadOf(charge);
  if (payload === null) return {};
  const { pixShape, pixPayloadName } = context.settings();
  const [, picture = ''] = pixPicture(payload).split(',');
  const pix = {
    id: charge.slug.slice(0, 32),
    [pixPayloadName]: Buffer.from(payload).toString('base64'),
    ...(charge.hasPixImage ? { imageInBase64: picture } : {}),
  };
  return { pix: pixShape === 'array' ? [pix] : pix };
}
