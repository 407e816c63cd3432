/** For gateways that call one address per account: writes our address into the account there. */
import { Failure } from '../../../domain/failure.ts';
import type { Account } from '../../store/accounts.ts';
import type { AccountViewTools } from './view-accounts.ts';
import { endingText } from './view-accounts.ts';

/** @throws Failure as `registerCallback` does */
export async function callbackHealth(tools: AccountViewTools, accountId: number) {
  const account = tools.books.accounts.getById(accountId);
  const gateway = tools.gateways.of(account);
  if (gateway.callbackHealth === undefined) {
    throw new Failure('gateway-capability-missing', 'This gateway cannot be asked for its address');
  }
  const url = addressOf(tools, account);
  const context = tools.gateways.context(account, { origin: 'operator' });
  const { health, ...more } = await gateway.callbackHealth(url, context);
  return { health, text: 'text' in more ? more.text : '' };
}

/** @throws Failure `gateway-capability-missing`; `invalid-input` (field `publicBaseUrl`) while there is no address */
export async function registerCallback(tools: AccountViewTools, accountId: number) {
  const account = tools.books.accounts.getById(accountId);
  const gateway = tools.gateways.of(account);
  if (gateway.registerCallbackUrl === undefined) {
    throw new Failure('gateway-capability-missing', 'This gateway takes no address by API');
  }
  const url = addressOf(tools, account);
  const context = tools.gateways.context(account, { origin: 'operator' });
  const outcome = await gateway.registerCallbackUrl(url, context);
  if (outcome.ending === 'done') tools.books.accounts.noteRegisteredUrl(accountId, url);
  return { isOk: outcome.ending === 'done', text: endingText(outcome) };
}

function addressOf(tools: AccountViewTools, account: Account): string {
  const url = tools.callbackUrlOf(account);
  if (url !== undefined) return url;
  throw new Failure('invalid-input', 'There is no public address yet', { field: 'publicBaseUrl' });
}
