import { Button, Group, List, Text } from '@mantine/core';
import { IconDeviceMobile } from '@tabler/icons-react';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useAction } from '../../api/queries.ts';
import { exposureText } from '../../text/exposure.ts';
import { formatInstant } from '../../text/format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './exposure.module.css';

const text = exposureText.phone;
const QR_SIDE = 176;

type Phone = NonNullable<ExposureField['phone']>;

interface PhoneProofProps {
  readonly exposure: ExposureField;
  readonly onOpened: () => void;
}

/** A one-time address for a telephone that is not on this network: the best proof there is. */
export function PhoneProof({ exposure: { phone, baseUrl }, onOpened }: PhoneProofProps) {
  const open = useAction('exposure.phone');
  return (
    <Section
      title={text.title}
      detail={text.detail}
      actions={
        <Button
          variant="default"
          disabled={baseUrl === null}
          loading={open.isPending}
          leftSection={<IconDeviceMobile size={16} aria-hidden />}
          onClick={() => open.mutate({}, { onSuccess: onOpened })}
        >
          {phone === null ? text.start : text.again}
        </Button>
      }
    >
      <ErrorAlert error={open.error} />
      {phone === null && baseUrl === null && <Text size="sm">{text.noAddress}</Text>}
      {phone !== null && <Proof phone={phone} />}
    </Section>
  );
}

function Proof({ phone }: { readonly phone: Phone }) {
  if (phone.visit?.isOutside === true)
    return (
      <Notice tone="good" role="status" title={text.outside(formatInstant(phone.visit.at))}>
        {text.outsideText}
      </Notice>
    );
  if (phone.visit !== null)
    return (
      <Notice tone="attention" role="status" title={text.inside}>
        {text.insideText}
      </Notice>
    );
  return (
    <div className={styles['phone']}>
      <QrCode payload={phone.url} label={text.qr} size={QR_SIDE} />
      <div className={styles['phoneWords']}>
        <List type="ordered" size="sm">
          {text.steps.map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <Group gap={6} wrap="nowrap">
          <code className={styles['url']}>{phone.url}</code>
          <CopyButton value={phone.url} what={text.copy} />
        </Group>
        <Notice tone="waiting" role="status">
          {text.waiting}
        </Notice>
      </div>
    </div>
  );
}
