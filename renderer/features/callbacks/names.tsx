import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './callbacks.module.css';

interface NamesProps {
  readonly entries: readonly { readonly name: string; readonly value: string }[];
}

/** Names and values of strangers, as text. */
export function Names({ entries }: NamesProps) {
  return (
    <dl className={styles['names']}>
      {entries.map(({ name, value }, index) => (
        <div key={index} style={{ display: 'contents' }}>
          <dt>
            <VisibleText>{name}</VisibleText>
          </dt>
          <dd>
            <VisibleText>{value}</VisibleText>
          </dd>
        </div>
      ))}
    </dl>
  );
}
