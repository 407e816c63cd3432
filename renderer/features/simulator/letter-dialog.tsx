import { Button, Group, Modal, Stack } from '@mantine/core';
import type { SimulatedDetail } from '../../../preload/contract/simulator.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './simulator.module.css';

const text = simulatorText.letter;

interface LetterDialogProps {
  readonly letter: SimulatedDetail['letter'];
  readonly onClose: () => void;
}

/** "Enviar por e-mail" in practice: the mail is shown and goes nowhere. */
export function LetterDialog({ letter, onClose }: LetterDialogProps) {
  const { to, subject } = letter;
  return (
    <Modal opened onClose={onClose} title={text.title} size="lg" centered>
      <Stack gap="sm">
        <Notice tone="practice">{to === null ? text.nobody : text.nothingSent}</Notice>
        <DetailList
          details={[
            { label: text.to, value: to === null ? null : <VisibleText>{to}</VisibleText> },
            { label: text.subject, value: <VisibleText>{subject}</VisibleText> },
          ]}
        />
        <pre className={styles['code']} tabIndex={0} aria-label={text.text}>
          <VisibleText>{letter.text}</VisibleText>
        </pre>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {uiText.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
