/** Made-up people and charges; CPF and CNPJ have valid check digits. */
import { PLAIN_TERMS, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type {
  ChargeAtGateway,
  ChargeToIssue,
  GroupToIssue,
  Payer,
  UnknownCharge,
  UnknownGroup,
} from '../../../main/gateways/charge.ts';

export const REFERENCE = '0RH5P2S8ABCDEFGHJKMN';
export const CHARGE_ID = 'chr_00112233445566778899AABBCCDDEEFF';
export const PIX_KEY = '7f3c1a52-0b4d-4e6f-8a9b-1c2d3e4f5a6b';
/** Computed from the recorded bar code (juno 3.2). */
export const LINHA = '38390000197759000000413654408916886440000001000';
export const BARCODE = '38398864400000010000000177590000001365440891';

export const MARIA: Payer = {
  name: 'Maria da Silva',
  taxId: { kind: 'cpf', digits: '94271564656' },
  phone: '31987654321',
  address: {
    street: 'Rua das Flores',
    number: '10',
    district: 'Centro',
    city: 'Ouro Preto',
    state: 'MG',
    postalCode: '35400000',
  },
};

export const PADARIA: Payer = {
  name: 'Padaria',
  taxId: { kind: 'cnpj', digits: '99794567000144' },
};

export const TERMS: ChargeTerms = {
  ...PLAIN_TERMS,
  fine: { kind: 'percent', value: 200 },
  interest: { kind: 'percent-day', value: 33 },
  payableDays: 29,
};

export const CHARGE: ChargeToIssue = {
  reference: REFERENCE,
  instrument: 'boleto',
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  description: 'Internet 300M 12/2026',
  terms: TERMS,
  payer: MARIA,
  messageLines: ['Obrigado por pagar em dia.', 'Dúvidas: (31) 3333-4444.'],
};

export const GROUP: GroupToIssue = {
  reference: REFERENCE,
  parcels: ['2026-12-10', '2027-01-10', '2027-02-10'].map((dueOn, index) => ({
    number: index + 1,
    dueOn: civilDate(dueOn),
    amountCents: cents(9990),
  })),
  description: 'Internet 300M',
  terms: TERMS,
  payer: MARIA,
  messageLines: [],
};

export const AT_GATEWAY: ChargeAtGateway = { gatewayId: CHARGE_ID, reference: REFERENCE };

export const UNKNOWN: UnknownCharge = {
  reference: REFERENCE,
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  sentAt: instant('2026-11-21T13:00:00Z'),
};

export const UNKNOWN_GROUP: UnknownGroup = {
  reference: REFERENCE,
  parcels: GROUP.parcels,
  sentAt: instant('2026-11-21T13:00:00Z'),
};
