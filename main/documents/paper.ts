/** What can be put on paper: plain values, ready to print, so that they can cross to a worker thread. */
import type { CivilDate, Competence } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';

/** Who collects or who pays. */
export interface PaperParty {
  readonly name: string;
  /** CPF or CNPJ as it is shown: `12.345.678/0001-95`. */
  readonly taxId: string;
  /** Street, district, then city, UF and CEP; what does not fit its box ends in an ellipsis. */
  readonly addressLines: readonly string[];
}

/** What every registered charge says on paper. */
interface SlipBase {
  readonly documentNumber: string;
  readonly tituloNumber: number;
  readonly issuedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly amountCents: Cents;
  readonly instructions: readonly string[];
  readonly parcel?: { readonly number: number; readonly of: number };
  readonly competence?: Competence;
  /** Of the simulator or of a homologation host: marked as worth nothing. */
  readonly isPractice: boolean;
  /** A 2ª via: the charge is unchanged, today's amount is there for information. */
  readonly secondCopy?: { readonly todayCents: Cents; readonly on: CivilDate };
}

/** A charge with a bar code. Its linha digitável and bar code are printed as given: nothing is computed here. */
export interface BoletoSlip extends SlipBase {
  readonly form: 'boleto';
  readonly bankName: string;
  /** COMPE code, with its check digit where known: `341-7`, else `364`. */
  readonly bankCode: string;
  /** Linha digitável: 47 digits, without the mask. */
  readonly linha: string;
  /** Bar code: 44 digits. All zeros, as test hosts answer, is taken on a practice slip alone and never drawn as bars. */
  readonly barcode: string;
  /** BR Code that the bank or gateway gave for this very charge. */
  readonly pixPayload?: string;
  readonly nossoNumero: string;
  /** Agência/código do beneficiário, where the bank gives one. */
  readonly beneficiaryCode?: string;
  readonly carteira?: string;
  /** Espécie: FEBRABAN's sigla, `DS`. */
  readonly kind: string;
}

/** A charge that is paid by Pix alone. */
export interface PixSlip extends SlipBase {
  readonly form: 'pix';
  /** BR Code that the bank gave for this very charge, at most 512 characters. */
  readonly pixPayload: string;
  /** The bank's own name of the charge: its txid at a bank's API Pix. */
  readonly identifier: string;
  /** What is charged, in the words of the título. */
  readonly description: string;
}

/** One registered charge that can be paid from paper. */
export type PaperSlip = BoletoSlip | PixSlip;

/** The carnê of one client. */
export interface CarnePaper {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  /** `Carnê 2027`. */
  readonly title: string;
  readonly planLine?: string;
  readonly slips: readonly PaperSlip[];
  readonly cover: boolean;
}

/** A line of what is charged. */
export interface PaperItem {
  readonly text: string;
  readonly amountCents: Cents;
}

/** One charge on a sheet of its own. */
export interface BoletoPaper {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  readonly slip: PaperSlip;
  readonly items?: readonly PaperItem[];
}

/** The receipt of a paid título. */
export interface ReceiptPaper {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  readonly receiptNumber: string;
  readonly tituloNumber: number;
  readonly description: string;
  readonly competence?: Competence;
  readonly dueOn: CivilDate;
  readonly paidOn: CivilDate;
  readonly issuedOn: CivilDate;
  /** The título's total. */
  readonly amountCents: Cents;
  /** Multa and juros, zero when there were none. */
  readonly lateCents: Cents;
  readonly discountCents: Cents;
  readonly paidCents: Cents;
  /** `Pix`, `boleto`, `dinheiro`. */
  readonly method: string;
  readonly isPractice: boolean;
}

/** `by-client`: each carnê starts a sheet. `stacked`: the three piles of the guillotine, laid one on another, are in order. */
export type SheetOrder = 'by-client' | 'stacked';

/** Where a code lies, in millimetres from the top left corner of its page, bars only (no quiet zone). */
export interface DrawnCode {
  readonly kind: 'barcode' | 'qr';
  readonly content: string;
  /** 1 = the first page. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a finished file holds. */
export interface DrawnDocument {
  readonly pages: number;
  readonly codes: readonly DrawnCode[];
}

/** Pages drawn so far. */
export interface DrawProgress {
  readonly done: number;
  readonly total: number;
}

export interface DrawOptions {
  /** Aborting stops after the page at hand with the failure `job-cancelled`. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DrawProgress) => void) | undefined;
  /** The file opens with this password (AES-256). */
  readonly password?: string | undefined;
}
