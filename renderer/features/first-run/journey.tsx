import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { firstRunText } from '../../text/first-run.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './first-run.module.css';

interface JourneyProps {
  readonly tituloId: number;
  readonly onAnother: () => void;
}

/** The core tells of each stage; asking now and then covers a lost word. */
const LOOK_AGAIN_MS = 2_000;
const text = firstRunText.titulo;

/** A título of practice from issue to baixa. */
export function Journey({ tituloId, onAnother }: JourneyProps) {
  const titulo = useCall('titulos.get', { id: tituloId }, { everyMs: LOOK_AGAIN_MS });
  const pay = useAction('practice.pay');
  if (titulo.isError)
    return (
      <Stack gap="sm">
        <ErrorAlert error={titulo.error} />
        <Button variant="default" onClick={onAnother}>
          {text.another}
        </Button>
      </Stack>
    );
  if (!titulo.data) return <Text role="status">{uiText.loading}</Text>;
  const stage = stageOf(titulo.data, pay.isPending || pay.isSuccess);
  if (stage === 'rejected') return <Rejected titulo={titulo.data} onAnother={onAnother} />;
  return (
    <Stack gap="md">
      <Stages stage={stage} number={titulo.data.number} />
      <ErrorAlert error={pay.error} />
      {stage === 'registered' && (
        <Group>
          <Button loading={pay.isPending} onClick={() => pay.mutate({ tituloId })}>
            {text.pay}
          </Button>
        </Group>
      )}
      {stage === 'settled' && <Finished tituloId={tituloId} onAnother={onAnother} />}
    </Stack>
  );
}

type Stage = 'registering' | 'registered' | 'paying' | 'settled' | 'rejected';

function stageOf(titulo: TituloDetail, isPaying: boolean): Stage {
  if (titulo.state === 'paid') return 'settled';
  if (titulo.charge?.state === 'rejected') return 'rejected';
  if (titulo.charge?.state !== 'registered') return isPaying ? 'paying' : 'registering';
  return isPaying ? 'paying' : 'registered';
}

function Stages({ stage, number }: { readonly stage: Stage; readonly number: number }) {
  const isRegistered = stage !== 'registering';
  const isSettled = stage === 'settled';
  const { stages } = text;
  return (
    <ol className={styles['stages']} aria-live="polite">
      <StageLine state="done" label={stages.issued(formatTituloNumber(number))} />
      <StageLine
        state={isRegistered ? 'done' : 'running'}
        label={isRegistered ? stages.registered : stages.registering}
      />
      <StageLine
        state={isSettled ? 'done' : stage === 'paying' ? 'running' : 'ahead'}
        label={isSettled ? stages.settled : stage === 'paying' ? stages.paying : stages.waiting}
      />
    </ol>
  );
}

interface StageLineProps {
  readonly state: 'done' | 'running' | 'ahead';
  readonly label: string;
}

function StageLine({ state, label }: StageLineProps) {
  return (
    <li className={styles['stage']} data-state={state}>
      {state === 'done' && <IconCircleCheckFilled size={18} color="var(--good)" aria-hidden />}
      {state === 'running' && <Loader size={16} aria-hidden />}
      {state === 'ahead' && <IconCircle size={18} stroke={1.7} aria-hidden />}
      {label}
    </li>
  );
}

function Rejected({
  titulo,
  onAnother,
}: { readonly titulo: TituloDetail } & Pick<JourneyProps, 'onAnother'>) {
  return (
    <Stack gap="sm" align="flex-start">
      <StatusBadge tone="bad" label={text.stages.rejected} />
      {titulo.charge?.failureText && <Text size="sm">“{titulo.charge.failureText}”</Text>}
      <Button variant="default" onClick={onAnother}>
        {text.another}
      </Button>
    </Stack>
  );
}

function Finished({ tituloId, onAnother }: JourneyProps) {
  const { finished } = firstRunText;
  return (
    <Stack gap="sm">
      <div>
        <Text fw={600}>{finished.title}</Text>
        <Text size="sm">{finished.text}</Text>
      </div>
      <Group gap="xs">
        <Button component={Link} to={paths.newAccount}>
          {finished.account}
        </Button>
        <Button component={Link} to={paths.titulo(tituloId)} variant="default">
          {finished.titulo}
        </Button>
        <Button component={Link} to={paths.home} variant="default">
          {finished.home}
        </Button>
        <Button variant="subtle" onClick={onAnother}>
          {text.another}
        </Button>
      </Group>
    </Stack>
  );
}
