/** Turns títulos into paper: only what a gateway registered, exactly as it was registered. */
import { explainAmount, lastPayableOn } from '../../../domain/charge-amount.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { daysBetween, formatCivilDate } from '../../../domain/civil-date.ts';
import { formatTaxId, parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { formatCep, parseCep } from '../../../domain/cep.ts';
import { Failure } from '../../../domain/failure.ts';
import { cents, formatMoney, scale } from '../../../domain/money.ts';
import { documentNumber } from '../../../domain/reference.ts';
import type { PaperParty, PaperSlip } from '../../documents/paper.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Client } from '../../store/clients.ts';
import type { Titulo } from '../../store/titulos.ts';
import { todayOf, type Tools } from '../tools.ts';

/** Banks behind the gateways and accounts of the product, by COMPE code. */
const BANKS: Readonly<Record<string, string>> = {
  '001': 'Banco do Brasil',
  '033': 'Santander',
  '077': 'Inter',
  '104': 'Caixa',
  '237': 'Bradesco',
  '341': 'Itaú',
  '364': 'Efí',
  '383': 'Juno',
  '748': 'Sicredi',
  '756': 'Sicoob',
};

/** @throws Failure `invalid-input` (field `company`) until the company's name is known */
export function beneficiaryOf(tools: Tools): PaperParty {
  const company = tools.books.settings.company();
  if (company === undefined) {
    throw new Failure('invalid-input', 'The company has no name yet', { field: 'company' });
  }
  return {
    name: company.legalName,
    taxId: shownTaxId(company.taxId),
    addressLines: addressLines(company.address),
  };
}

/**
 * The payee as an account has it printed: its own first line in place of the company's name, the others (say, the
 * gateway that registers the boletos) before the address.
 */
export function payeeOf(tools: Tools, accountId: number, company: PaperParty): PaperParty {
  const [name = '', ...others] = tools.gateways.payeeLines(tools.books.accounts.getById(accountId));
  return {
    ...company,
    name: name === '' ? company.name : name,
    addressLines: [...others.filter((line) => line !== ''), ...company.addressLines],
  };
}

export function payerOf(client: Client): PaperParty {
  return {
    name: client.name,
    taxId: shownTaxId(client.taxId ?? ''),
    addressLines: addressLines(client),
  };
}

/** Whether there is something payable to print. */
export function printableCharge(tools: Tools, titulo: Titulo): Charge | undefined {
  const charge = tools.books.charges.ofTitulo(titulo.id).at(-1);
  return charge?.state === 'registered' && charge.linha !== null && charge.barcode !== null
    ? charge
    : undefined;
}

export interface SlipOrder {
  readonly titulo: Titulo;
  readonly charge: Charge;
  /** Parcels of the carnê that the slip belongs to. */
  readonly parcels?: number;
  readonly isSecondCopy: boolean;
}

export function slipOf(tools: Tools, order: SlipOrder): PaperSlip {
  const { titulo, charge } = order;
  const terms = tools.books.terms.getById(charge.termsId);
  const account = tools.books.accounts.getById(charge.accountId);
  const bankCode = charge.bank ?? (charge.barcode ?? '').slice(0, 3);
  return {
    bankName: BANKS[bankCode] ?? account.label,
    bankCode,
    linha: charge.linha ?? '',
    barcode: charge.barcode ?? '',
    ...(charge.pixPayload === null ? {} : { pixPayload: charge.pixPayload }),
    nossoNumero: charge.nossoNumero ?? charge.gatewayId ?? '',
    documentNumber: documentNumber(titulo.number, charge.attempt),
    tituloNumber: titulo.number,
    issuedOn: titulo.issuedOn,
    dueOn: charge.dueOn,
    amountCents: charge.amountCents,
    kind: 'DS',
    instructions: [titulo.description, ...account.messageLines, ...instructions(charge, terms)],
    ...(order.parcels === undefined || titulo.parcelNo === null
      ? {}
      : { parcel: { number: titulo.parcelNo, of: order.parcels } }),
    ...monthOf(titulo, account),
    isPractice: titulo.environment !== 'production',
    ...(order.isSecondCopy ? secondCopyOf(tools, { charge, terms, account }) : {}),
  };
}

/** "Mostrar mês de referência" */
function monthOf(
  { competence }: Titulo,
  { showsReferenceMonth }: Account,
): Pick<PaperSlip, 'competence'> {
  return competence === null || !showsReferenceMonth ? {} : { competence };
}

interface SecondCopyOrder {
  readonly charge: Charge;
  readonly terms: ChargeTerms;
  readonly account: Account;
}

/** What it costs today; of a boleto that is overdue too long, or not to be recomputed, what it cost when it fell due. */
function secondCopyOf(
  tools: Tools,
  { charge, terms, account }: SecondCopyOrder,
): Pick<PaperSlip, 'secondCopy'> {
  const { amountCents, dueOn } = charge;
  const today = todayOf(tools);
  const lateDays = daysBetween(dueOn, today);
  const isUpdated = lateDays <= 0 || (account.updatesOverdue && lateDays <= account.updateDays);
  if (!isUpdated) return { secondCopy: { todayCents: amountCents, on: dueOn } };
  const explained = explainAmount({ totalCents: amountCents, dueOn, on: today, terms });
  return { secondCopy: { todayCents: explained.amountCents, on: today } };
}

/** In reais and dates, as banks ask for, never in percentages and day counts. */
function instructions(charge: Charge, terms: ChargeTerms): readonly string[] {
  const late = [fineText(charge, terms), interestText(charge, terms)].filter((text) => text !== '');
  const discount = terms.discount.kind === 'none' ? [] : [discountText(charge, terms)];
  return [
    ...discount,
    ...(late.length === 0 ? [] : [`Após o vencimento cobrar ${late.join(' e ')}.`]),
    // A carnê sent as a whole has no last day of ours: the account's own rule at the gateway holds.
    ...(charge.groupId === null
      ? [`Não receber após ${formatCivilDate(lastPayableOn(charge.dueOn, terms))}.`]
      : []),
  ];
}

function fineText({ amountCents }: Charge, { fine }: ChargeTerms): string {
  if (fine.kind === 'none' || fine.value === 0) return '';
  const value =
    fine.kind === 'fixed'
      ? cents(fine.value)
      : scale(amountCents, { numerator: fine.value, denominator: 10_000 }, 'half-up');
  return `multa de ${formatMoney(value)}`;
}

function interestText({ amountCents }: Charge, { interest }: ChargeTerms): string {
  if (interest.kind === 'none' || interest.value === 0) return '';
  const perDay =
    interest.kind === 'amount-day'
      ? cents(interest.value)
      : scale(
          amountCents,
          {
            numerator: interest.value,
            denominator: interest.kind === 'percent-day' ? 100_000 : 3_000_000,
          },
          'half-up',
        );
  return `juros de ${formatMoney(perDay)} por dia`;
}

function discountText(charge: Charge, terms: ChargeTerms): string {
  const { discount } = terms;
  const value =
    discount.kind === 'fixed'
      ? cents(discount.value)
      : scale(charge.amountCents, { numerator: discount.value, denominator: 10_000 }, 'half-up');
  return `Até ${formatCivilDate(charge.dueOn)} conceder desconto de ${formatMoney(value)}.`;
}

function shownTaxId(text: string): string {
  const taxId = parseTaxId(text);
  return taxId === undefined ? text : formatTaxId(taxId);
}

interface Address {
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

function addressLines(address: Address): readonly string[] {
  const { street, number, complement, district, city, state, postalCode } = address;
  const place = [city, state].filter((part) => part !== '').join(' - ');
  const parsed = parseCep(postalCode);
  const cep = parsed === undefined ? '' : `CEP ${formatCep(parsed)}`;
  return [
    [street, number, complement].filter((part) => part !== '').join(', '),
    district,
    [place, cep].filter((part) => part !== '').join('  '),
  ].filter((line) => line !== '');
}
