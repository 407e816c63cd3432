import type { Handlers } from '../../preload/contract/api.ts';
import type { clientCalls } from '../../preload/contract/clients.ts';
import { clientDetail } from '../services/clients/client-detail.ts';
import { listClients, totalClients } from '../services/clients/list-clients.ts';
import { listPlans, savePlan } from '../services/clients/plans.ts';
import { saveClient } from '../services/clients/save-client.ts';
import { setBilling } from '../services/clients/set-billing.ts';
import type { Desk } from './desk.ts';

export function clientHandlers({
  tools,
}: Pick<Desk, 'tools'>): Pick<Handlers, keyof typeof clientCalls> {
  return {
    'clients.list': (query) => listClients(tools, query),
    'clients.totals': ({ filter }) => totalClients(tools, filter),
    'clients.get': ({ id }) => clientDetail(tools, id),
    'clients.save': (form) => saveClient(tools, form),
    'clients.setBilling': (order) => setBilling(tools, order),
    'plans.list': () => listPlans(tools),
    'plans.save': (plan) => savePlan(tools, plan),
  };
}
