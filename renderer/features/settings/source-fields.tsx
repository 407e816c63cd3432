import { Fieldset, Select, SimpleGrid, Text, Textarea } from '@mantine/core';
import { Fragment } from 'react';
import type { GatewayId } from '../../../domain/account.ts';
import { sourceModes } from '../../../domain/listener-settings.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import { listenerText } from '../../text/listener.ts';
import type { DraftProps } from './alias-fields.tsx';
import { NO_SOURCES, wrongLine, type SourceDraft } from './listener-draft.ts';

const text = listenerText.sources;
const modes = sourceModes.map((value) => ({ value, label: text.modes[value] }));

/** The ranges of each gateway that an account uses, and what is done with callbacks from elsewhere. */
export function SourceFields({
  draft,
  change,
  accounts,
}: DraftProps & { readonly accounts: readonly AccountRow[] }) {
  const gateways = new Map(accounts.map(({ gateway, gatewayLabel }) => [gateway, gatewayLabel]));
  if (gateways.size === 0) return null;
  const put = (gateway: GatewayId, source: SourceDraft): void =>
    change({ ...draft, sources: { ...draft.sources, [gateway]: source } });
  return (
    <Fieldset legend={text.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {text.detail}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        {[...gateways].map(([gateway, label]) => (
          <Fragment key={gateway}>
            <SourceInputs
              label={label}
              source={draft.sources[gateway] ?? NO_SOURCES}
              change={(source) => put(gateway, source)}
            />
          </Fragment>
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

function SourceInputs({
  label,
  source,
  change,
}: {
  readonly label: string;
  readonly source: SourceDraft;
  readonly change: (source: SourceDraft) => void;
}) {
  const wrong = wrongLine(source.blocks);
  return (
    <>
      <Select
        label={text.mode(label)}
        allowDeselect={false}
        data={modes}
        value={source.mode}
        onChange={(mode) => mode && change({ ...source, mode })}
      />
      <Textarea
        label={text.blocks(label)}
        rows={2}
        value={source.blocks}
        error={wrong === undefined ? null : listenerText.wrong(wrong)}
        onChange={(event) => change({ ...source, blocks: event.currentTarget.value })}
      />
    </>
  );
}
