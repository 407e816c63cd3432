/** GET /balance and the tables below GET /data (juno.md 3.3). */
import { subtract } from '../../../domain/money.ts';
import { apiUrl, type JunoContext } from './context.ts';
import { reais } from './views.ts';

/** All that is confirmed less fees and paybacks; what is not free yet is withheld. */
export function showBalance(context: JunoContext): unknown {
  const { balanceCents, withheldCents } = context.payments.totals(context.today());
  return {
    balance: reais(balanceCents),
    withheldBalance: reais(withheldCents),
    transferableBalance: reais(subtract(balanceCents, withheldCents)),
    _links: { self: { href: apiUrl(context, '/balance') } },
  };
}

/** A few rows of each table: enough for a client to read the shape. */
const banks = [
  { number: '001', name: 'Banco do Brasil S.A.' },
  { number: '104', name: 'Caixa Econômica Federal' },
  { number: '237', name: 'Banco Bradesco S.A.' },
  { number: '341', name: 'Itaú Unibanco S.A.' },
  { number: '383', name: 'Juno' },
] as const;

const businessAreas = [
  { code: 2030, activity: 'Provedor de acesso à Internet', category: 'Tecnologia' },
  { code: 2031, activity: 'Suporte em informática', category: 'Tecnologia' },
] as const;

const companyTypes = ['MEI', 'EI', 'EIRELI', 'LTDA', 'SA', 'INSTITUTION_NGO_ASSOCIATION'] as const;

const selfLink = (context: JunoContext, path: string) => ({
  _links: { self: { href: apiUrl(context, path) } },
});

export const listBanks = (context: JunoContext) => ({
  _embedded: { banks },
  ...selfLink(context, '/data/banks'),
});

export const listBusinessAreas = (context: JunoContext) => ({
  _embedded: { businessAreas },
  ...selfLink(context, '/data/business-areas'),
});

export const listCompanyTypes = (context: JunoContext) => ({
  companyTypes,
  ...selfLink(context, '/data/company-types'),
});
