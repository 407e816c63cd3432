/** What every adapter does when an account is opened: find its address and read what was filled in. */
import type { Environment } from '../../domain/account.ts';
import { Failure } from '../../domain/failure.ts';
import type { GatewayAccount } from './gateway.ts';

/** Base addresses by environment; the simulator has no fixed one: the account brings it. */
export type Hosts = Readonly<Record<Exclude<Environment, 'simulator'>, string | undefined>>;

/**
 * The base address of an account, without slash at the end.
 * @throws Failure `invalid-input` without an address, or for one that would carry the credentials unencrypted
 */
export function baseUrlOf({ baseUrl, environment }: GatewayAccount, hosts: Hosts): string {
  const host = environment === 'simulator' ? undefined : hosts[environment];
  const address = (baseUrl ?? host)?.replace(/\/+$/, '');
  if (address === undefined)
    throw new Failure('invalid-input', 'This account has no address of its gateway');
  if (!isEncryptedOrLocal(address))
    throw new Failure('invalid-input', 'The address of the gateway must be https or loopback');
  return address;
}

/** What was filled in under `<environment>-<name>`, trimmed; undefined when that is nothing. */
export function filledIn(account: GatewayAccount, name: string): string | undefined {
  const text = account.credential(`${account.environment}-${name}`)?.trim();
  return text === '' ? undefined : text;
}

function isEncryptedOrLocal(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
