import type { Gateway } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import type { OutboxRow } from '../../store/outbox.ts';

/** One row of the outbox with what it takes to carry it out. */
export interface OutboxJob {
  readonly row: OutboxRow;
  readonly account: Account;
  readonly gateway: Gateway;
  /** Where the gateway is to call back; undefined while no address is set. */
  readonly callbackUrl: string | undefined;
}
