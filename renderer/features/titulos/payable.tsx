import { Button, Modal, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import type { ChargeField, TituloDetail } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Section } from '../../ui/section.tsx';
import { sayFailed } from '../../ui/toasts.ts';
import { formatLinha } from './format-linha.ts';
import styles from './titulo-page.module.css';

const text = tituloPageText.payable;
const QR_SIZE = 168;
const LARGE_QR_SIZE = 460;

/** Linha digitável, Pix and page of the last charge: what the client needs to pay. */
export function Payable({ titulo }: { readonly titulo: TituloDetail }) {
  const { charge } = titulo;
  if (titulo.state === 'paid' || titulo.state === 'cancelled') return null;
  const hasWays =
    charge !== null &&
    (charge.linha !== null || charge.pixPayload !== null || charge.pageLink !== null);
  return (
    <Section title={text.title}>
      {charge !== null && hasWays ? (
        <Ways charge={charge} />
      ) : (
        <Text size="sm" c="dimmed">
          {text.nothing}
        </Text>
      )}
    </Section>
  );
}

function Ways({ charge }: { readonly charge: ChargeField }) {
  const open = useAction('links.open');
  const { linha, pixPayload, pageLink } = charge;
  return (
    <div className={styles['payWays']}>
      <div className={styles['payText']}>
        {linha !== null && (
          <Code label={text.linha} what={text.copyLinha} value={linha} shown={formatLinha(linha)} />
        )}
        {pixPayload !== null && (
          <Code label={text.pix} what={text.copyPix} value={pixPayload} shown={pixPayload} />
        )}
        {pageLink?.startsWith('https://') && (
          <Button
            mt="xs"
            variant="default"
            leftSection={<IconExternalLink size={16} aria-hidden />}
            onClick={() => open.mutate({ url: pageLink }, { onError: sayFailed })}
          >
            {text.link}
          </Button>
        )}
      </div>
      {pixPayload !== null && <Qr payload={pixPayload} />}
    </div>
  );
}

interface CodeProps {
  readonly label: string;
  readonly what: string;
  readonly value: string;
  readonly shown: string;
}

function Code({ label, what, value, shown }: CodeProps) {
  return (
    <div>
      <span className={styles['label']}>
        {label} <CopyButton value={value} what={what} />
      </span>
      <div
        className={`${styles['code'] ?? ''} ${styles['payload'] ?? ''}`}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        {shown}
      </div>
    </div>
  );
}

function Qr({ payload }: { readonly payload: string }) {
  const [isLarge, setIsLarge] = useState(false);
  return (
    <div className={styles['qr']}>
      <QrCode payload={payload} label={text.qr} size={QR_SIZE} />
      <Button size="compact-xs" variant="subtle" onClick={() => setIsLarge(true)}>
        {text.enlarge}
      </Button>
      <Modal
        opened={isLarge}
        onClose={() => setIsLarge(false)}
        title={text.qr}
        centered
        size="auto"
      >
        <QrCode payload={payload} label={text.qr} size={LARGE_QR_SIZE} />
      </Modal>
    </div>
  );
}
