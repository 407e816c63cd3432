/** Caminho de entrada: the light, the ways and their proofs. Read this first. */
import { Button, Stack } from '@mantine/core';
import { IconRadar2 } from '@tabler/icons-react';
import { useAction } from '../../api/queries.ts';
import { exposureText } from '../../text/exposure.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Availability } from './availability.tsx';
import { Deadlines } from './deadlines.tsx';
import { GatewayUrls } from './gateway-urls.tsx';
import { LightSection } from './light-section.tsx';
import { PhoneProof } from './phone-proof.tsx';
import { useExposure } from './use-exposure.ts';
import { WaysForm } from './ways-form.tsx';

export function ExposurePage() {
  const { data: exposure, error, show, refetch } = useExposure();
  const look = useAction('exposure.look');
  if (!exposure && error) return <ErrorAlert error={error} onRetry={refetch} />;
  if (!exposure) return <div role="status">{uiText.loading}</div>;
  return (
    <>
      <PageHeader
        title={exposureText.title}
        detail={exposureText.detail}
        actions={
          <Button
            variant="default"
            loading={look.isPending}
            disabled={exposure.settings.ways.length === 0}
            leftSection={<IconRadar2 size={16} aria-hidden />}
            onClick={() => look.mutate({}, { onSuccess: show })}
          >
            {exposureText.light.look}
          </Button>
        }
      />
      <Stack gap="md" maw={1040}>
        <ErrorAlert error={look.error} />
        <LightSection exposure={exposure} />
        <Deadlines />
        <WaysForm exposure={exposure} onSaved={show} />
        <PhoneProof exposure={exposure} onOpened={refetch} />
        <Availability days={exposure.availability} />
        <GatewayUrls urls={exposure.urls} />
      </Stack>
    </>
  );
}
