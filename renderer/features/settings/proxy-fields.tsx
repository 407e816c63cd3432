import { Fieldset, Select, SimpleGrid, Textarea } from '@mantine/core';
import { forwardedHeaders } from '../../../domain/listener-settings.ts';
import { listenerText } from '../../text/listener.ts';
import type { DraftProps } from './alias-fields.tsx';
import { wrongLine } from './listener-draft.ts';

const text = listenerText.proxy;
const headers = forwardedHeaders.map((value) => ({ value, label: text.headers[value] }));

/** Proxies of the operator's own, whose word on the sender is taken. */
export function ProxyFields({ draft, change }: DraftProps) {
  const wrong = wrongLine(draft.proxies);
  return (
    <Fieldset legend={text.title}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Textarea
          label={text.addresses}
          description={text.addressesHelp}
          rows={2}
          value={draft.proxies}
          error={wrong === undefined ? null : listenerText.wrong(wrong)}
          onChange={(event) => change({ ...draft, proxies: event.currentTarget.value })}
        />
        <Select
          label={text.header}
          allowDeselect={false}
          data={headers}
          value={draft.forwardedHeader}
          onChange={(chosen) => chosen && change({ ...draft, forwardedHeader: chosen })}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
