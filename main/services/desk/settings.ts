/** The settings of the core, with their defaults, and the company that is paid. */
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Company } from '../../store/settings.ts';
import { OPERATOR, type Tools } from '../tools.ts';

export interface CoreSettings {
  readonly listenerHost: '127.0.0.1' | '0.0.0.0';
  readonly listenerPort: number;
  readonly publicBaseUrl: string | null;
  readonly checksTaxIds: boolean;
}

const DEFAULTS: CoreSettings = {
  listenerHost: '127.0.0.1',
  listenerPort: 8090,
  publicBaseUrl: null,
  checksTaxIds: true,
};

export function readSettings({ books }: Pick<Tools, 'books'>): CoreSettings {
  const stored = books.settings.read('core') as Partial<CoreSettings> | undefined;
  return { ...DEFAULTS, ...stored };
}

export function saveSettings(tools: Tools, settings: CoreSettings): CoreSettings {
  const publicBaseUrl = settings.publicBaseUrl?.replace(/\/+$/, '') ?? null;
  const saved = { ...settings, publicBaseUrl };
  tools.books.transaction(() => {
    tools.books.settings.write('core', saved);
    tools.books.audit.write({
      at: tools.clock.now(),
      actor: OPERATOR,
      action: 'changed',
      entity: 'settings',
      entityId: 1,
    });
  });
  tools.notify('settings', 'all');
  tools.notify('accounts', 'all');
  tools.notify('status', 'all');
  return saved;
}

/** @throws Failure `invalid-input` (field `taxId`) for a CPF or CNPJ whose digits do not hold */
export function saveCompany(tools: Tools, company: Company): Company {
  const taxId = company.taxId === '' ? undefined : parseTaxId(company.taxId);
  if (company.taxId !== '' && taxId === undefined) {
    throw new Failure('invalid-input', 'The tax id of the company is wrong', { field: 'taxId' });
  }
  const saved = { ...company, taxId: taxId?.digits ?? '' };
  tools.books.transaction(() => {
    tools.books.settings.writeCompany(saved);
    tools.books.audit.write({
      at: tools.clock.now(),
      actor: OPERATOR,
      action: 'changed',
      entity: 'company',
      entityId: 1,
    });
  });
  tools.notify('company', 'all');
  tools.notify('status', 'all');
  return saved;
}
