/** For gateways that call one address per account: writes our address into the account there. */
import { Failure } from '../../../domain/failure.ts';
import type { AccountViewTools } from './view-accounts.ts';
import { endingText } from './view-accounts.ts';

/** @throws Failure `gateway-capability-missing`; `invalid-input` (field `publicBaseUrl`) while there is no address */
export async function registerCallback(tools: AccountViewTools, accountId: number) {
  const account = tools.books.accounts.getById(accountId);
  const gateway = tools.gateways.of(account);
  const url = tools.callbackUrlOf(account);
  if (gateway.registerCallbackUrl === undefined) {
    throw new Failure('gateway-capability-missing', 'This gateway takes no address by API');
  }
  if (url === undefined) {
    throw new Failure('invalid-input', 'There is no public address yet', {
      field: 'publicBaseUrl',
    });
  }
  const context = tools.gateways.context(account, { origin: 'operator' });
  const outcome = await gateway.registerCallbackUrl(url, context);
  if (outcome.ending === 'done') tools.books.accounts.noteRegisteredUrl(accountId, url);
  return { isOk: outcome.ending === 'done', text: endingText(outcome) };
}
