import { simulatorText } from '../../text/simulator.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DetailList } from '../../ui/detail-list.tsx';
import { Section } from '../../ui/section.tsx';
import type { SimulatedGateway } from './part-props.ts';
import styles from './simulator.module.css';

const text = simulatorText.access;

/** Address and fixed credentials of the simulated gateway. */
export function Access({ gateway }: { readonly gateway: SimulatedGateway }) {
  const entries = [{ name: text.baseUrl, value: gateway.baseUrl }, ...gateway.credentials];
  return (
    <Section title={`${text.title}: ${gateway.label}`} detail={text.detail}>
      <DetailList
        details={entries.map(({ name, value }) => ({
          label: name,
          value: (
            <span className={styles['mono']}>
              {value} <CopyButton value={value} what={name} />
            </span>
          ),
        }))}
      />
    </Section>
  );
}
