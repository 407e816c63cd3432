import type { Db } from './open.ts';

/** The ids that gateways with payers of their own gave to our clients. */
export function createGatewayClients(db: Db) {
  const read = db.prepare<[number, number], { id: string }>(`
    SELECT gateway_customer_id AS id
    FROM gateway_clients
    WHERE client_id = ? AND account_id = ?`);
  const write = db.prepare(`
    INSERT INTO gateway_clients (client_id, account_id, gateway_customer_id)
    VALUES (?, ?, ?)
    ON CONFLICT (client_id, account_id)
    DO UPDATE SET gateway_customer_id = excluded.gateway_customer_id`);

  return {
    idOf: (clientId: number, accountId: number): string | undefined =>
      read.get(clientId, accountId)?.id,

    put(clientId: number, accountId: number, customerId: string): void {
      write.run(clientId, accountId, customerId);
    },
  };
}
