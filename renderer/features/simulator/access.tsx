import { Fragment } from 'react';
import { simulatorText } from '../../text/simulator.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import type { SimulatedGateway } from './part-props.ts';
import styles from './simulator.module.css';

const text = simulatorText.access;

/** Address and fixed credentials of the simulated gateway. */
export function Access({ gateway }: { readonly gateway: SimulatedGateway }) {
  const entries = [{ name: text.baseUrl, value: gateway.baseUrl }, ...gateway.credentials];
  return (
    <Section title={`${text.title}: ${gateway.label}`} detail={text.detail}>
      <dl className={styles['reasons']}>
        {entries.map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd className={styles['mono']}>
              {value} <CopyButton value={value} what={name} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </Section>
  );
}
