import { Stack, Text } from '@mantine/core';
import type { ChargeField, TituloDetail } from '../../../preload/contract/titulos.ts';
import { useCall } from '../../api/queries.ts';
import { problemTexts } from '../../text/failures.ts';
import { chargeStateTexts, instrumentTexts } from '../../text/states.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { uiText } from '../../text/ui.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { isOwed } from '../../ui/titulos/outcome.ts';
import { chargeTones } from '../../ui/tones.ts';
import { DateText, InstantText, Money } from '../../ui/values.tsx';
import styles from './titulo-page.module.css';

const text = tituloPageText.charge;

/** The last charge in full, what keeps it from going, and the ones before it. */
export function ChargeSection({ titulo }: { readonly titulo: TituloDetail }) {
  const current = titulo.charges.at(-1);
  const earlier = titulo.charges.slice(0, -1).reverse();
  return (
    <Section
      title={text.title}
      {...(current
        ? {
            actions: (
              <StatusBadge
                tone={chargeTones[current.state]}
                label={chargeStateTexts[current.state]}
              />
            ),
          }
        : {})}
    >
      {current ? (
        <Stack gap="sm">
          <Hint charge={current} />
          <Problems titulo={titulo} charge={current} />
          <ChargeFacts charge={current} />
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      {earlier.length > 0 && (
        <details className={styles['attempt']}>
          <summary>{text.earlier(earlier.length)}</summary>
          <Stack gap="md" mt="xs">
            {earlier.map((charge) => (
              <div key={charge.id}>
                <StatusBadge
                  tone={chargeTones[charge.state]}
                  label={`${text.attempt(charge.attempt)}: ${chargeStateTexts[charge.state]}`}
                />
                <ChargeFacts charge={charge} />
              </div>
            ))}
          </Stack>
        </details>
      )}
    </Section>
  );
}

function Hint({ charge }: { readonly charge: ChargeField }) {
  const hint = text.hints[charge.state];
  if (hint === undefined && charge.failureText === null) return null;
  return (
    <div>
      {hint !== undefined && <Text size="sm">{hint}</Text>}
      {charge.failureText !== null && (
        <Text size="sm" c="dimmed">
          {uiText.gatewaySaid}: “{charge.failureText}”
        </Text>
      )}
    </div>
  );
}

/** What keeps a charge that was not sent, or was refused, from being taken. */
function Problems({
  titulo,
  charge,
}: {
  readonly titulo: TituloDetail;
  readonly charge: ChargeField;
}) {
  const isWaiting = charge.state === 'prepared' || charge.state === 'rejected';
  const check = useCall(
    'titulos.check',
    { ids: [titulo.id] },
    { isEnabled: isWaiting && isOwed(titulo) },
  );
  const problems = check.data?.[0]?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <Notice tone="attention" title={text.problems}>
      <ul className={styles['problems']}>
        {problems.map(({ code, field }) => (
          <li key={`${code} ${field}`}>{problemTexts[code]}</li>
        ))}
      </ul>
    </Notice>
  );
}

function ChargeFacts({ charge }: { readonly charge: ChargeField }) {
  return (
    <DetailList
      details={[
        { label: text.account, value: charge.accountLabel },
        { label: text.instrument, value: instrumentTexts[charge.instrument] },
        { label: text.nossoNumero, value: charge.nossoNumero },
        { label: text.gatewayId, value: charge.gatewayId },
        { label: text.amount, value: <Money cents={charge.amountCents} /> },
        { label: text.due, value: <DateText on={charge.dueOn} /> },
        { label: text.bank, value: charge.bank },
        { label: text.document, value: charge.documentNumber },
        { label: text.reference, value: charge.reference },
        { label: text.prepared, value: <InstantText at={charge.preparedAt} /> },
        { label: text.registered, value: <InstantText at={charge.registeredAt} /> },
      ]}
    />
  );
}
