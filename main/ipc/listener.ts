import type { Handlers } from '../../preload/contract/api.ts';
import type { listenerCalls, ListenerField } from '../../preload/contract/listener.ts';
import type { ListenerSettings } from '../../domain/listener-settings.ts';
import { readListener, saveListener } from '../services/desk/listener-settings.ts';
import type { Desk } from './desk.ts';

export function listenerHandlers({
  tools,
  listenerChanged,
}: Desk): Pick<Handlers, keyof typeof listenerCalls> {
  return {
    'listener.get': () => toField(readListener(tools)),
    'listener.save': (form) => {
      const saved = saveListener(tools, { ...readListener(tools), ...form });
      listenerChanged();
      return toField(saved);
    },
  };
}

function toField({ aliases, sources, proxies, forwardedHeader }: ListenerSettings): ListenerField {
  return {
    aliases: [...aliases],
    sources: sources.map(({ gateway, mode, blocks }) => ({ gateway, mode, blocks: [...blocks] })),
    proxies: [...proxies],
    forwardedHeader,
  };
}
