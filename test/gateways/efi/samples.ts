/** Made-up people and charges; CPF and CNPJ have valid check digits. */
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type {
  ChargeToIssue,
  GroupToIssue,
  Payer,
  UnknownCharge,
  UnknownGroup,
} from '../../../main/gateways/charge.ts';

export const REFERENCE = '0RH5P2S8ABCDEFGHJKMN';
export const CHARGE_ID = '44800001';
export const LINHA = '36490000010000000000000000000000100000000009990';

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
  payableDays: 60,
};

export const CHARGE: ChargeToIssue = {
  reference: REFERENCE,
  instrument: 'bolix',
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  description: 'Internet 300M 12/2026',
  terms: TERMS,
  payer: MARIA,
  messageLines: ['Obrigado por pagar em dia.', 'Dúvidas: (31) 3333-4444.'],
  callbackUrl: 'https://provedor.example.com/cb/efi',
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
