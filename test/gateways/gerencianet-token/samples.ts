/** Made-up people and charges; CPF and CNPJ have valid check digits. */
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type {
  ChargeAtGateway,
  ChargeToIssue,
  Payer,
  UnknownCharge,
} from '../../../main/gateways/charge.ts';

export const TOKEN = '0123456789abcdef0123456789abcdef';
export const REFERENCE = '0RH5P2S8ABCDEFGHJKMN';
export const KEY = 'CHAVE123';

export const MARIA: Payer = {
  name: 'Maria da Silva',
  taxId: { kind: 'cpf', digits: '94271564656' },
  phone: '31987654321',
  email: 'maria@example.com',
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
  name: 'Padaria Pão & Cia',
  taxId: { kind: 'cnpj', digits: '99794567000144' },
  phone: '3133334444',
};

export const CHARGE: ChargeToIssue = {
  reference: REFERENCE,
  instrument: 'boleto',
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  description: 'Internet 300M 12/2026',
  terms: PLAIN_TERMS,
  payer: MARIA,
  messageLines: [],
};

export const AT_GATEWAY: ChargeAtGateway = { gatewayId: KEY, reference: REFERENCE };

export const UNKNOWN: UnknownCharge = {
  reference: REFERENCE,
  amountCents: cents(9990),
  dueOn: civilDate('2026-12-10'),
  sentAt: instant('2026-11-21T13:00:00Z'),
};
