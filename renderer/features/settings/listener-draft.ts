import type { GatewayId } from '../../../domain/account.ts';
import { readBlock } from '../../../domain/ip-blocks.ts';
import {
  aliasPaths,
  type AliasPath,
  type ForwardedHeader,
  type SourceMode,
} from '../../../domain/listener-settings.ts';
import type { ListenerField } from '../../../preload/contract/listener.ts';

/** What is typed, before it is saved. */
export interface ListenerDraft {
  readonly aliases: Readonly<Partial<Record<AliasPath, number>>>;
  /** One address or block a line. */
  readonly proxies: string;
  readonly forwardedHeader: ForwardedHeader;
  readonly sources: Readonly<Partial<Record<GatewayId, SourceDraft>>>;
}

export interface SourceDraft {
  readonly mode: SourceMode;
  readonly blocks: string;
}

export const NO_SOURCES: SourceDraft = { mode: 'off', blocks: '' };

export function draftOf(settings: ListenerField): ListenerDraft {
  return {
    aliases: Object.fromEntries(settings.aliases.map(({ path, accountId }) => [path, accountId])),
    proxies: settings.proxies.join('\n'),
    forwardedHeader: settings.forwardedHeader,
    sources: Object.fromEntries(
      settings.sources.map(({ gateway, mode, blocks }) => [
        gateway,
        { mode, blocks: blocks.join('\n') },
      ]),
    ),
  };
}

export function settingsOf(draft: ListenerDraft): ListenerField {
  return {
    aliases: aliasPaths.flatMap((path) => {
      const accountId = draft.aliases[path];
      return accountId === undefined ? [] : [{ path, accountId }];
    }),
    proxies: linesOf(draft.proxies),
    forwardedHeader: draft.forwardedHeader,
    sources: Object.entries(draft.sources).map(([gateway, { mode, blocks }]) => ({
      gateway: gateway as GatewayId,
      mode,
      blocks: linesOf(blocks),
    })),
  };
}

/** The first line that is neither address nor block. */
export function wrongLine(text: string): string | undefined {
  return linesOf(text).find((line) => readBlock(line) === undefined);
}

export function isDraftRight({ proxies, sources }: ListenerDraft): boolean {
  const texts = [proxies, ...Object.values(sources).map(({ blocks }) => blocks)];
  return texts.every((text) => wrongLine(text) === undefined);
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
