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
export const CODE = '30000001';

/** R$ 99,90 due on 2026-12-10 at Itaú, portfolio 176; check digits by the rules of FEBRABAN. */
export const BARCODE = '34191165600000099901763000000100655464808000';
export const LINHA = '34191763040000010065154648080007116560000009990';

export const MARIA: Payer = {
  name: 'Maria da Silva',
  taxId: { kind: 'cpf', digits: '94271564656' },
  phone: '31987654321',
  address: {
    street: 'Rua das Flores',
    number: '10',
    complement: 'Casa 2',
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

export const CALLBACK_URL = 'https://provedor.example.com/cb/planted-callback-secret';

export const CHARGE: ChargeToIssue = {
  reference: REFERENCE,
  instrument: 'boleto',
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  description: 'Internet 300M 12/2026',
  terms: TERMS,
  payer: MARIA,
  messageLines: ['Obrigado por pagar em dia.', 'Dúvidas & reclamações: (31) 3333-4444.'],
  callbackUrl: CALLBACK_URL,
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

export const AT_GATEWAY: ChargeAtGateway = {
  gatewayId: CODE,
  reference: REFERENCE,
  dueOn: civilDate('2026-12-10'),
};

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
