import type { Handlers } from '../../preload/contract/api.ts';
import type { accountCalls } from '../../preload/contract/accounts.ts';
import { saveAccount } from '../services/accounts/save-account.ts';
import {
  describeGateways,
  explainTerms,
  getAccount,
  listAccounts,
  revealCredential,
  testCredentials,
} from '../services/accounts/view-accounts.ts';
import type { Desk } from './desk.ts';

export function accountHandlers({ tools }: Desk): Pick<Handlers, keyof typeof accountCalls> {
  return {
    'accounts.gateways': () => describeGateways(tools),
    'accounts.list': () => listAccounts(tools),
    'accounts.get': ({ id }) => getAccount(tools, id),
    'accounts.save': (form) => getAccount(tools, saveAccount(tools, form)),
    'accounts.testCredentials': ({ id }) => testCredentials(tools, id),
    'accounts.revealCredential': ({ id, name }) => revealCredential(tools, id, name),
    'accounts.explainTerms': (order) => explainTerms(tools, order),
  };
}
