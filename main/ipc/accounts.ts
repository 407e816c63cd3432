import type { Handlers } from '../../preload/contract/api.ts';
import type { accountCalls } from '../../preload/contract/accounts.ts';
import type { bookkeepingCalls } from '../../preload/contract/bookkeeping.ts';
import { addConvenio, addHistorico, viewBookkeeping } from '../services/accounts/bookkeeping.ts';
import { defaultAccountOf } from '../services/accounts/issuing-account.ts';
import { callbackHealth, registerCallback } from '../services/accounts/register-callback.ts';
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

export function accountHandlers({
  tools,
  simulator,
  polling,
}: Desk): Pick<Handlers, keyof (typeof accountCalls & typeof bookkeepingCalls)> {
  return {
    'accounts.gateways': () => describeGateways(tools),
    'accounts.list': () => listAccounts(tools),
    'accounts.get': ({ id }) => getAccount(tools, id),
    'accounts.bookkeeping': () => viewBookkeeping(tools),
    'accounts.addConvenio': ({ name }) => addConvenio(tools, name),
    'accounts.addHistorico': (historico) => addHistorico(tools, historico),
    'accounts.defaultFor': ({ clientId }) => defaultAccountOf(tools, clientId),
    'accounts.save': async (form) => {
      const id = saveAccount(tools, form);
      if (form.environment === 'simulator') await simulator.start();
      return getAccount(tools, id);
    },
    'accounts.testCredentials': ({ id }) => testCredentials(tools, id),
    'accounts.poll': async ({ id }) => {
      const { applied, unmatched, failure } = await polling.now(id);
      return { news: applied + unmatched, unmatched, failure: failure ?? null };
    },
    'accounts.callbackHealth': ({ id }) => callbackHealth(tools, id),
    'accounts.registerCallback': ({ id }) => registerCallback(tools, id),
    'accounts.revealCredential': ({ id, name }) => revealCredential(tools, id, name),
    'accounts.explainTerms': (order) => explainTerms(tools, order),
  };
}
