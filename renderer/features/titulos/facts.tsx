import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { environmentTexts } from '../../text/states.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { titulosText } from '../../text/titulos.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { balanceOf, isOwed } from '../../ui/titulos/outcome.ts';
import { environmentTones } from '../../ui/tones.ts';
import { CompetenceText, DateText, DueText, Money } from '../../ui/values.tsx';

const text = tituloPageText;
const { columns } = titulosText;

/** What the título is. */
export function Facts({ titulo }: { readonly titulo: TituloDetail }) {
  const owed = isOwed(titulo);
  return (
    <Section title={text.facts}>
      <DetailList
        details={[
          { label: columns.face, value: <Money cents={titulo.faceCents} /> },
          { label: columns.total, value: <Money cents={titulo.totalCents} /> },
          { label: text.settled, value: <Money cents={titulo.settledCents} /> },
          { label: text.balance, value: <Money cents={owed ? balanceOf(titulo) : null} /> },
          {
            label: columns.due,
            value: owed ? (
              <DueText on={titulo.dueOn} daysToDue={titulo.daysToDue} />
            ) : (
              <DateText on={titulo.dueOn} />
            ),
          },
          ...(titulo.effectiveDueOn === titulo.dueOn
            ? []
            : [{ label: text.effectiveDue, value: <DateText on={titulo.effectiveDueOn} /> }]),
          { label: columns.competence, value: <CompetenceText month={titulo.competence} /> },
          { label: columns.kind, value: titulosText.kinds[titulo.kind] ?? titulo.kind },
          { label: columns.issued, value: <DateText on={titulo.issuedOn} /> },
          ...carneFact(titulo),
          { label: text.environment, value: <EnvironmentBadge titulo={titulo} /> },
          ...(titulo.cancelReason === null
            ? []
            : [{ label: text.cancelReason, value: titulo.cancelReason }]),
        ]}
      />
    </Section>
  );
}

function carneFact({ carneId, parcelNo, parcels }: TituloDetail) {
  if (carneId === null || parcelNo === null || parcels === null) return [];
  const link = (
    <Anchor component={Link} to={paths.carne(carneId)} inherit>
      {text.carneParcel(parcelNo, parcels)}
    </Anchor>
  );
  return [{ label: text.carne, value: link }];
}

function EnvironmentBadge({ titulo }: { readonly titulo: TituloDetail }) {
  const { environment } = titulo;
  return <StatusBadge tone={environmentTones[environment]} label={environmentTexts[environment]} />;
}
