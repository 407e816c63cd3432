/** Made-up people and charges; CPF and CNPJ have valid check digits. */
import { PLAIN_TERMS, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type {
  ChargeAtGateway,
  ChargeToIssue,
  Payer,
  UnknownCharge,
} from '../../../main/gateways/charge.ts';

export const REFERENCE = '0RH5P2S8ABCDEFGHJKMN';
export const TXID = `BAIXA0${REFERENCE}`;
export const END_TO_END_ID = 'E00000000202612101340ABCDEFGHIJK';
export const PIX_KEY = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906';

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
  name: 'Padaria do Vale Ltda',
  taxId: { kind: 'cnpj', digits: '99794567000144' },
};

/** 2 % and 0,033 % a day, as the Mk-Auth forms have it. */
export const TERMS: ChargeTerms = {
  ...PLAIN_TERMS,
  fine: { kind: 'percent', value: 200 },
  interest: { kind: 'percent-day', value: 33 },
  payableDays: 60,
  rounding: 'truncate',
  countsFrom: 'business-due',
};

export const CHARGE: ChargeToIssue = {
  reference: REFERENCE,
  instrument: 'pix',
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  description: 'Internet 300M 12/2026',
  terms: TERMS,
  payer: MARIA,
  messageLines: ['Obrigado por pagar em dia.'],
};

export const AT_GATEWAY: ChargeAtGateway = { gatewayId: TXID, reference: REFERENCE };

export const UNKNOWN: UnknownCharge = {
  reference: REFERENCE,
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  sentAt: instant('2026-11-21T13:00:00Z'),
};
