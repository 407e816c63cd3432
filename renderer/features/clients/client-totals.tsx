import type { ClientDetail } from '../../../preload/contract/clients.ts';
import { clientsText } from '../../text/clients.ts';
import { Money } from '../../ui/values.tsx';
import styles from './client-page.module.css';

const text = clientsText.page;

/** What the client owes, is late with, has paid, and has to the good. */
export function ClientTotals({ totals }: { readonly totals: ClientDetail['totals'] }) {
  return (
    <dl className={styles['totals']} aria-label={text.totals}>
      <div className={styles['total']}>
        <dt>{text.open}</dt>
        <dd>
          <Money cents={totals.openCents} />
        </dd>
      </div>
      <div className={styles['total']}>
        <dt>{text.overdue}</dt>
        <dd data-late={totals.overdueCount > 0}>
          <Money cents={totals.overdueCents} />{' '}
          {totals.overdueCount > 0 && (
            <span className={styles['more']}>{text.overdueCount(totals.overdueCount)}</span>
          )}
        </dd>
      </div>
      <div className={styles['total']}>
        <dt>{text.received}</dt>
        <dd>
          <Money cents={totals.receivedCents} />
        </dd>
      </div>
      <div className={styles['total']}>
        <dt>{text.credit}</dt>
        <dd>
          <Money cents={totals.creditCents} />
        </dd>
      </div>
    </dl>
  );
}
