import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { CallbackDetail } from '../../../preload/contract/callbacks.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { environmentTexts } from '../../text/states.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { environmentTones } from '../../ui/tones.ts';
import { InstantText } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './callbacks.module.css';

const text = callbacksText.page;

const authTones: Readonly<Record<CallbackDetail['auth'], Tone>> = {
  ok: 'good',
  wrong: 'bad',
  none: 'good',
  unsigned: 'attention',
  'no-secret': 'attention',
};

/** When and from where it came, what was answered, whether it can be trusted. */
export function Reception({ callback }: { readonly callback: CallbackDetail }) {
  return (
    <Section title={text.facts}>
      <DetailList
        details={[
          { label: text.receivedAt, value: <InstantText at={callback.receivedAt} /> },
          {
            label: text.account,
            value: (
              <>
                {callback.accountLabel}{' '}
                <StatusBadge
                  tone={environmentTones[callback.environment]}
                  label={environmentTexts[callback.environment]}
                />
              </>
            ),
          },
          { label: text.from, value: <Source callback={callback} /> },
          { label: text.answered, value: answeredOf(callback) },
          { label: text.tries, value: String(callback.tries) },
          ...(callback.nextTryAt === null
            ? []
            : [{ label: text.nextTry, value: <InstantText at={callback.nextTryAt} /> }]),
          { label: text.size, value: text.bytes(callback.bodySize) },
          ...replayOf(callback),
          {
            label: text.verification,
            value: (
              <>
                <StatusBadge
                  tone={authTones[callback.auth]}
                  label={callbacksText.auth[callback.auth]}
                />
                <div className={styles['raw']}>{callbacksText.authHints[callback.auth]}</div>
              </>
            ),
          },
          { label: text.hash, value: <span className={styles['mono']}>{callback.hash}</span> },
          {
            label: text.request,
            value: (
              <span className={styles['mono']}>
                <VisibleText>{`${callback.method} ${callback.path}`}</VisibleText>
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Source({ callback }: { readonly callback: CallbackDetail }) {
  if (callback.isExpectedSource !== false) return callback.sourceIp;
  return (
    <>
      {callback.sourceIp} <StatusBadge tone="attention" label={text.strangeSource} />
    </>
  );
}

function replayOf({ replayOf: id }: CallbackDetail) {
  if (id === null) return [];
  const link = (
    <Anchor component={Link} to={paths.callback(id)} inherit>
      {callbacksText.name(id)}
    </Anchor>
  );
  return [{ label: text.replayOf, value: link }];
}

function answeredOf({ answered, answeredUs, replayOf: original }: CallbackDetail): string {
  if (original !== null) return callbacksText.replayed;
  const status = answered === 0 ? callbacksText.notAnswered : String(answered);
  return answeredUs === null ? status : text.answeredIn(status, callbacksText.ms(answeredUs));
}
