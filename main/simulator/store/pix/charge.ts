import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';

/** Immediate charge (`cob`) or charge with due date (`cobv`). */
export type ChargeKind = 'cob' | 'cobv';

/** States of a charge's registration (pix.md 1.5). Expired and overdue are none: both stay ATIVA. */
export const chargeStatuses = [
  'ATIVA',
  'CONCLUIDA',
  'REMOVIDA_PELO_USUARIO_RECEBEDOR',
  'REMOVIDA_PELO_PSP',
] as const;

export type ChargeStatus = (typeof chargeStatuses)[number];

/** CPF or CNPJ, never both. */
export interface Person {
  readonly cpf?: string | undefined;
  readonly cnpj?: string | undefined;
  readonly nome: string;
  readonly email?: string | undefined;
  readonly logradouro?: string | undefined;
  readonly cidade?: string | undefined;
  readonly uf?: string | undefined;
  readonly cep?: string | undefined;
}

/** `valorPerc` is text with two decimals: reais or percent, as `modalidade` says (pix.md 1.7). */
export interface Term {
  readonly modalidade: number;
  readonly valorPerc: string;
}

export interface FixedDiscount {
  /** The last day of the discount. */
  readonly data: CivilDate;
  readonly valorPerc: string;
}

/** Modalities 1 and 2 have dates, 3 to 6 a value per day. */
export interface Discount {
  readonly modalidade: number;
  readonly valorPerc?: string | undefined;
  readonly descontoDataFixa?: readonly FixedDiscount[] | undefined;
}

interface ContentBase {
  readonly chave: string;
  readonly solicitacaoPagador?: string | undefined;
  readonly infoAdicionais?:
    readonly { readonly nome: string; readonly valor: string }[] | undefined;
}

/** What the receiver says of an immediate charge; `expiracao` in seconds from its making. */
export interface CobContent extends ContentBase {
  readonly calendario: { readonly expiracao: number };
  readonly devedor?: Person | undefined;
  readonly valor: { readonly original: string; readonly modalidadeAlteracao?: number | undefined };
}

/** What the receiver says of a charge with due date. */
export interface CobvContent extends ContentBase {
  readonly calendario: {
    readonly dataDeVencimento: CivilDate;
    /** Calendar days. */
    readonly validadeAposVencimento: number;
  };
  readonly devedor: Person;
  readonly valor: {
    readonly original: string;
    readonly multa?: Term | undefined;
    readonly juros?: Term | undefined;
    readonly abatimento?: Term | undefined;
    readonly desconto?: Discount | undefined;
  };
}

interface ChargeBase {
  readonly txid: string;
  readonly status: ChargeStatus;
  readonly revision: number;
  /** Address of its payload; null after it was unlinked. */
  readonly locationId: number | null;
  readonly createdAt: Instant;
}

export type CobCharge = ChargeBase & { readonly kind: 'cob'; readonly content: CobContent };
export type CobvCharge = ChargeBase & { readonly kind: 'cobv'; readonly content: CobvContent };
export type Charge = CobCharge | CobvCharge;

/** Instants are closed on both sides, as the API's `inicio` and `fim`. */
export interface ChargeFilter {
  readonly kind: ChargeKind | 'any';
  readonly from: Instant;
  readonly to: Instant;
  readonly status?: string | undefined;
  readonly document?: string | undefined;
  readonly txid?: string | undefined;
  readonly hasLocation?: boolean | undefined;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Address of a payload, free or used by one charge. */
export interface Location {
  readonly id: number;
  readonly token: string;
  readonly kind: ChargeKind;
  readonly txid: string | null;
  readonly createdAt: Instant;
}

/** Where the money of a Pix comes from (centavos), as far as the charge explains it. */
export interface Components {
  readonly original: Cents;
  readonly multa?: Cents | undefined;
  readonly juros?: Cents | undefined;
  readonly abatimento?: Cents | undefined;
  readonly desconto?: Cents | undefined;
}

/** A Pix received. */
export interface Payment {
  readonly e2eid: string;
  readonly txid: string | null;
  readonly key: string;
  readonly amountCents: Cents;
  readonly feeCents: Cents;
  readonly components: Components;
  readonly payer: Person;
  readonly info: string;
  /** Settlement. */
  readonly at: Instant;
  /** The name under which the ledger holds it. */
  readonly ledgerKey: string;
}

export type RefundStatus = 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO';

/** A refund (devolução) of a Pix received, asked for by the receiver or made by the MED. */
export interface Refund {
  readonly e2eid: string;
  readonly id: string;
  readonly rtrId: string;
  readonly amountCents: Cents;
  readonly nature: string;
  readonly description: string | null;
  readonly status: RefundStatus;
  readonly reason: string | null;
  readonly requestedAt: Instant;
  /** When it is or was settled. */
  readonly settlesAt: Instant;
}

export interface PaymentFilter {
  readonly from: Instant;
  readonly to: Instant;
  readonly txid?: string | undefined;
  readonly hasTxid?: boolean | undefined;
  readonly hasRefund?: boolean | undefined;
  readonly document?: string | undefined;
}
