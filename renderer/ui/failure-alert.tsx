import { Button } from '@mantine/core';
import type { FailureShape } from '../../preload/contract/result.ts';
import { failureOf } from '../api/client.ts';
import { failureTexts } from '../text/failures.ts';
import { uiText } from '../text/ui.ts';
import { Notice } from './notice.tsx';

interface FailureAlertProps {
  readonly failure: FailureShape;
  readonly onRetry?: () => void;
}

/** What happened, why, what to do next; the gateway's own text is quoted below. */
export function FailureAlert({ failure, onRetry }: FailureAlertProps) {
  const text = failureTexts[failure.code];
  const quoted = failure.detail['gatewayText'];
  return (
    <Notice tone="bad" role="alert" title={text.title}>
      <div>{text.why}</div>
      <div>
        {uiText.failureNext}: {text.next}
      </div>
      {typeof quoted === 'string' && quoted !== '' && (
        <div>
          {uiText.gatewaySaid}: “{quoted}”
        </div>
      )}
      {onRetry && (
        <Button size="compact-sm" variant="default" mt={6} onClick={onRetry}>
          {uiText.retry}
        </Button>
      )}
    </Notice>
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
