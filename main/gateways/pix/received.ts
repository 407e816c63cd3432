/** Pix that came to the account, whoever made the charge. */
import type { GatewayEvent } from '../events.ts';
import { eventsOfPix, type SeenPix } from './events.ts';
import type { Session } from './session.ts';
import { referenceOfTxid } from '../../../domain/reference.ts';

/**
 * A bank lists the Pix of all keys of a company. One to another key is of another account, unless it names a charge of
 * ours: the account's key may have been changed since. A static code is matched by key and txid together.
 */
export function eventsOfReceived(
  { pixKey }: Pick<Session, 'pixKey'>,
  seen: SeenPix,
): readonly GatewayEvent[] {
  const { chave, txid = '' } = seen.pix;
  const isElsewhere = chave !== undefined && chave.toLowerCase() !== pixKey.toLowerCase();
  return isElsewhere && referenceOfTxid(txid) === undefined ? [] : eventsOfPix(seen);
}
