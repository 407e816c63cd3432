/** Made-up papers with valid codes. */
import { addMonths, civilDate, competenceOf, daysBetween } from '../../domain/civil-date.ts';
import { barcodeMod11, mod10 } from '../../domain/check-digit.ts';
import { cents } from '../../domain/money.ts';
import type {
  BoletoPaper,
  BoletoSlip,
  CarnePaper,
  PaperParty,
  PixSlip,
  ReceiptPaper,
} from '../../main/documents/paper.ts';

export const PROVIDER: PaperParty = {
  name: 'Conexão Serrana Telecomunicações Ltda.',
  taxId: '11.222.333/0001-81',
  addressLines: [
    'Rua das Araucárias, 1250, sala 3',
    'Centro',
    'Três Corações - MG',
    'CEP 37410-000',
  ],
};

export const CLIENT: PaperParty = {
  name: 'João Antônio da Conceição Gonçalves',
  taxId: '529.982.247-25',
  addressLines: [
    'Avenida Getúlio Vargas, 87, ap. 12',
    'Jardim América',
    'Três Corações - MG',
    'CEP 37410-120',
  ],
};

/** Longer than any box. */
export const LONG =
  'Associação Beneficente dos Moradores e Produtores Rurais do Assentamento Nossa Senhora da Conceição Aparecida do Alto Paranaíba e de Todos os Santos da Serra da Mantiqueira';

/** A dynamic BR Code of usual length; its CRC is not looked at here. */
export const PIX_PAYLOAD =
  '00020101021226860014br.gov.bcb.pix2564qrcodes.example.com/v2/cobv/9d36b84fc70b478fb95c12729b90ca255204000053039865406109.905802BR5916CONEXAO SERRANA 6013TRES CORACOES62070503***6304A1B2';

/** A slip of bank 364 due `index` months after 2027-01-10, with its codes rightly built (boleto.md 1.1 to 1.4). */
export function slipOf(index: number, changes: Partial<BoletoSlip> = {}): BoletoSlip {
  const dueOn = addMonths(civilDate('2027-01-10'), index);
  const amountCents = cents(10990 + index);
  const barcode = barcodeOf({ dueOn, amountCents, serial: index + 1 });
  return {
    form: 'boleto',
    bankName: 'Efí S.A.',
    bankCode: '364',
    linha: linhaOf(barcode),
    barcode,
    nossoNumero: String(4900 + index).padStart(10, '0'),
    documentNumber: `${String(1024 + index).padStart(8, '0')}01`,
    tituloNumber: 1024 + index,
    issuedOn: civilDate('2026-11-21'),
    dueOn,
    amountCents,
    kind: 'DS',
    instructions: [
      'Após o vencimento, multa de R$ 2,20 e juros de R$ 0,04 ao dia.',
      'Não receber após 29 dias do vencimento.',
    ],
    competence: competenceOf(dueOn),
    isPractice: false,
    ...changes,
  };
}

/** A charge without a bar code due `index` months after 2027-01-10; its code is one of its own. */
export function pixSlipOf(index: number, changes: Partial<PixSlip> = {}): PixSlip {
  const dueOn = addMonths(civilDate('2027-01-10'), index);
  return {
    form: 'pix',
    pixPayload: `${PIX_PAYLOAD}${String(index).padStart(2, '0')}`,
    identifier: `BAIXA00N4F7C0P9Q2R3S4T5V${String(index).padStart(2, '0')}`,
    description: 'Plano Fibra 300 Mega',
    documentNumber: `${String(2048 + index).padStart(8, '0')}01`,
    tituloNumber: 2048 + index,
    issuedOn: civilDate('2026-11-21'),
    dueOn,
    amountCents: cents(9990 + index),
    instructions: [
      'Plano Fibra 300 Mega',
      'Depois do vencimento: multa de R$ 2,00 e juros de R$ 0,03 por dia, somados pelo banco na leitura do código.',
      'Este Pix pode ser pago até 09/02/2027.',
    ],
    competence: competenceOf(dueOn),
    isPractice: false,
    ...changes,
  };
}

export function pixSheetOf(changes: Partial<PixSlip> = {}): BoletoPaper {
  return { beneficiary: PROVIDER, payer: CLIENT, slip: pixSlipOf(0, changes) };
}

/** A carnê whose slips have bar codes, every one. */
export interface BoletoCarne extends CarnePaper {
  readonly slips: readonly BoletoSlip[];
}

export function carneOf(parcels: number, changes: Partial<BoletoCarne> = {}): BoletoCarne {
  const slips = Array.from({ length: parcels }, (_, index) =>
    slipOf(index, { parcel: { number: index + 1, of: parcels } }),
  );
  return {
    beneficiary: PROVIDER,
    payer: CLIENT,
    title: 'Carnê 2027',
    planLine: 'Plano Fibra 300 Mega · login joao.goncalves',
    slips,
    cover: true,
    ...changes,
  };
}

export function boletoOf(
  changes: Partial<BoletoSlip> = {},
): BoletoPaper & { readonly slip: BoletoSlip } {
  return {
    beneficiary: PROVIDER,
    payer: CLIENT,
    slip: slipOf(0, changes),
    items: [
      { text: 'Plano Fibra 300 Mega - 01/2027', amountCents: cents(9990) },
      { text: 'Roteador em comodato - manutenção', amountCents: cents(1000) },
    ],
  };
}

export function receiptOf(changes: Partial<ReceiptPaper> = {}): ReceiptPaper {
  return {
    beneficiary: PROVIDER,
    payer: CLIENT,
    receiptNumber: '000318',
    tituloNumber: 1024,
    description: 'serviço de internet, Plano Fibra 300 Mega',
    competence: competenceOf(civilDate('2027-01-10')),
    dueOn: civilDate('2027-01-10'),
    paidOn: civilDate('2027-01-15'),
    issuedOn: civilDate('2027-01-15'),
    amountCents: cents(10990),
    lateCents: cents(238),
    discountCents: cents(0),
    paidCents: cents(11228),
    method: 'Pix',
    isPractice: false,
    ...changes,
  };
}

function barcodeOf(parts: {
  dueOn: BoletoSlip['dueOn'];
  amountCents: number;
  serial: number;
}): string {
  const days = daysBetween(civilDate('1997-10-07'), parts.dueOn);
  const factor = days > 9999 ? ((days - 1000) % 9000) + 1000 : days;
  const free = `000010000012345${String(parts.serial).padStart(10, '0')}`;
  const tail = `${String(factor)}${String(parts.amountCents).padStart(10, '0')}${free}`;
  return `3649${String(barcodeMod11(`3649${tail}`))}${tail}`;
}

function linhaOf(barcode: string): string {
  const free = barcode.slice(19);
  const fields = [barcode.slice(0, 4) + free.slice(0, 5), free.slice(5, 15), free.slice(15)];
  return fields.map((field) => field + String(mod10(field))).join('') + barcode.slice(4, 19);
}
