/** A charge in the words of the port: what is issued, and what the gateway registered. */
import type { Instrument } from '../../domain/account.ts';
import type { ChargeTerms } from '../../domain/charge-terms.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { TaxId } from '../../domain/cpf-cnpj.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';

/** What a static code asks for, and in whose name. */
export interface StaticPixOrder {
  /** Of the charge that was prepared: the code's txid. */
  readonly reference: string;
  /** > 0. */
  readonly amountCents: Cents;
  readonly name: string;
  readonly city: string;
}

export interface PayerAddress {
  readonly street: string;
  readonly number: string;
  readonly complement?: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  /** Eight digits. */
  readonly postalCode: string;
}

export interface Payer {
  readonly name: string;
  readonly taxId: TaxId | undefined;
  /** Left out unless the account forwards e-mail ("repassar e-mail"). */
  readonly email?: string;
  /** Area code and number, digits alone. */
  readonly phone?: string;
  readonly address?: PayerAddress;
  /** The gateway's own id of this payer, where it gave one before. */
  readonly customerId?: string;
}

export interface ChargeToIssue {
  /** 20 characters, ours, the same on every try. */
  readonly reference: string;
  readonly instrument: Instrument;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly description: string;
  readonly terms: ChargeTerms;
  readonly payer: Payer;
  readonly messageLines: readonly string[];
  readonly callbackUrl?: string;
  /** Known when an earlier try got as far as creating the charge. */
  readonly gatewayId?: string;
}

export interface GroupToIssue {
  readonly reference: string;
  /** A boleto unless given. */
  readonly instrument?: Instrument;
  readonly parcels: readonly ParcelToIssue[];
  readonly description: string;
  readonly terms: ChargeTerms;
  readonly payer: Payer;
  readonly messageLines: readonly string[];
  readonly callbackUrl?: string;
}

export interface ParcelToIssue {
  /** 1-based. */
  readonly number: number;
  readonly dueOn: CivilDate;
  readonly amountCents: Cents;
}

/** A charge as the gateway registered it. */
export interface IssuedCharge {
  readonly gatewayId: string;
  readonly dueOn: CivilDate;
  readonly amountCents: Cents;
  /** COMPE code, three digits. */
  readonly bank?: string;
  readonly nossoNumero?: string;
  /** 47 digits without mask. */
  readonly linha?: string;
  /** 44 digits. */
  readonly barcode?: string;
  readonly txid?: string;
  /** Pix copia e cola. */
  readonly pixPayload?: string;
  /** By kind: `page`, `pdf`, `cover`. */
  readonly links: Readonly<Record<string, string>>;
}

export interface IssuedParcel {
  readonly number: number;
  readonly charge: IssuedCharge;
}

export interface RegisteredGroup {
  /** Absent when a look-up found the parcels but not the carnê's own number; an event brings it later. */
  readonly groupId?: string;
  readonly links: Readonly<Record<string, string>>;
  readonly parcels: readonly IssuedParcel[];
}

export interface UnknownCharge {
  readonly reference: string;
  readonly gatewayId?: string;
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly sentAt: Instant;
}

export interface UnknownGroup {
  readonly reference: string;
  readonly parcels: readonly ParcelToIssue[];
  readonly sentAt: Instant;
}

export interface ChargeAtGateway {
  readonly gatewayId: string;
  readonly reference: string;
  readonly group?: { readonly groupId: string; readonly parcel: number };
  /** When it is due as far as we know: some gateways find a charge by its day alone. */
  readonly dueOn?: CivilDate;
}

export interface DueDateChange {
  readonly charge: ChargeAtGateway;
  readonly dueOn: CivilDate;
}

export interface RefundToAsk {
  readonly charge: ChargeAtGateway;
  /** The whole payment unless given. */
  readonly amountCents?: Cents;
}

export interface EmailResend {
  readonly charge: ChargeAtGateway;
  readonly email: string;
}

export interface CallbackUrlChange {
  readonly charge: ChargeAtGateway;
  readonly url: string;
}
