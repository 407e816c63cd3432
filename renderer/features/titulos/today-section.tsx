import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { isOwed } from '../../ui/titulos/outcome.ts';
import { TodayAmount } from '../../ui/titulos/today-amount.tsx';

/** The amount of today explained; gone once nothing is owed. */
export function TodaySection({ titulo }: { readonly titulo: TituloDetail }) {
  if (!isOwed(titulo)) return null;
  return (
    <Section title={tituloPageText.today.title}>
      <TodayAmount explained={titulo.today} />
    </Section>
  );
}
