/** Turns títulos into paper: only what a gateway registered, exactly as it was registered. */
import { explainAmount } from '../../../domain/charge-amount.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { daysBetween } from '../../../domain/civil-date.ts';
import { formatTaxId, parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { formatCep, parseCep } from '../../../domain/cep.ts';
import { Failure } from '../../../domain/failure.ts';
import type { LeftOutReason } from '../../../domain/left-out.ts';
import { documentNumber } from '../../../domain/reference.ts';
import type { PaperParty, PaperSlip } from '../../documents/paper.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Client } from '../../store/clients.ts';
import type { Titulo } from '../../store/titulos.ts';
import { todayOf, type Tools } from '../tools.ts';
import { boletoInstructions, pixInstructions } from './instructions.ts';

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

/** A título on paper, or why it cannot be there. */
export type Printability =
  | { readonly printable: true; readonly form: PaperSlip['form']; readonly charge: Charge }
  | { readonly printable: false; readonly reason: LeftOutReason };

/** What is registered and can be paid from paper, with its bar code or by Pix. */
export function printabilityOf(tools: Tools, titulo: Titulo): Printability {
  if (titulo.state === 'paid' || titulo.state === 'cancelled') return leftOut('closed');
  const charge = tools.books.charges.ofTitulo(titulo.id).at(-1);
  if (charge?.state !== 'registered') return leftOut('not-registered');
  if (charge.linha !== null && charge.barcode !== null) {
    return { printable: true, form: 'boleto', charge };
  }
  if (charge.pixPayload !== null) return { printable: true, form: 'pix', charge };
  return leftOut(pageOf(charge) === undefined ? 'no-code' : 'page-only');
}

function leftOut(reason: LeftOutReason): Printability {
  return { printable: false, reason };
}

function pageOf({ links }: Charge): string | undefined {
  return links['page'] ?? links['pdf'];
}

export interface SlipOrder {
  readonly titulo: Titulo;
  readonly charge: Charge;
  readonly form: PaperSlip['form'];
  /** Parcels of the carnê that the slip belongs to. */
  readonly parcels?: number;
  readonly isSecondCopy: boolean;
}

export function slipOf(tools: Tools, order: SlipOrder): PaperSlip {
  const terms = tools.books.terms.getById(order.charge.termsId);
  const account = tools.books.accounts.getById(order.charge.accountId);
  const parts = { ...order, terms, account };
  const common = commonOf(tools, parts);
  return order.form === 'pix'
    ? { ...common, ...pixPartOf(parts) }
    : { ...common, ...boletoPartOf(parts) };
}

interface SlipParts extends SlipOrder {
  readonly terms: ChargeTerms;
  readonly account: Account;
}

function commonOf(tools: Tools, parts: SlipParts) {
  const { titulo, charge, account } = parts;
  return {
    documentNumber: documentNumber(titulo.number, charge.attempt),
    tituloNumber: titulo.number,
    issuedOn: titulo.issuedOn,
    dueOn: charge.dueOn,
    amountCents: charge.amountCents,
    ...(parts.parcels === undefined || titulo.parcelNo === null
      ? {}
      : { parcel: { number: titulo.parcelNo, of: parts.parcels } }),
    ...monthOf(titulo, account),
    isPractice: titulo.environment !== 'production',
    ...(parts.isSecondCopy ? secondCopyOf(tools, parts) : {}),
  };
}

function boletoPartOf({ titulo, charge, terms, account }: SlipParts) {
  const bankCode = charge.bank ?? (charge.barcode ?? '').slice(0, 3);
  const instructions = boletoInstructions(charge, terms);
  return {
    form: 'boleto' as const,
    bankName: BANKS[bankCode] ?? account.label,
    bankCode,
    linha: charge.linha ?? '',
    barcode: charge.barcode ?? '',
    ...(charge.pixPayload === null ? {} : { pixPayload: charge.pixPayload }),
    nossoNumero: charge.nossoNumero ?? charge.gatewayId ?? '',
    kind: 'DS',
    instructions: [titulo.description, ...account.messageLines, ...instructions],
  };
}

function pixPartOf({ titulo, charge, terms, account }: SlipParts) {
  const { description } = titulo;
  return {
    form: 'pix' as const,
    pixPayload: charge.pixPayload ?? '',
    identifier: charge.gatewayId ?? charge.reference,
    description,
    instructions: [description, ...account.messageLines, ...pixInstructions(charge, terms)],
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
