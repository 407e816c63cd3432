/** Borrowed paths, ranges of senders and proxies of the listener, as the operator set them. */
import { Failure } from '../../../domain/failure.ts';
import { readBlock } from '../../../domain/ip-blocks.ts';
import {
  aliasGateways,
  PLAIN_LISTENER,
  type ListenerSettings,
} from '../../../domain/listener-settings.ts';
import { OPERATOR, type Tools } from '../tools.ts';

export function readListener({ books }: Pick<Tools, 'books'>): ListenerSettings {
  const stored = books.settings.read('listener') as Partial<ListenerSettings> | undefined;
  return { ...PLAIN_LISTENER, ...stored };
}

/**
 * @throws Failure `invalid-input`: field `sources` or `proxies` with the text that is no address, or `aliases` with the
 *   path that is given twice or to an account of another gateway
 */
export function saveListener(tools: Tools, settings: ListenerSettings): ListenerSettings {
  const { books, clock } = tools;
  for (const { blocks } of settings.sources) checkBlocks('sources', blocks);
  checkBlocks('proxies', settings.proxies);
  checkAliases(tools, settings);
  books.transaction(() => {
    books.settings.write('listener', settings);
    books.audit.write({
      at: clock.now(),
      actor: OPERATOR,
      action: 'changed',
      entity: 'settings',
      entityId: 1,
      detail: { fields: 'listener' },
    });
  });
  tools.notify('settings', 'all');
  return settings;
}

function checkBlocks(field: 'sources' | 'proxies', blocks: readonly string[]): void {
  const wrong = blocks.find((text) => readBlock(text) === undefined);
  if (wrong !== undefined)
    throw new Failure('invalid-input', 'Not an address or a block', { field, value: wrong });
}

function checkAliases({ books }: Tools, { aliases }: ListenerSettings): void {
  const taken = new Set<string>();
  for (const { path, accountId } of aliases) {
    const fits = aliasGateways[path].some((id) => id === books.accounts.getById(accountId).gateway);
    if (!fits || taken.has(path))
      throw new Failure('invalid-input', 'The path is not for this account', {
        field: 'aliases',
        value: path,
      });
    taken.add(path);
  }
}
