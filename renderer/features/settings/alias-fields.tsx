import { Fieldset, Select, SimpleGrid, Text } from '@mantine/core';
import { aliasGateways, aliasPaths, type AliasPath } from '../../../domain/listener-settings.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import { listenerText } from '../../text/listener.ts';
import type { ListenerDraft } from './listener-draft.ts';

const text = listenerText.aliases;

export interface DraftProps {
  readonly draft: ListenerDraft;
  readonly change: (draft: ListenerDraft) => void;
}

/** The paths of Mk-Auth, each for one account of its gateway. */
export function AliasFields({
  draft,
  change,
  accounts,
}: DraftProps & { readonly accounts: readonly AccountRow[] }) {
  const bind = (path: AliasPath, chosen: string | null): void => {
    const others = Object.entries(draft.aliases).filter(([other]) => other !== path);
    const bound = chosen === null ? [] : [[path, Number(chosen)] as const];
    change({ ...draft, aliases: Object.fromEntries([...others, ...bound]) });
  };
  return (
    <Fieldset legend={text.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {text.detail}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {aliasPaths.map((path) => {
          const fitting = accounts.filter(({ gateway }) => aliasGateways[path].includes(gateway));
          return (
            <Select
              key={path}
              label={path}
              placeholder={fitting.length === 0 ? text.noAccount : text.off}
              disabled={fitting.length === 0}
              clearable
              data={fitting.map(({ id, label }) => ({ value: String(id), label }))}
              value={draft.aliases[path]?.toString() ?? null}
              onChange={(chosen) => bind(path, chosen)}
            />
          );
        })}
      </SimpleGrid>
    </Fieldset>
  );
}
