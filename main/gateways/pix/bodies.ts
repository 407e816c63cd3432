/** Our charge -> the bodies of API Pix (pix 1.6, 1.7). */
import { addDays, civilDateOf, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ChargeToIssue, Payer, PayerAddress } from '../charge.ts';
import type { MadeCharge } from './calls.ts';
import { readCivilDate, reaisOf, secondsUntilEndOf } from './mapping.ts';
import { discountBody, fineBody, interestBody } from './terms.ts';
import type { AmountBody, CobBody, CobvBody, DebtorBody, WireTerms } from './wire.ts';

/** What the payer is shown (pix 1.4). */
export const LONGEST_MESSAGE = 140;
const LONGEST_NAME = 200;

/** A due date needs `cobv`; without one `cob` is the only charge there is. */
export function chargeBody(charge: ChargeToIssue, pixKey: string, now: Instant): MadeCharge {
  return charge.terms.isContra
    ? { kind: 'cob', body: cobBody(charge, pixKey, now) }
    : { kind: 'cobv', body: cobvBody(charge, pixKey, civilDateOf(now)) };
}

function cobvBody(charge: ChargeToIssue, pixKey: string, today: CivilDate): CobvBody {
  const { dueOn, terms, payer } = charge;
  return {
    calendario: { dataDeVencimento: dueOn, validadeAposVencimento: terms.payableDays },
    devedor: { ...personOf(payer), ...contactOf(payer) },
    valor: amountBody(charge, today),
    chave: pixKey,
    solicitacaoPagador: messageOf(charge),
  };
}

function amountBody({ amountCents, terms, dueOn }: ChargeToIssue, today: CivilDate): AmountBody {
  const multa = fineBody(terms.fine);
  const juros = interestBody(terms.interest);
  const desconto = discountBody(terms.discount, dueOn, today);
  return {
    original: reaisOf(amountCents),
    ...(multa && { multa }),
    ...(juros && { juros }),
    ...(desconto && { desconto }),
  };
}

function cobBody(charge: ChargeToIssue, pixKey: string, now: Instant): CobBody {
  const { payer, amountCents, dueOn } = charge;
  return {
    calendario: { expiracao: secondsUntilEndOf(dueOn, now) },
    ...(payer.taxId && { devedor: personOf(payer) }),
    valor: { original: reaisOf(amountCents) },
    chave: pixKey,
    solicitacaoPagador: messageOf(charge),
  };
}

/** Description and message lines, on one line. */
export function messageOf({
  description,
  messageLines,
}: Pick<ChargeToIssue, 'description' | 'messageLines'>): string {
  return [description, ...messageLines]
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join(' - ');
}

function personOf({ name, taxId }: Payer): Pick<DebtorBody, 'cpf' | 'cnpj' | 'nome'> {
  return {
    ...(taxId && (taxId.kind === 'cpf' ? { cpf: taxId.digits } : { cnpj: taxId.digits })),
    nome: name.trim().slice(0, LONGEST_NAME),
  };
}

function contactOf({ email, address }: Payer): Omit<DebtorBody, 'cpf' | 'cnpj' | 'nome'> {
  return { ...(email !== undefined && { email }), ...(address && addressOf(address)) };
}

function addressOf({ street, number, city, state, postalCode }: PayerAddress) {
  return {
    logradouro: `${street}, ${number}`.slice(0, LONGEST_NAME),
    cidade: city.slice(0, LONGEST_NAME),
    uf: state,
    cep: postalCode,
  };
}

/** A new due date, and the amount again as it is: the days of its discount move with the date. */
export function movedAmount(
  terms: WireTerms,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
): AmountBody {
  const { original, multa, juros, abatimento, desconto } = terms;
  const move = (day: string): string => {
    const date = readCivilDate(day);
    return date ? addDays(date, daysBetween(from, to)) : day;
  };
  return {
    original,
    ...(multa && { multa }),
    ...(juros && { juros }),
    ...(abatimento && { abatimento }),
    ...(desconto && {
      desconto: {
        modalidade: desconto.modalidade,
        ...(desconto.descontoDataFixa
          ? {
              descontoDataFixa: desconto.descontoDataFixa.map(({ data, valorPerc }) => ({
                data: move(data),
                valorPerc,
              })),
            }
          : typeof desconto.valorPerc === 'string' && { valorPerc: desconto.valorPerc }),
      },
    }),
  };
}
