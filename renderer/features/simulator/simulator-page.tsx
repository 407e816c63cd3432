/** Simulador: what the sites of the simulated gateways would show, and what can be done there. Read this first. */
import { Button, Select, Tabs } from '@mantine/core';
import { IconClock, IconFlask } from '@tabler/icons-react';
import type { SimulatorOverview } from '../../../preload/contract/simulator.ts';
import { useAction } from '../../api/queries.ts';
import { frameText } from '../../text/frame.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { sayFailed } from '../../ui/toasts.ts';
import { InstantText } from '../../ui/values.tsx';
import { ChargesPart } from './charges-part.tsx';
import { ClockPart } from './clock-part.tsx';
import { FaultsPart } from './faults-part.tsx';
import { NoticesPart } from './notices-part.tsx';
import type { PartProps, SimulatedGateway } from './part-props.ts';
import { panelParts, useSimulatorQuery, type PanelPart } from './simulator-query.ts';
import styles from './simulator.module.css';
import { UrlsPart } from './urls-part.tsx';
import { useSimulator } from './use-simulator.ts';

export function SimulatorPage() {
  const overview = useSimulator();
  const { data } = overview;
  if (!data && overview.error)
    return <ErrorAlert error={overview.error} onRetry={() => void overview.refetch()} />;
  if (!data) return <div role="status">{uiText.loading}</div>;
  return <Panel overview={data} />;
}

function Panel({ overview }: { readonly overview: SimulatorOverview }) {
  const query = useSimulatorQuery();
  const { gateways } = overview;
  const gateway = gateways.find(({ id }) => id === query.gateway) ?? preferred(gateways);
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            {simulatorText.title}
            <StatusBadge tone="practice" label={frameText.practice.switch} />
          </span>
        }
        detail={simulatorText.detail}
        actions={gateway && <Chooser overview={overview} gateway={gateway} query={query} />}
      />
      {gateway ? <Parts overview={overview} gateway={gateway} query={query} /> : <SwitchedOff />}
    </>
  );
}

/** The gateway of the practice account, or whichever comes first. */
function preferred(gateways: readonly SimulatedGateway[]): SimulatedGateway | undefined {
  return gateways.find(({ id }) => id === 'efi') ?? gateways[0];
}

function Chooser({ overview, gateway, query }: PartProps) {
  return (
    <>
      {overview.clock && (
        <span className={styles['clock']} title={simulatorText.now}>
          <IconClock size={15} aria-hidden />
          <InstantText at={overview.clock.now} />
        </span>
      )}
      <Select
        aria-label={simulatorText.gateway}
        w={230}
        allowDeselect={false}
        data={overview.gateways.map(({ id, label }) => ({ value: id, label }))}
        value={gateway.id}
        onChange={(id) => id !== null && query.setGateway(id)}
      />
    </>
  );
}

function Parts(props: PartProps) {
  const { overview, query } = props;
  return (
    <Tabs
      className={styles['root'] ?? ''}
      color="violet.8"
      value={query.part}
      keepMounted={false}
      onChange={(part) => part !== null && query.setPart(part as PanelPart)}
    >
      <Tabs.List aria-label={simulatorText.tabList}>
        {panelParts.map((part) => (
          <Tabs.Tab key={part} value={part}>
            {simulatorText.tabs[part]}
            {part === 'faults' && overview.faults > 0 && (
              <span className={styles['raw']}> ({simulatorText.faultsOn(overview.faults)})</span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {panelParts.map((part) => (
        <Tabs.Panel key={part} value={part} className={styles['panel'] ?? ''}>
          <Part part={part} {...props} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Part({ part, ...props }: PartProps & { readonly part: PanelPart }) {
  switch (part) {
    case 'charges':
      return <ChargesPart key={props.gateway.id} {...props} />;
    case 'notices':
      return <NoticesPart key={props.gateway.id} {...props} />;
    case 'urls':
      return <UrlsPart key={props.gateway.id} {...props} />;
    case 'faults':
      return <FaultsPart {...props} />;
    case 'clock':
      return <ClockPart {...props} />;
  }
}

function SwitchedOff() {
  const start = useAction('practice.start');
  const { off } = simulatorText;
  return (
    <EmptyState
      icon={IconFlask}
      title={off.title}
      actions={
        <Button loading={start.isPending} onClick={() => start.mutate({}, { onError: sayFailed })}>
          {off.start}
        </Button>
      }
    >
      {off.text}
    </EmptyState>
  );
}
