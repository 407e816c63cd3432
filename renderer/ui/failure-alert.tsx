import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { FailureShape } from '../../preload/contract/result.ts';
import { failureOf } from '../api/client.ts';
import { failureTexts } from '../text/failures.ts';
import { uiText } from '../text/ui.ts';

interface FailureAlertProps {
  readonly failure: FailureShape;
  readonly onRetry?: () => void;
}

/** What happened, why, what to do next; the gateway's own text is quoted below. */
export function FailureAlert({ failure, onRetry }: FailureAlertProps) {
  const text = failureTexts[failure.code];
  const quoted = failure.detail['gatewayText'];
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={text.title}
    >
      <Text size="sm">{text.why}</Text>
      <Text size="sm" mt={4}>
        <strong>{uiText.failureNext}:</strong> {text.next}
      </Text>
      {typeof quoted === 'string' && quoted !== '' && (
        <Text size="sm" mt={4} c="dimmed">
          {uiText.gatewaySaid}: “{quoted}”
        </Text>
      )}
      {onRetry && (
        <Group mt="xs">
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {uiText.retry}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** The alert of an action's or a call's error; nothing while there is none. */
export function ErrorAlert({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
}) {
  if (error === null || error === undefined) return null;
  return <FailureAlert failure={failureOf(error)} {...(onRetry ? { onRetry } : {})} />;
}
