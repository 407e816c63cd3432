import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { tituloPageText } from '../../text/titulo-page.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import styles from './titulo-page.module.css';

const text = tituloPageText.payable;
const QR_SIZE = 168;
const LARGE_QR_SIZE = 460;

interface CodeProps {
  readonly label: string;
  readonly what: string;
  readonly value: string;
  readonly shown: string;
}

/** A code to be read aloud, or copied. */
export function Code({ label, what, value, shown }: CodeProps) {
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

/** A Pix as a picture, and as one that a client can scan over the counter. */
export function Qr({ payload }: { readonly payload: string }) {
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
