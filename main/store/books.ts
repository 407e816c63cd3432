/** The books in one hand: every repository over one connection, and the one way to write several rows at once. */
import { createAccounts } from './accounts.ts';
import { createAllocations } from './allocations.ts';
import { createAudit } from './audit.ts';
import { createAvailability } from './availability.ts';
import { createBookkeeping } from './bookkeeping.ts';
import { createCarneList } from './carne-list.ts';
import { createCarnes } from './carnes.ts';
import { createChargeGroups } from './charge-groups.ts';
import { createChargeTerms } from './charge-terms.ts';
import { createCharges } from './charges.ts';
import { createClientList } from './client-list.ts';
import { createClients } from './clients.ts';
import { createContracts } from './contracts.ts';
import { createGatewayAttempts } from './gateway-attempts.ts';
import { createGatewayClients } from './gateway-clients.ts';
import { createGatewayEvents } from './gateway-events.ts';
import { createImports } from './imports.ts';
import type { Db } from './open.ts';
import { createOutbox } from './outbox.ts';
import { createOverview } from './overview.ts';
import { createPayments } from './payments.ts';
import { createPlans } from './plans.ts';
import { createPostings } from './postings.ts';
import { createReversals } from './reversals.ts';
import { createSequences } from './sequences.ts';
import { createSettings } from './settings.ts';
import { createTituloList } from './titulo-list.ts';
import { createTitulos } from './titulos.ts';
import { createRehearse, createTransaction } from './transaction.ts';

export type Books = ReturnType<typeof createBooks>;

export function createBooks(db: Db) {
  return {
    accounts: createAccounts(db),
    allocations: createAllocations(db),
    attempts: createGatewayAttempts(db),
    audit: createAudit(db),
    availability: createAvailability(db),
    bookkeeping: createBookkeeping(db),
    carneList: createCarneList(db),
    carnes: createCarnes(db),
    charges: createCharges(db),
    chargeGroups: createChargeGroups(db),
    clientList: createClientList(db),
    clients: createClients(db),
    contracts: createContracts(db),
    events: createGatewayEvents(db),
    gatewayClients: createGatewayClients(db),
    imports: createImports(db),
    outbox: createOutbox(db),
    overview: createOverview(db),
    payments: createPayments(db),
    plans: createPlans(db),
    postings: createPostings(db),
    reversals: createReversals(db),
    sequences: createSequences(db),
    settings: createSettings(db),
    terms: createChargeTerms(db),
    tituloList: createTituloList(db),
    titulos: createTitulos(db),
    transaction: createTransaction(db),
    rehearse: createRehearse(db),
  };
}
