import { afterEach, beforeEach, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { defaultAccountOf } from '../../../main/services/accounts/issuing-account.ts';
import { openTill, TODAY, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => till.close());

function contract(about: { readonly accountId: number | null; readonly planAccountId?: number }) {
  const planId = till.books.plans.insert({
    name: 'Fibra 100',
    priceCents: cents(9_990),
    isActive: true,
    accountId: about.planAccountId ?? null,
  });
  till.books.contracts.insert({
    clientId: till.clientId,
    planId,
    accountId: about.accountId,
    billing: 'titulo',
    dueDay: 10,
    priceCents: null,
    login: '',
    startsOn: TODAY,
  });
}

it('takes the account that the contract names before the one of its plan', () => {
  const other = till.addAccount();
  contract({ accountId: other.id, planAccountId: till.account.id });

  const found = defaultAccountOf(till.tools, till.clientId);

  expect(found).toEqual({ accountId: other.id, source: 'client' });
});

it('takes the account of the plan where the contract names none', () => {
  contract({ accountId: null, planAccountId: till.account.id });

  const found = defaultAccountOf(till.tools, till.clientId);

  expect(found).toEqual({ accountId: till.account.id, source: 'plan' });
});

it('leaves the choice to the operator where nobody names one', () => {
  contract({ accountId: null });

  const found = defaultAccountOf(till.tools, till.clientId);

  expect(found).toEqual({ accountId: null, source: 'none' });
});
