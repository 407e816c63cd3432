/** What an operator typed about a client, read into what the books hold. */
import { parseCep } from '../../../domain/cep.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { parseEmail } from '../../../domain/email.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Cents } from '../../../domain/money.ts';
import { parsePhone } from '../../../domain/phone.ts';
import { parseUf } from '../../../domain/uf.ts';
import type { ClientToStore, PersonKind } from '../../store/clients.ts';
import type { Billing } from '../../store/contracts.ts';

export interface AddressForm {
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface ContractForm {
  readonly planId: number | null;
  /** > 0; null takes the plan's. */
  readonly priceCents: Cents | null;
  /** 1..31. */
  readonly dueDay: number;
  readonly accountId: number | null;
  readonly billing: Billing;
  readonly login: string;
  readonly startsOn: CivilDate;
}

/** A client form; without `id` it makes a new one. Texts are as typed, '' when empty. */
export interface ClientForm {
  readonly id?: number | undefined;
  readonly name: string;
  readonly taxId: string;
  readonly email: string;
  readonly phone: string;
  readonly address: AddressForm;
  readonly notes: string;
  readonly isActive: boolean;
  readonly contract: ContractForm;
}

export interface TaxIdRule {
  /** The setting "validar CPF/CNPJ". */
  readonly checksTaxIds: boolean;
}

/**
 * Reads everything but the code.
 * @throws Failure `invalid-input` with the `field` that does not hold
 */
export function readClientForm(form: ClientForm, rule: TaxIdRule): Omit<ClientToStore, 'code'> {
  const { address } = form;
  const taxId = readTaxId(form.taxId, rule);
  return {
    name: required('name', form.name.trim()),
    taxId,
    personKind: personKindOf(taxId),
    email: readOptional('email', form.email, parseEmail),
    phone: readOptional('phone', form.phone, parsePhone),
    street: address.street.trim(),
    number: address.number.trim(),
    complement: address.complement.trim(),
    district: address.district.trim(),
    city: address.city.trim(),
    state: readOptional('address.state', address.state, parseUf),
    postalCode: readOptional('address.postalCode', address.postalCode, parseCep),
    notes: form.notes.trim(),
    isActive: form.isActive,
  };
}

/** What fits the books although its check digits may be wrong: 11 digits, or 14 characters of a CNPJ. */
export function looseTaxId(text: string): string | undefined {
  const digits = text.replace(/[\s./-]/g, '').toUpperCase();
  return /^(\d{11}|[0-9A-Z]{12}\d{2})$/.test(digits) ? digits : undefined;
}

export function personKindOf(taxId: string | null): PersonKind {
  if (taxId === null) return 'unknown';
  return taxId.length === 11 ? 'natural' : 'legal';
}

function readTaxId(text: string, rule: TaxIdRule): string | null {
  if (text.trim() === '') return null;
  const taxId = parseTaxId(text)?.digits ?? (rule.checksTaxIds ? undefined : looseTaxId(text));
  if (taxId === undefined) throw invalid('taxId');
  return taxId;
}

function required(field: string, text: string): string {
  if (text === '') throw invalid(field);
  return text;
}

function readOptional(
  field: string,
  text: string,
  parse: (text: string) => string | undefined,
): string {
  if (text.trim() === '') return '';
  const value = parse(text);
  if (value === undefined) throw invalid(field);
  return value;
}

function invalid(field: string): Failure {
  return new Failure('invalid-input', 'A field of the client does not hold', { field });
}
